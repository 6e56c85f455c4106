import { chunks, read } from './source.js';
import type { Span } from './span.js';
import type { Entry, Node, ScalarNode } from './tree.js';

/** The documents of a text inside a document (user data, for one), their spans in the document that holds it. */
export function nested(scalar: ScalarNode, source: string): readonly Node[] {
  if (scalar.text.trim() === '') return [];
  const place = placing(scalar, source);
  return chunks(scalar.text).flatMap(({ offset, text }) => {
    const { root } = read(text);
    return root ? [placed(root, (at) => place(at + offset), scalar)] : [];
  });
}

/** Where a character of the text stands in the document; undefined: it does not stand there letter by letter. */
type Place = (at: number) => number | undefined;

function placing(scalar: ScalarNode, source: string): Place {
  const { inner, text, span } = scalar;
  if (inner !== undefined) return (at) => inner + at;
  if (scalar.style !== 'block' || scalar.shared || source[span.start] !== '|') return () => undefined;
  const first = source.indexOf('\n', span.start) + 1;
  const indent = /^(?:[ \t]*\r?\n)*( *)/.exec(source.slice(first))?.[1]?.length ?? 0;
  // Line by line: each is indented as the first, and a blank one may be shorter.
  const lines: { readonly start: number; readonly at: number }[] = [];
  let start = 0;
  let at = first;
  for (const line of text.split('\n')) {
    const blanks = line === '' ? 0 : indent;
    if (!source.startsWith(line, at + blanks)) return () => undefined;
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
