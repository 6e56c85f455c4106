import { type Facts, NO_FACTS } from './model/facts.js';

const KINDS = Object.keys(NO_FACTS) as (keyof Facts)[];
const BITS: ReadonlyMap<PropertyKey, number> = new Map(KINDS.map((kind, i) => [kind, 1 << i]));
/** Set in what every document has: whoever looks at this is always asked. */
const ANYTHING = 1 << KINDS.length;

export const bitOf = (kind: keyof Facts): number => BITS.get(kind) ?? ANYTHING;

/** A bit for each kind of which a document says something. */
export function kindsIn(facts: Facts): number {
  let kinds = ANYTHING;
  for (let i = 0; i < KINDS.length; i++) if (facts[KINDS[i] as keyof Facts].length > 0) kinds |= 1 << i;
  return kinds;
}

/**
 * The kinds of facts, as bits, that whoever is asked looks at in a document that says nothing. These are all that can make them go
 * another way: of a document that has none of them they have nothing to say, either.
 */
export function lookedAt(ask: (facts: Facts) => Iterable<unknown> | undefined): number {
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
