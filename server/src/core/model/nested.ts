import { chunks, read } from './source.js';
import type { Span } from './span.js';
import { HOLE } from './template.js';
import type { Entry, Node, ScalarNode } from './tree.js';

/**
 * The documents of a text inside a document (user data, for one), their spans in the document that holds it. `isWanted` is
 * asked where each begins in the text.
 */
export function nested(
  scalar: ScalarNode,
  source: string,
  isWanted: (offset: number) => boolean = () => true,
): readonly Node[] {
  if (scalar.text.trim() === '') return [];
  const place = placing(scalar, source);
  return chunks(scalar.text).flatMap(({ offset, text }) => {
    if (!isWanted(offset)) return [];
    const { root } = read(text);
    return root ? [placed(root, (at) => place(at + offset), scalar)] : [];
  });
}

/** Where a character of the text stands in the document; undefined: it does not stand there letter by letter. */
export type Place = (at: number) => number | undefined;

/** Finds the characters of a text in the document that holds it. */
export function placing(scalar: ScalarNode, source: string): Place {
  const { inner, text, span } = scalar;
  if (inner !== undefined) return (at) => inner + at;
  if (scalar.style !== 'block' || scalar.shared || source[span.start] !== '|') return () => undefined;
  const first = source.indexOf('\n', span.start) + 1;
  // The text may begin with blanks of its own, where a digit behind the bar says how many are not.
  const indent = leadingBlanks(source, first) - leadingBlanks(text, 0);
  // Line by line: each is indented as the first, and a blank one may be shorter.
  const lines: { readonly start: number; readonly at: number }[] = [];
  let start = 0;
  let at = first;
  for (const line of text.split('\n')) {
    const blanks = line === '' ? 0 : indent;
    if (!stands(line, source, at + blanks)) return () => undefined;
    lines.push({ start, at: at + blanks });
    start += line.length + 1;
    const end = source.indexOf('\n', at);
    at = end < 0 ? source.length : end + 1;
  }
  return (offset) => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const line = lines[low];
    return line && line.at + offset - line.start;
  };
}

/** Blanks in front of the first line from there that is more than blanks. */
function leadingBlanks(text: string, from: number): number {
  const leading = /(?:[ \t]*\r?\n)*( *)/y;
  leading.lastIndex = from;
  return leading.exec(text)?.[1]?.length ?? 0;
}

/** A template action has become as many holes as it has characters. */
function stands(line: string, source: string, start: number): boolean {
  let at = start;
  return line.split(HOLE).every((piece) => {
    const isThere = source.startsWith(piece, at);
    at += piece.length + 1;
    return isThere;
  });
}

function placed(node: Node, place: Place, holder: ScalarNode): Node {
  const { span: outside, shared } = holder;
  const span = ({ start, end }: Span): Span => {
    const from = place(start);
    // The end may be that of a line, and the next one is indented.
    const to = end > start ? place(end - 1) : from;
    return from === undefined || to === undefined ? outside : { start: from, end: end > start ? to + 1 : to };
  };
  const scalar = ({ inner, ...rest }: ScalarNode): ScalarNode => {
    const start = inner === undefined ? undefined : place(inner);
    return {
      ...rest,
      span: span(rest.span),
      shared: rest.shared || shared,
      conditional: rest.conditional || holder.conditional,
      ...(start !== undefined && { inner: start }),
    };
  };
  const entry = (from: Entry): Entry => ({
    ...from,
    key: scalar(from.key),
    value: walk(from.value),
    span: span(from.span),
  });
  const walk = (from: Node): Node => {
    switch (from.kind) {
      case 'scalar':
        return scalar(from);
      case 'list':
        return { ...from, span: span(from.span), items: from.items.map(walk), shared: from.shared || shared };
      case 'map':
        return {
          ...from,
          span: span(from.span),
          entries: from.entries.map(entry),
          lost: from.lost.map(entry),
          shared: from.shared || shared,
        };
    }
  };
  return walk(node);
}
