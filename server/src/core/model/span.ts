/** Half-open range in UTF-16 code units, relative to the start of its document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and where it was written. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
  /**
   * Offset of the first character of the text, when it stands there letter by letter and nobody refers to it: absent for
   * aliases, for what others refer to, and for texts with escapes.
   */
  readonly inner?: number;
}

export const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** Which line an offset is in, given the offsets that lines start at, in their order. */
export function lineAt(starts: ArrayLike<number>, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
