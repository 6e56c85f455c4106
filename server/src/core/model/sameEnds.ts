/** How much two lists have in common at their beginnings and at their ends. */
export interface SameEnds {
  readonly front: number;
  readonly back: number;
}

/** What is the very same by `of`. What is counted at the beginning is not counted at the end. */
export function sameEnds<T>(a: readonly T[], b: readonly T[], of: (each: T) => unknown = itself): SameEnds {
  // Of one change several ask.
  const known = LAST.get(a);
  if (known?.b === b && known.of === of) return known.is;
  const is = of === itself ? sameByThemselves(a, b) : sameBy(a, b, of);
  LAST.set(a, { b, of, is });
  return is;
}

const LAST = new WeakMap<
  readonly unknown[],
  { readonly b: readonly unknown[]; readonly of: unknown; readonly is: SameEnds }
>();

const itself = (each: unknown): unknown => each;

function sameByThemselves(a: readonly unknown[], b: readonly unknown[]): SameEnds {
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && a[front] === b[front]) front++;
  let [i, j] = [a.length - 1, b.length - 1];
  while (j >= front && i >= front && a[i] === b[j]) {
    i--;
    j--;
  }
  return { front, back: a.length - 1 - i };
}

/** Calls are slower than looking at the very elements of a list, of which there are thousands. */
function sameBy<T>(a: readonly T[], b: readonly T[], of: (each: T) => unknown): SameEnds {
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && isSameBy(a[front] as T, b[front] as T, of)) front++;
  let [i, j] = [a.length - 1, b.length - 1];
  while (j >= front && i >= front && isSameBy(a[i] as T, b[j] as T, of)) {
    i--;
    j--;
  }
  return { front, back: a.length - 1 - i };
}

const isSameBy = <T>(a: T, b: T, of: (each: T) => unknown): boolean => a === b || of(a) === of(b);

/** What is between them. */
export const between = <T>(list: readonly T[], { front, back }: SameEnds): readonly T[] =>
  list.slice(front, list.length - back);

/**
 * What all of a list give, one behind the other. `known`: what those of an earlier list gave, of which `same` are still there: no
 * other is asked again. What one gives is found by being the very same.
 */
export function gathered<T, Given>(
  now: readonly T[],
  of: (each: T) => readonly Given[],
  same: SameEnds | undefined,
  known: readonly Given[] | undefined,
): readonly Given[] {
  if (!same || !known) return givenBy(now, of);
  const behind = now.length - same.back;
  let next = behind;
  while (next < now.length && of(now[next] as T).length === 0) next++;
  let last = same.front - 1;
  while (last >= 0 && of(now[last] as T).length === 0) last--;
  const to = next < now.length ? known.indexOf(of(now[next] as T)[0] as Given) : known.length;
  const from = last < 0 ? 0 : known.lastIndexOf(of(now[last] as T).at(-1) as Given, to) + 1;
  const isFound = to >= from && (last < 0 || from > 0);
  if (!isFound) return givenBy(now, of);
  const found = known.slice(0, from).concat(givenBy(now.slice(same.front, behind), of), known.slice(to));
  LIST_BEFORE.set(found, new WeakRef(known));
  return found;
}

/** Of a list that was gathered anew: the one that most of it was taken from. */
export const LIST_BEFORE = new WeakMap<readonly unknown[], WeakRef<readonly unknown[]>>();

/** As `flatMap` does, but quickly: of thousands most give nothing, and the others one thing. */
function givenBy<T, Given>(list: readonly T[], of: (each: T) => readonly Given[]): readonly Given[] {
  const all: Given[] = [];
  for (const each of list) for (const one of of(each)) all.push(one);
  return all;
}
