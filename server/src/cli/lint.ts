import { resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze, clusterIn, mayBeOurs } from '../core/analysis.js';
import { diagnose } from '../core/features/diagnose.js';
import { type Cluster, isEmpty, NO_CLUSTER } from '../core/model/cluster.js';
import { isRoot, neighbourhood, type Sight } from '../core/model/neighbours.js';
import { DEFAULT_SETTINGS, type Severity } from '../core/settings.js';
import type { ExitStatus } from './exitStatus.js';
import { textsOf } from './files.js';

export interface LintOptions {
  readonly format: 'text' | 'json';
  readonly cniVersion?: string;
  readonly instanceType?: string;
}

/** One finding as `--format json` prints it. Lines and columns from 1, columns in UTF-16 code units. */
interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
}

/** Prints what is wrong in the files that the paths name. */
export async function lint(paths: readonly string[], options: LintOptions): Promise<ExitStatus> {
  const settings = {
    ...DEFAULT_SETTINGS,
    cniVersion: options.cniVersion ?? '',
    instanceType: options.instanceType ?? '',
  };
  const complaints: string[] = [];
  let count = 0;
  // First what each file says of its cluster, so that files near each other are seen together.
  const ours: { readonly name: string; readonly text: string }[] = [];
  const sights: Sight[] = [];
  for await (const file of textsOf(paths, (complaint) => complaints.push(complaint))) {
    count++;
    const path = absolute(file.name);
    const isOurs = mayBeOurs(file.text);
    if (isOurs) ours.push(file);
    const cluster = isOurs ? clusterIn(file.text, settings) : NO_CLUSTER;
    if (!isEmpty(cluster) || isRoot(path)) sights.push({ path, cluster });
  }
  const neighbours = neighbourhood(sights);
  const findings = ours.flatMap(({ name, text }) => {
    const elsewhere = (own: Cluster) => neighbours(absolute(name), own);
    return found(name, text, analyze(text, settings, { elsewhere }));
  });
  if (count > 0 || complaints.length === 0) print(count, findings, options.format);
  for (const complaint of complaints) process.stderr.write(`vpc-cni: ${complaint}\n`);
  if (complaints.length > 0) return 2;
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Slashes between its parts on every system. */
const absolute = (name: string): string => resolve(name).replaceAll('\\', '/');

function found(name: string, text: string, analysis: Analysis): LintFinding[] {
  const document = TextDocument.create(name, 'yaml', 0, text);
  return diagnose(analysis).map((finding) => {
    const [start, end] = [document.positionAt(finding.span.start), document.positionAt(finding.span.end)];
    return {
      file: name,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity: finding.severity,
      rule: finding.rule,
      message: finding.message,
      fixes: (finding.fixes ?? []).map(({ title, safe }) => ({ title, safe })),
    };
  });
}

function print(files: number, findings: readonly LintFinding[], format: LintOptions['format']): void {
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify({ files, findings }, null, 2)}\n`);
    return;
  }
  for (const { file, line, column, severity, rule, message } of findings) {
    process.stdout.write(`${file}:${line}:${column}: ${severity} ${rule}: ${message}\n`);
  }
  const counts = (['error', 'warning', 'information', 'hint'] as const).flatMap((severity) => {
    const n = findings.filter((f) => f.severity === severity).length;
    return n > 0 ? [`${n} ${severity}${n === 1 || severity === 'information' ? '' : 's'}`] : [];
  });
  process.stdout.write(
    `${files} ${files === 1 ? 'file' : 'files'}: ${counts.join(', ') || 'nothing to report'}\n`,
  );
}
