import { kindsIn, lookedAt } from './looking.js';
import type { Facts } from './model/facts.js';
import { remembered } from './model/remembered.js';
import { RULES } from './rules/index.js';
import type { Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/**
 * The rules that may find something in a document that has facts of these kinds, in their order: most have a look at one or two
 * kinds, and most documents have facts of as many. What a rule looks at is not declared but seen: it is asked about a document
 * that says nothing (`looking`).
 */
export const rulesFor = (facts: Facts, settings: Settings): readonly Rule[] =>
  rulesBy(settings)(kindsIn(facts));

/** The rules that look at any of some kinds. */
const rulesBy = remembered((settings: Settings): ((kinds: number) => readonly Rule[]) => {
  const looks = RULES.map(({ check }) => lookedAt((facts) => check?.(facts, settings)));
  const known = new Map<number, readonly Rule[]>();
  return (kinds) => {
    const rules = known.get(kinds) ?? RULES.filter((_, i) => ((looks[i] ?? 0) & kinds) !== 0);
    known.set(kinds, rules);
    return rules;
  };
});
