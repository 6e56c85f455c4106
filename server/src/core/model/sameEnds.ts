/** How much two lists have in common at their beginnings and at their ends. */
export interface SameEnds {
  readonly front: number;
  readonly back: number;
}

/** What is the very same by `of`. What is counted at the beginning is not counted at the end. */
export function sameEnds<T>(
  a: readonly T[],
  b: readonly T[],
  of: (each: T) => unknown = (each) => each,
): SameEnds {
  const isSame = (i: number, j: number): boolean => of(a[i] as T) === of(b[j] as T);
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && isSame(front, front)) front++;
  let back = 0;
  while (back < most - front && isSame(a.length - 1 - back, b.length - 1 - back)) back++;
  return { front, back };
}

/** What is between them. */
export const between = <T>(list: readonly T[], { front, back }: SameEnds): readonly T[] =>
  list.slice(front, list.length - back);
