import type { Field } from '../model/facts.js';
import type { Span } from '../model/span.js';
import {
  columnOf,
  type Edit,
  flowItemSpan,
  indented,
  insert,
  lineBreak,
  lineStart,
  nextLine,
} from './lines.js';

// Undefined throughout: it cannot be written into this text without touching something else.

/** Puts the value of a key behind another key, and that below others: `InitEnv: …` becomes `init: env: …`. */
export function nestField(
  { key, span, flow }: Field,
  path: readonly string[],
  source: string,
): Edit[] | undefined {
  const [first, ...inner] = path;
  if (first === undefined) return undefined;
  if (flow) {
    const keys = inner.map((name) => `: {"${name}"`).join('');
    return [{ span: key, text: `"${first}"${keys}` }, insert(span.end, '}'.repeat(inner.length))];
  }
  const start = lineStart(source, key.start);
  const pad = source.slice(start, key.start);
  if (pad.trim() !== '') return undefined;
  const eol = lineBreak(source);
  const keys = path.map((name, i) => `${'  '.repeat(i)}${name}`).join(`:${eol}${pad}`);
  const [line = '', ...rest] = source.slice(key.end, span.end).split('\n');
  const below = rest.length > 0 ? `\n${indented(rest.join('\n'), 0, 2 * inner.length)}` : '';
  return [{ span, text: keys + line + below }];
}

/** Puts what is in a map in the place of a key further up, of which it is all: `a: b: c: …` becomes `c: …`. */
export function unwrapField(outer: Field, inner: Field, source: string): Edit[] | undefined {
  const { value } = inner;
  if (inner.shape !== 'map' || [outer, inner].some(isElsewhere)) return undefined;
  const { span: whole } = outer;
  if (source[value.start] === '{') {
    const text = source.slice(value.start + 1, value.end - 1).trim();
    // In a block the braces would have to stay.
    return outer.flow ? [{ span: whole, text }] : undefined;
  }
  const start = lineStart(source, outer.key.start);
  const column = columnOf(source, outer.key.start);
  if (source.slice(start, outer.key.start).trim() !== '') return undefined;
  const first = nextLine(source, inner.key.end);
  const lines = source.slice(first, value.end);
  const between = source.slice(inner.key.end, first);
  if (!/^\s*:[ \t]*(?:#[^\n]*)?\r?\n$/.test(between)) return undefined;
  const text = indented(lines, columnOf(source, value.start), column);
  return [{ span: { start, end: whole.end }, text }];
}

/** An alias stands in the place of the value. */
const isElsewhere = ({ key, value }: Field): boolean => value.start < key.start;

/** Makes a text of a map: a block below its key, or one in quotes. */
export function asText(field: Field, source: string): Edit[] | undefined {
  const { key, value, shape } = field;
  const written = source.slice(value.start, value.end);
  // What others refer to, and what refers to others, would be letters.
  if (shape !== 'map' || isElsewhere(field) || /(?:^|[\s,[{:])(?:[*&!][\w./-]|<<\s*:)/.test(written))
    return undefined;
  if (written.startsWith('{')) {
    if (written.includes('\n')) return undefined;
    const isJson = source[key.start] === '"' || written.includes("'");
    return [{ span: value, text: isJson ? JSON.stringify(written) : `'${written}'` }];
  }
  const colon = /^\s*:(?=[ \t]*(?:#[^\n]*)?\r?\n)/.exec(source.slice(key.end, value.start))?.[0];
  if (colon === undefined || !isEven(source, nextLine(source, key.end), value)) return undefined;
  return [insert(key.end + colon.length, ' |-')];
}

/** The first line, be it a comment, tells how far a block is indented: none may be less, and it not more. */
function isEven(source: string, from: number, { start, end }: Span): boolean {
  const column = columnOf(source, start);
  const lines = source
    .slice(from, end)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const blanks = lines.map((line) => /^ */.exec(line)?.[0].length ?? 0);
  return blanks[0] === column && blanks.every((count) => count >= column);
}

/** Puts fields between braces under another key of the same map; where that is not written yet, it is made. */
export function moveInFlow(
  fields: readonly Field[],
  under: string,
  there: Field | undefined,
  source: string,
): Edit[] | undefined {
  const spans = fields.map(({ span }) => span);
  const text = spans.map(({ start, end }) => source.slice(start, end)).join(', ');
  const [first] = spans;
  if (!first || LEFT_ALONE.test(text)) return undefined;
  if (!there) {
    const [place, ...others] = runs(spans, source);
    if (!place) return undefined;
    return [
      { span: place, text: `"${under}": {${text}}` },
      ...others.map((run) => ({ span: flowItemSpan(run, source), text: '' })),
    ];
  }
  if (there.shape === 'nothing' || there.shape === 'map') {
    const { start, end } = there.value;
    // An anchor or a tag may stand in front, and an alias in its place.
    if (!/^\s*:\s*\{$/.test(source.slice(there.key.end, start + 1)) || source[end - 1] !== '}')
      return undefined;
    const inside = source.slice(start + 1, end - 1).trimEnd();
    const last = start + 1 + inside.length;
    const added = insert(last, inside.trim() === '' ? text : `, ${text}`);
    if (LEFT_ALONE.test(inside) || inside.endsWith(',')) return undefined;
    return [added, ...runs(spans, source).map((run) => ({ span: flowItemSpan(run, source), text: '' }))];
  }
  return undefined;
}

/** Comments, and actions of templates. */
const LEFT_ALONE = /#|\{\{|\{%|%\{|<%/;

/** Neighbours are taken together, with the comma between them. */
function runs(spans: readonly Span[], source: string): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const before = all.at(-1);
    const isNext = before && /^\s*,\s*$/.test(source.slice(before.end, span.start));
    if (isNext) all.pop();
    all.push(isNext ? { start: before.start, end: span.end } : span);
  }
  return all;
}
