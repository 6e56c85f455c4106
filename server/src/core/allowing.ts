import { IS_ALLOWABLE, type Mistake, mistakesIn } from './allowanceMistakes.js';
import type { AnalyzedDocument } from './analyzedDocument.js';
import type { OnBug } from './fenced.js';
import type { Allowance } from './model/allowances.js';
import type { Facts } from './model/facts.js';
import { chosenIn } from './model/following.js';
import type { Located } from './model/span.js';
import type { Diagnosis, Finding } from './rules/rule.js';
import type { Settings } from './settings.js';
import type { HomedDiagnosis } from './together.js';

/** What comments in a file do. */
export interface Allowed {
  /** The reason why a finding is not shown. */
  readonly reasons: ReadonlyMap<Diagnosis, string>;
  /** What is wrong with the comments. */
  readonly findings: readonly Mistake[];
}

const NOTHING: Allowed = { reasons: new Map(), findings: [] };

/** Which findings of a file its comments allow, and what is wrong with the comments. */
export function allowing(
  documents: readonly AnalyzedDocument[],
  together: readonly HomedDiagnosis[],
  settings: Settings,
  onBug: OnBug,
): Allowed {
  if (withAllowances(documents).length === 0) return NOTHING;
  const reasons = new Map<Diagnosis, string>();
  const used = new Set<Located<string>>();
  const ofFile = byRule(documents.flatMap((document) => document.allowances ?? []).filter(isOfFile));
  const shared = byHome(together);
  for (const { facts, findings, allowances = [], alone } of documents) {
    const inLines = byRule(allowances.filter((one) => !isOfFile(one)));
    for (const finding of [...findings, ...(shared.get(facts) ?? []), ...(alone?.findings ?? [])]) {
      const named = [...(ofFile.get(finding.rule) ?? []), ...(inLines.get(finding.rule) ?? [])];
      for (const { allowance, id } of named) {
        if (!coversPlace(allowance, finding)) continue;
        used.add(id);
        // Of several the one that stands nearest.
        reasons.set(finding, allowance.reason);
      }
    }
  }
  const isUsed = (id: Located<string>): boolean => used.has(id);
  return { reasons, findings: mistakesIn(documents, isUsed, settings, onBug) };
}

const withAllowances = chosenIn(({ allowances }: AnalyzedDocument) => allowances !== undefined);

const isOfFile = ({ covers }: Allowance): boolean => covers === 'file';

const coversPlace = ({ covers }: Allowance, { span: { start } }: Finding): boolean =>
  covers === 'file' || (covers !== undefined && covers.start <= start && start <= covers.end);

interface Named {
  readonly allowance: Allowance;
  readonly id: Located<string>;
}

/** Those that have an effect. */
function byRule(allowances: readonly Allowance[]): ReadonlyMap<string, readonly Named[]> {
  const found = new Map<string, Named[]>();
  for (const allowance of allowances) {
    if (allowance.reason === '') continue;
    for (const id of allowance.ids) {
      if (!IS_ALLOWABLE.has(id.value)) continue;
      const same = found.get(id.value);
      if (same) same.push({ allowance, id });
      else found.set(id.value, [{ allowance, id }]);
    }
  }
  return found;
}

function byHome(together: readonly HomedDiagnosis[]): ReadonlyMap<Facts, readonly HomedDiagnosis[]> {
  const found = new Map<Facts, HomedDiagnosis[]>();
  for (const finding of together) {
    const same = found.get(finding.home);
    if (same) same.push(finding);
    else found.set(finding.home, [finding]);
  }
  return found;
}
