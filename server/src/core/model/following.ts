import { between, gathered, LIST_BEFORE, sameEnds } from './sameEnds.js';

/**
 * What follows from a long list of which mostly all but a few are those of an earlier one: only these are looked at. An answer
 * is kept as long as its list is, by weak reference.
 */

/** The same as `filter`, for a list of which few are chosen, or all. */
export function chosenIn<T extends object>(
  isChosen: (each: T) => boolean,
): (list: readonly T[]) => readonly T[] {
  const chosen = placesIn(isChosen);
  return (list) => chosen(list).is;
}

/** The same with the place of each. */
export function placesIn<T extends object>(
  isChosen: (each: T) => boolean,
): (list: readonly T[]) => Chosen<T> {
  const answers = new WeakMap<readonly T[], Chosen<T>>();
  const choose = (
    list: readonly T[],
    from: number,
    to: number,
    { is, at }: { is: T[]; at: number[] },
  ): void => {
    for (let i = from; i < to; i++) {
      const each = list[i] as T;
      if (!isChosen(each)) continue;
      is.push(each);
      at.push(i);
    }
  };
  return (list) => {
    const known = answers.get(list);
    if (known) return known;
    const earlier = earlierOf(list);
    const last = earlier && answers.get(earlier);
    const chosen = { is: [] as T[], at: [] as number[] };
    answers.set(list, chosen);
    if (!earlier || !last) {
      choose(list, 0, list.length, chosen);
      return chosen;
    }
    const { front, back } = sameEnds(earlier, list);
    const moved = list.length - earlier.length;
    const keep = (from: number, to: number, by: number): void => {
      for (let i = 0; i < last.at.length; i++) {
        const at = last.at[i] as number;
        if (at < from || at >= to) continue;
        chosen.is.push(last.is[i] as T);
        chosen.at.push(at + by);
      }
    };
    keep(0, front, 0);
    choose(list, front, list.length - back, chosen);
    keep(earlier.length - back, earlier.length, moved);
    LIST_BEFORE.set(chosen.is, new WeakRef(last.is));
    return chosen;
  };
}

export interface Chosen<T> {
  readonly is: readonly T[];
  /** Where each of them is in the list. */
  readonly at: readonly number[];
}

/** The same as `flatMap`, where what one gives is found by being the very same. */
export function gatheredFrom<T extends object, Given extends object>(
  of: (each: T) => readonly Given[],
): (list: readonly T[]) => readonly Given[] {
  const answers = new WeakMap<readonly T[], readonly Given[]>();
  return (list) => {
    const earlier = earlierOf(list);
    const last = earlier && answers.get(earlier);
    const found =
      answers.get(list) ?? gathered(list, of, earlier && last ? sameEnds(earlier, list) : undefined, last);
    answers.set(list, found);
    return found;
  };
}

/** Keys that more than one of a list has, or one has twice. To be looked at now: the answer for a later list is made of this one. */
export function repeatedIn<T extends object, Key>(
  keysOf: (each: T) => readonly Key[],
): (list: readonly T[]) => ReadonlySet<Key> {
  const tallies = new WeakMap<readonly T[], Tally<Key>>();
  return (list) => {
    const known = tallies.get(list);
    if (known) return known.repeated;
    const earlier = earlierOf(list);
    const last = earlier && tallies.get(earlier);
    const tally = last ?? { counts: new Map(), repeated: new Set() };
    if (earlier && last) {
      const same = sameEnds(earlier, list);
      tallies.delete(earlier);
      for (const each of between(list, same)) for (const key of keysOf(each)) count(tally, key, 1);
      for (const each of between(earlier, same)) for (const key of keysOf(each)) count(tally, key, -1);
    } else for (const each of list) for (const key of keysOf(each)) count(tally, key, 1);
    tallies.set(list, tally);
    return tally.repeated;
  };
}

interface Tally<Key> {
  readonly counts: Map<Key, number>;
  readonly repeated: Set<Key>;
}

function count<Key>({ counts, repeated }: Tally<Key>, key: Key, by: 1 | -1): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
  if (now > 1) repeated.add(key);
  else if (by < 0) repeated.delete(key);
}

const earlierOf = <T>(list: readonly T[]): readonly T[] | undefined =>
  LIST_BEFORE.get(list)?.deref() as readonly T[] | undefined;
