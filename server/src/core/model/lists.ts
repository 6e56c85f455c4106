import { once } from './remembered.js';

/**
 * Lists that are made of others. Each of thousands of files sees a list of its own: what it says itself, and what all others
 * say. What is chosen from such a list is chosen from its parts, so that nothing is looked up in the long one twice.
 */
type Made =
  | { readonly front: readonly object[]; readonly back: readonly object[] }
  | { readonly whole: readonly object[]; readonly without: ReadonlySet<object> };

const MADE = new WeakMap<readonly object[], Made>();

/** One behind the other; where one is empty, the other as it is. */
export function joined<T extends object>(front: readonly T[], back: readonly T[]): readonly T[] {
  if (front.length === 0) return back;
  if (back.length === 0) return front;
  return made({ front, back }, front.length + back.length, () => front.concat(back));
}

/** A list without some of what is in it. */
export function less<T extends object>(whole: readonly T[], some: readonly T[]): readonly T[] {
  const [first] = some;
  if (first === undefined) return whole;
  const without = new Set<object>(some);
  // Mostly they stand there side by side, in the same order.
  const from = whole.indexOf(first);
  const to = from + some.length;
  const isBlock =
    from >= 0 && without.size === some.length && some.every((each, i) => whole[from + i] === each);
  if (isBlock)
    return made({ whole, without }, whole.length - some.length, () =>
      whole.slice(0, from).concat(whole.slice(to)),
    );
  const rest = whole.filter((each) => !without.has(each));
  return made({ whole, without }, rest.length, () => rest);
}

/** Thousands of files would each have a copy of what tens of thousands of documents say: a long list is filled once it is looked into. */
function made<T extends object>(how: Made, length: number, fill: () => readonly T[]): readonly T[] {
  const list = length < LONG ? fill() : filledLater(length, fill);
  MADE.set(list, how);
  return list;
}

const LONG = 1000;

function filledLater<T extends object>(length: number, fill: () => readonly T[]): readonly T[] {
  const list: T[] = [];
  const filled = once(() => {
    for (const each of fill()) list.push(each);
  });
  const later = new Proxy<readonly T[]>(list, {
    get: (_, key) => {
      if (key === 'length') return length;
      filled();
      const value: unknown = Reflect.get(list, key);
      // On the list itself, methods are quick.
      return typeof value === 'function' ? value.bind(list) : value;
    },
    has: (_, key) => {
      filled();
      return Reflect.has(list, key);
    },
    ownKeys: () => {
      filled();
      return Reflect.ownKeys(list);
    },
  });
  FILLED.set(later, () => {
    filled();
    return list;
  });
  return later;
}

const FILLED = new WeakMap<readonly object[], () => readonly object[]>();

/** The same list, filled: quicker where each place of it is asked for. */
export const inFull = <T extends object>(list: readonly T[]): readonly T[] =>
  (FILLED.get(list)?.() as readonly T[] | undefined) ?? list;

/** What is behind the first part of a list that was joined. Undefined: it was not made of this and another. */
export function behind<T extends object>(list: readonly T[], front: readonly T[]): readonly T[] | undefined {
  const how = MADE.get(list);
  return how && 'front' in how && how.front === front ? (how.back as readonly T[]) : undefined;
}

/**
 * The same choice from lists that are made of others. `choose`: takes or leaves each fact for itself and keeps their order; it is
 * asked about lists that are not made of others, which last: an index of these is best `remembered`.
 */
export const choosingFrom =
  <T extends object, Question>(choose: (list: readonly T[], question: Question) => readonly T[]) =>
  (list: readonly T[], question: Question): readonly T[] => {
    const from = (part: readonly T[]): readonly T[] => {
      const how = MADE.get(part);
      if (!how) return choose(part, question);
      if ('front' in how) {
        const [front, back] = [from(how.front as readonly T[]), from(how.back as readonly T[])];
        return front.length === 0 ? back : back.length === 0 ? front : front.concat(back);
      }
      const found = from(how.whole as readonly T[]);
      return found.some((each) => how.without.has(each))
        ? found.filter((each) => !how.without.has(each))
        : found;
    };
    return from(list);
  };

/** By what each of them has: those of one key in their order. */
export function grouped<Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
