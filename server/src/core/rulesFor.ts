import type { Cluster } from './model/cluster.js';
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

/** The same of what rules say of a document in its cluster, whatever that is. */
export const rulesInCluster = (facts: Facts, settings: Settings): ReadonlySet<Rule> =>
  inClusterBy(settings)(kindsIn(facts));

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

const rulesBy = remembered((settings: Settings) =>
  byKinds(({ check }) => lookedAt((facts) => check?.(facts, settings))),
);

/** One that looks at the cluster before it has seen anything in the document is always asked. */
const inClusterBy = remembered((settings: Settings) => {
  const rules = byKinds(({ checkInCluster }) =>
    lookedAt((facts, unseen) => checkInCluster?.(facts, unseen as Cluster, settings)),
  );
  const known = new Map<readonly Rule[], ReadonlySet<Rule>>();
  return (kinds: number): ReadonlySet<Rule> => {
    const list = rules(kinds);
    const set = known.get(list) ?? new Set(list);
    known.set(list, set);
    return set;
  };
});

/** The rules that look at any of some kinds. */
function byKinds(looksOf: (rule: Rule) => number): (kinds: number) => readonly Rule[] {
  const looks = RULES.map(looksOf);
  const known = new Map<number, readonly Rule[]>();
  return (kinds) => {
    const rules = known.get(kinds) ?? RULES.filter((_, i) => ((looks[i] ?? 0) & kinds) !== 0);
    known.set(kinds, rules);
    return rules;
  };
}

/** The kinds of facts that are looked at where there are none. */
function lookedAt(ask: (facts: Facts, unseen: object) => Iterable<unknown> | undefined): number {
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
    for (const _ of ask(facts, unseen(all)) ?? []) return ANYTHING;
  } catch {
    return ANYTHING;
  }
  return looks;
}

/** Tells when it is looked at, in whatever way. */
function unseen(tell: () => void): object {
  const look = (): never => {
    tell();
    throw new Error('not to be seen');
  };
  return new Proxy({}, { get: look, has: look, ownKeys: look, getOwnPropertyDescriptor: look });
}
