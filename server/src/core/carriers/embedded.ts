import { type Placing, placing } from '../model/placing.js';
import { read, type Source } from '../model/source.js';
import type { Span } from '../model/span.js';
import { HOLE } from '../model/template.js';
import type { ScalarNode } from '../model/tree.js';
import { comesOutOf, type Written, writtenAt } from './comesOut.js';
import { applied, type Edit, lineBreak, lineStart } from './lines.js';

/** A text inside a document that is a document of its own: edits are worked out in it, and written into the one that holds it. */
export interface Frame {
  readonly text: string;
  /** Facts with their offsets in this text. */
  inside<Fact>(fact: Fact): Fact;
  /** Undefined: it cannot be written there, or would not come out as it was meant. */
  outside(edits: readonly Edit[]): Edit[] | undefined;
}

/** The texts of a document, by their spans in it. Nothing is read before it is asked for. */
export function framesIn(source: string): (embedded: Span) => Frame | undefined {
  const found = new Map<number, Frame | undefined>();
  let whole: Source | undefined;
  return (embedded) => {
    whole ??= read(source);
    if (!found.has(embedded.start)) {
      const written = writtenAt(embedded, source, whole);
      found.set(embedded.start, written && frameOf(written));
    }
    return found.get(embedded.start);
  };
}

function frameOf(written: Written): Frame | undefined {
  const { scalar, source } = written;
  const lined = inLines(scalar, source);
  const place = placing(lined, source);
  if (!place) return undefined;
  const { text } = lined;
  const comesOut = comesOutOf(written);
  return {
    text,
    inside: mover(place),
    outside: (edits) => {
      // What a template fills in is not in this text.
      if (edits.some((edit) => edit.text.includes(HOLE))) return undefined;
      const meant = applied(text, edits);
      return WRITERS[styleOf(scalar, source)]
        .map((write) => edits.map((edit) => write(edit, { text, place, source })))
        .find((outer) => comesOut(outer, meant));
    },
  };
}

/** A block by its lines, the last one ended if it is there: how many breaks the header keeps is not for edits to know. */
function inLines(scalar: ScalarNode, source: string): ScalarNode {
  if (scalar.style !== 'block') return scalar;
  const ended = scalar.text.endsWith('\n') ? scalar : { ...scalar, text: `${scalar.text}\n` };
  const { length } = ended.text;
  const lastBreak = placing(ended, source)?.span({ start: length - 1, end: length });
  return lastBreak && lastBreak.end > lastBreak.start ? ended : { ...ended, text: ended.text.slice(0, -1) };
}

// Facts

const NOWHERE: Span = { start: -1, end: -1 };

/**
 * Gives facts with all their spans moved into a text. What stands outside of it cannot be changed from there: settings are as if
 * others referred to them, and lists as if they were no lists.
 */
function mover(place: Placing): <Fact>(fact: Fact) => Fact {
  // One and the same fact stays one.
  const known = new WeakMap<object, unknown>();
  const span = (from: Span): Span => {
    const [start, end] = [place.inside(from.start), place.inside(from.end)];
    return start === undefined || end === undefined ? NOWHERE : { start, end };
  };
  const walk = (from: unknown): unknown => {
    if (typeof from !== 'object' || from === null) return from;
    if (isSpan(from)) return span(from);
    if (!known.has(from)) known.set(from, Array.isArray(from) ? from.map(walk) : object(from));
    return known.get(from);
  };
  const object = (from: object): object => {
    const { inner, ...rest } = from as { readonly inner?: number };
    const to: Record<string, unknown> = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, walk(value)]),
    );
    const at = inner === undefined ? undefined : place.inside(inner);
    if (at !== undefined) to.inner = at;
    const isElsewhere = [to.span, to.key, to.map].includes(NOWHERE);
    if (isElsewhere && 'form' in to && ('of' in to || 'map' in to)) return { form: 'other' };
    return isElsewhere && 'shared' in to ? { ...to, shared: true } : to;
  };
  return <Fact>(fact: Fact) => walk(fact) as Fact;
}

const isSpan = (value: object): value is Span =>
  'start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number';

// Edits

interface Home {
  readonly text: string;
  readonly place: Placing;
  readonly source: string;
}

type Write = (edit: Edit, home: Home) => Edit;

const styleOf = ({ style, span }: ScalarNode, source: string): keyof typeof WRITERS =>
  style !== 'block' ? style : source[span.start] === '>' ? 'folded' : 'literal';

/** Between two characters: behind the first, in front of what the layout puts between them. */
const outer = ({ start, end }: Span, place: Placing): Span => {
  if (end > start) return place.span({ start, end });
  const at = start > 0 ? place.span({ start: start - 1, end: start }).end : place.start(0);
  return { start: at, end: at };
};

const inQuotes =
  (inside: (text: string) => string): Write =>
  ({ span, text }, { place }) => ({ span: outer(span, place), text: inside(text) });

/** In a line: between braces a break is as good as a blank. */
const inOneLine = (text: string): string => text.replace(/[ \t]*\r?\n[ \t]*/g, ' ');

/** New lines with the indentation and the line ends of the others. */
const inLinesOfBlock: Write = ({ span: { start, end }, text: put }, { text, place, source }) => {
  const first = /\S/.exec(text)?.index ?? 0;
  const begin = text.lastIndexOf('\n', first) + 1;
  const pad = source.slice(lineStart(source, place.start(begin)), place.start(begin));
  const isLineStart = (at: number): boolean => at === 0 || text[at - 1] === '\n';
  const opens = isLineStart(start);
  const whole = isLineStart(end) && (put === '' ? opens : put.endsWith('\n'));
  const lineAt = (at: number): number =>
    at < text.length ? lineStart(source, place.start(at)) : place.start(at);
  const joins = !whole && end < text.length && text[end] !== '\n';
  const lines = put.split('\n');
  const indented = lines.map((line, i) => {
    const isEmpty = line === '' && !(joins && i === lines.length - 1);
    return (i > 0 || opens) && !isEmpty ? pad + line : line;
  });
  return {
    span: {
      start: opens ? lineAt(start) : outer({ start, end }, place).start,
      end: whole ? lineAt(end) : isLineStart(end) ? place.start(end) : outer({ start, end }, place).end,
    },
    text: indented.join(lineBreak(source)),
  };
};

/** How an edit is written into a scalar, in order of preference: the first that comes out as it was meant. */
const WRITERS: Readonly<Record<'double' | 'single' | 'plain' | 'literal' | 'folded', readonly Write[]>> = {
  double: [inQuotes((text) => JSON.stringify(text).slice(1, -1))],
  single: [inQuotes((text) => inOneLine(text).replaceAll("'", "''"))],
  plain: [inQuotes(inOneLine)],
  literal: [inLinesOfBlock],
  folded: [inLinesOfBlock, inQuotes(inOneLine)],
};

/** What is typed at a place, as it has to be written there: a quoted text that is a document of its own has escapes. */
export function typed(text: string, at: number, source: string, embedded: readonly Span[]): string {
  const home = embedded.find(({ start, end }) => start < at && at < end);
  const quote = home && source[home.start];
  if (quote !== '"' && quote !== "'") return text;
  // There is no next line to write a value on.
  const [line = ''] = text.split('\n', 1);
  return quote === '"' ? JSON.stringify(line).slice(1, -1) : line.replaceAll("'", "''");
}
