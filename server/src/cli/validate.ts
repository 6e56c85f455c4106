import path from 'node:path';
import { analyze } from '../core/analysis.js';
import { Homes, sightOf } from '../core/model/sight.js';
import type { Settings, Severity } from '../core/settings.js';
import { told } from './complaint.js';
import { fenceAround } from './fence.js';
import { findingsIn, findingsOf, type LintFinding } from './findings.js';
import { readManifests, saysSomething } from './manifests.js';

/** What is to be looked at: a text by itself, files together, or both. */
export interface ValidationQuestion {
  readonly text?: string | undefined;
  readonly paths?: readonly string[] | undefined;
}

/** What is wrong with it. */
export interface Validation {
  readonly files: number;
  /** Those that say something of ours. */
  readonly manifests: number;
  readonly findings: readonly LintFinding[];
  /** Findings beyond those, the least severe ones. */
  readonly omitted: number;
  readonly notRead: readonly string[];
  /** Why no findings mean nothing. */
  readonly unknown: string | null;
}

/** More help nobody, and cost whoever reads them. */
const MOST_FINDINGS = 200;
const MOST_COMPLAINTS = 50;
const TEXT = '<text>';
const RANK: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Judges a text and files. Nothing outside of the folder is read, whoever names it: paths come from others. */
export async function validate(
  { text, paths = [] }: ValidationQuestion,
  settings: Settings,
  folder: string,
): Promise<Validation> {
  const alone = text === undefined ? NOTHING : judged(text, settings);
  const files = paths.map((each) => path.resolve(folder, each));
  const read =
    files.length > 0
      ? await readManifests(files, settings, { root: folder, refuses: fenceAround(folder) })
      : undefined;
  const findings = [...alone.findings, ...(read ? findingsIn(read, settings) : [])];
  const listed = [...findings]
    .sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity))
    .slice(0, MOST_FINDINGS);
  const count = alone.files + (read?.names.length ?? 0);
  const complaints = read?.complaints ?? [];
  const manifests =
    alone.manifests + (read?.ours.filter(({ documents }) => saysSomething(documents)).length ?? 0);
  return {
    files: count,
    manifests,
    findings: listed,
    omitted: findings.length - listed.length,
    notRead: [
      ...complaints.slice(0, MOST_COMPLAINTS).map(told),
      ...(complaints.length > MOST_COMPLAINTS ? [`and ${complaints.length - MOST_COMPLAINTS} more`] : []),
    ],
    unknown: whyUnknown(count, manifests),
  };
}

function whyUnknown(files: number, manifests: number): string | null {
  if (manifests > 0) return null;
  return files > 0
    ? 'Nothing in it is known to be of the VPC CNI, so nothing was judged.'
    : 'No file was read, so nothing was judged.';
}

const NOTHING = { files: 0, manifests: 0, findings: [] };

function judged(text: string, settings: Settings): Pick<Validation, 'files' | 'manifests' | 'findings'> {
  const analysis = analyze(text, settings);
  const homes = new Homes();
  homes.add(sightOf({ path: `/${TEXT}`, name: TEXT }, text, analysis.documents));
  return {
    files: 1,
    manifests: saysSomething(analysis.documents) ? 1 : 0,
    findings: findingsOf(TEXT, text, analysis, { homes }),
  };
}
