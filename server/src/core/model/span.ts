/** Half-open range in UTF-16 code units, relative to the start of its document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and where it was written. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

export const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
