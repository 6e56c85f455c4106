import { type Facts, NO_FACTS } from './model/facts.js';
import { remembered } from './model/remembered.js';
import { RULES } from './rules/index.js';
import type { Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/**
 * The rules that may find something in a document that has facts of these kinds, in their order: most have a look at one or two
 * kinds, and most documents have facts of as many. What a rule looks at is not declared but seen: it is asked about a document
 * that says nothing. What it looked at then is all that can make it go another way, since its answer follows from facts and
 * settings alone.
 */
export const rulesFor = (facts: Facts, settings: Settings): readonly Rule[] =>
  rulesBy(settings)(kindsIn(facts));

const KINDS = Object.keys(NO_FACTS) as (keyof Facts)[];
const BITS: ReadonlyMap<PropertyKey, number> = new Map(KINDS.map((kind, i) => [kind, 1 << i]));
/** Set in what every document has: whoever looks at this is always asked. */
const ANYTHING = 1 << KINDS.length;

/** A bit for each kind of which a document says something. */
function kindsIn(facts: Facts): number {
  let kinds = ANYTHING;
  for (let i = 0; i < KINDS.length; i++) if (facts[KINDS[i] as keyof Facts].length > 0) kinds |= 1 << i;
  return kinds;
}

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

/** The kinds of facts that are looked at where there are none. */
function lookedAt(ask: (facts: Facts) => Iterable<unknown> | undefined): number {
  let looks = 0;
  const all = () => {
    looks = ANYTHING;
  };
  const facts = new Proxy(NO_FACTS, {
    get(target, key) {
      looks |= BITS.get(key) ?? ANYTHING;
      return Reflect.get(target, key);
    },
    has(target, key) {
      all();
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      all();
      return Reflect.ownKeys(target);
    },
  });
  try {
    for (const _ of ask(facts) ?? []) return ANYTHING;
  } catch {
    return ANYTHING;
  }
  return looks;
}
