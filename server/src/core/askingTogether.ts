import { type Facts, NO_FACTS } from './model/facts.js';
import { noteReads, reading } from './model/reads.js';
import { between, gathered, type SameEnds, sameEnds } from './model/sameEnds.js';
import type { Finding, Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

type Homed = Finding & { readonly home: Facts };

/** What rules that see all documents of a file said of these, each with the kinds of facts that this follows from, as bits. */
export interface Remarks {
  readonly documents: readonly Facts[];
  /** Those that say something of a kind, as far as anybody asked. */
  readonly saying: ReadonlyMap<keyof Facts, readonly Facts[]>;
  /** Absent: the rule threw. */
  readonly byRule: ReadonlyMap<Rule, { readonly is: readonly Homed[]; readonly reads: number }>;
}

/**
 * Asks rules about these documents, one at a time. What one said before holds, as long as no document that says something of its
 * kinds is another.
 */
export function askingTogether(
  documents: readonly Facts[],
  settings: Settings,
  before: Remarks | undefined,
): { readonly ask: (rule: Rule) => readonly Homed[]; readonly remarks: Remarks } {
  const byRule = new Map<Rule, { readonly is: readonly Homed[]; readonly reads: number }>();
  const same = before && sameEnds(before.documents, documents);
  const changed = before && same ? changedKinds(before.documents, documents, same) : ALL_KINDS;
  /** Of kinds that did not change what they were. */
  const known = new Map([...(before?.saying ?? [])].filter(([kind]) => (bitOf(kind) & changed) === 0));
  const saying = (kind: keyof Facts): readonly Facts[] => {
    noteReads(bitOf(kind));
    const found =
      known.get(kind) ??
      gathered(documents, (facts) => (facts[kind].length > 0 ? [facts] : []), same, before?.saying.get(kind));
    known.set(kind, found);
    return found;
  };
  const ask = (rule: Rule): readonly Homed[] => {
    const { checkTogether } = rule;
    if (!checkTogether) return [];
    const last = before?.byRule.get(rule);
    const answer =
      last && (last.reads & changed) === 0 ? last : reading(() => [...checkTogether(saying, settings)]);
    byRule.set(rule, answer);
    return answer.is;
  };
  return { ask, remarks: { documents, saying: known, byRule } };
}

const KINDS = Object.keys(NO_FACTS) as readonly (keyof Facts)[];
const ALL_KINDS = -1;
const bitOf = (kind: keyof Facts): number => 1 << KINDS.indexOf(kind);

/** Of which documents say something that are not in both. */
function changedKinds(before: readonly Facts[], now: readonly Facts[], same: SameEnds): number {
  let bits = 0;
  for (const facts of [...between(before, same), ...between(now, same)])
    for (const [i, kind] of KINDS.entries()) if (facts[kind].length > 0) bits |= 1 << i;
  return bits;
}
