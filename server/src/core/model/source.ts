import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  Parser,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import { withoutHeaders } from './mime.js';
import type { Span } from './span.js';
import { isOpen, mask } from './template.js';
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './tree.js';

export { type Chunk, chunks } from './splitting.js';

export interface Problem {
  readonly span: Span;
  readonly message: string;
}

export interface Source {
  readonly root: Node | undefined;
  /** What keeps the text from being YAML; empty for a template, whose text becomes YAML only later. */
  readonly problems: readonly Problem[];
  /** Holds template actions: what is not written here may still come from them. */
  readonly templated: boolean;
  /** Which of our limits it is beyond, so that nothing in it is known: such as "it has more than 1,500,000 characters". */
  readonly beyond?: string;
}

/** Alias bombs and files that are data, not manifests, end here. */
const MAX_NODES = 200_000;
const MAX_DEPTH = 64;
/** The store behind the API server takes no larger object. */
const MAX_LENGTH = 1_500_000;
/** Words, signs and blanks between them, as the lexer cuts them: some 40,000 lines as people write them. It reads so many in a part of a second. */
const MAX_LEXEMES = 300_000;
/** In a flow, and on one line in blocks, of which the library finds out only after all of it is read. */
const MAX_OPEN = { brackets: 1000, dashes: 100 };

const AS_IT_IS = { templated: false, branches: [] };
const NOTHING_KNOWN: Source = { root: undefined, problems: [], templated: true };

/**
 * Reads one document. Never throws. A text beyond our limits has no root, and no problems either: nothing is known of it.
 * `masks`: there may be templates in it, and headers above it.
 */
export function read(chunk: string, { masks = true } = {}): Source {
  if (chunk.length > MAX_LENGTH) return beyond(`it has more than ${grouped(MAX_LENGTH)} characters`);
  if (isDeep(chunk)) return beyond(TOO_DEEP);
  const { text, templated, branches } = masks ? mask(withoutHeaders(chunk)) : { ...AS_IT_IS, text: chunk };
  try {
    const document = parsed(text);
    // Kubernetes reads braces that close at the left margin; the library loses its way in them.
    const lost = document.errors.some(({ message, pos }) => {
      const closing = /sufficiently indented and end with a (.)/.exec(message)?.[1];
      return closing !== undefined && text.includes(closing, pos[0]);
    });
    if (lost) return NOTHING_KNOWN;
    const problems = templated
      ? []
      : document.errors.map(({ pos, message }) => ({
          span: besideBreaks(chunk, pos[0], Math.max(pos[0], Math.min(pos[1], chunk.length))),
          message,
        }));
    return { root: lower(document.contents, text, branches), problems, templated };
  } catch (error) {
    // Else it is a mistake of the library.
    return error instanceof Beyond ? beyond(error.message) : NOTHING_KNOWN;
  }
}

const beyond = (limit: string): Source => ({ ...NOTHING_KNOWN, beyond: limit });

const grouped = (count: number): string => count.toLocaleString('en-US');

class Beyond extends Error {}

/** The first document of a text. Throws where it is made of too many parts. */
const parsed = (text: string): Document.Parsed =>
  withoutTraces(() => {
    const [document] = new Composer(OPTIONS).compose(tokens(text), true, text.length);
    return document as Document.Parsed;
  });

const OPTIONS = {
  uniqueKeys: false,
  // Types of scalars and merge keys are read by `lower`, as Kubernetes reads them: the library need not try its own.
  schema: 'failsafe',
  // What the library alone is strict about, Kubernetes reads.
  strict: false,
} as const;

function* tokens(text: string): Generator<CST.Token, void> {
  const parser = new Parser();
  let left = MAX_LEXEMES;
  for (const lexeme of new Lexer().lex(text)) {
    if (left-- === 0) throw new Beyond(`it is made of more than ${grouped(MAX_LEXEMES)} words and signs`);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

/** Mistakes in a text are errors to the library. With the calls that led to each they would take ten times as long. */
function withoutTraces<Answer>(ask: () => Answer): Answer {
  const engine = Error as { stackTraceLimit?: number };
  const { stackTraceLimit } = engine;
  if (stackTraceLimit === undefined) return ask();
  try {
    engine.stackTraceLimit = 0;
    return ask();
  } finally {
    engine.stackTraceLimit = stackTraceLimit;
  }
}

/** No place lies within a line break of two characters, or a character of two halves: it begins in front of it, and ends behind it. */
const besideBreaks = (text: string, start: number, end: number): Span => ({
  start: isInPair(text, start) ? start - 1 : start,
  end: isInPair(text, end) ? end + 1 : end,
});

const isInPair = (text: string, at: number): boolean =>
  at > 0 && /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(at - 1, at + 1));

const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep`;

/** Nested beyond any manifest. The library would find out only after all of it is read. */
function isDeep(text: string): boolean {
  if (MANY_DASHES.test(text)) return true;
  // Nearly no text has so many brackets at all.
  if (text.split(/[[{]/, MAX_OPEN.brackets + 2).length <= MAX_OPEN.brackets + 1) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x5b || char === 0x7b) depth++;
    else if (char === 0x5d || char === 0x7d) depth--;
    if (depth > MAX_OPEN.brackets) return true;
  }
  return false;
}

const MANY_DASHES = new RegExp(`(?:[-?] ){${MAX_OPEN.dashes}}`);

function lower(contents: YamlNode | null, source: string, branches: readonly Span[]): Node | undefined {
  const anchors = new Map<string, YamlNode>();
  const open = new Set<YamlNode>();
  let budget = MAX_NODES;

  /** `shared`: it is written in a place that others refer to as well. `alias`: where it is referred to. */
  const node = (from: unknown, depth: number, inherited: boolean, alias?: Span): Node => {
    if (--budget < 0)
      throw new Beyond(`it has more than ${grouped(MAX_NODES)} values, with aliases written out`);
    if (depth > MAX_DEPTH) throw new Beyond(TOO_DEEP);
    if (isAlias(from)) {
      const target = anchors.get(from.source);
      const here = spanOf(from);
      // An alias into its own parent has no value that could be written down.
      if (!target || open.has(target)) return { ...NOTHING, span: here, open: true };
      return node(target, depth + 1, !isScalar(target) || inherited, here);
    }
    if (!isNode(from)) return isNothing(from) ? from : NOTHING;
    if (from.anchor) anchors.set(from.anchor, from);
    if (isScalar(from)) {
      // In place of an alias a text can be written; in place of an anchor it would reach all who refer to it.
      const shared = inherited || (from.anchor !== undefined && !alias);
      return scalar(from, { source, branches, shared, ...(alias && { alias }) });
    }
    const shared = inherited || from.anchor !== undefined;
    open.add(from);
    const lowered = isMap(from) ? map(from, depth, shared) : list(from as YAMLSeq, depth, shared);
    open.delete(from);
    return lowered;
  };

  const map = (from: YAMLMap, depth: number, shared: boolean): MapNode => {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const pair of from.items) {
      const key = isScalar(pair.key)
        ? scalar(pair.key, { source, branches: [], shared })
        : { ...NOTHING, open: true };
      const value = node(pair.value ?? nothingAfter(key), depth + 1, shared);
      if (key.text === '<<' && key.style === 'plain') {
        for (const base of value.kind === 'list' ? value.items : [value]) {
          if (base.kind === 'map') merged.push(...base.entries.map((e) => ({ ...e, merged: true })));
        }
      } else {
        own.push({
          key,
          value,
          span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) },
          merged: false,
        });
      }
    }
    return {
      kind: 'map',
      span: tight(from, own.at(-1)?.span.end),
      ...(merged.length === 0 && areDistinct(own) ? { entries: own, lost: [] } : counting(own, merged)),
      flow: from.flow === true,
      shared,
    };
  };

  const list = (from: YAMLSeq, depth: number, shared: boolean): ListNode => {
    const items = from.items.map((item) => node(item ?? undefined, depth + 1, shared));
    return {
      kind: 'list',
      span: tight(from, items.at(-1)?.span.end),
      items,
      flow: from.flow === true,
      shared,
    };
  };

  return contents ? node(contents, 0, false) : undefined;
}

/** Nearly all maps are small, and are this. */
const areDistinct = (own: readonly Entry[]): boolean =>
  own.length <= 16 &&
  own.every(({ key }, i) => {
    for (let k = 0; k < i; k++) if (own[k]?.key.text === key.text) return false;
    return true;
  });

/** Of a key written twice the last counts, as in the YAML reader of Kubernetes; what is merged counts where it is not written. */
function counting(own: readonly Entry[], merged: readonly Entry[]): Pick<MapNode, 'entries' | 'lost'> {
  const entries = new Map<unknown, Entry>(own.map((e) => [e.key.open ? e : e.key.text, e]));
  for (const e of merged) if (!entries.has(e.key.text)) entries.set(e.key.text, e);
  return {
    entries: [...entries.values()],
    lost: own.filter((e) => !e.key.open && entries.get(e.key.text) !== e),
  };
}

const NOTHING: ScalarNode = {
  kind: 'scalar',
  span: { start: 0, end: 0 },
  text: '',
  type: 'null',
  style: 'plain',
  open: false,
  conditional: false,
  shared: false,
};

const nothingAfter = (key: ScalarNode): ScalarNode => ({
  ...NOTHING,
  span: { start: key.span.end, end: key.span.end },
});
const isNothing = (from: unknown): from is ScalarNode =>
  typeof from === 'object' && from !== null && 'kind' in from && from.kind === 'scalar';

const spanOf = (node: YamlNode): Span => ({ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });

/** A block collection ends with its last item, not behind the comments and blank lines that follow. */
const tight = (node: YAMLMap | YAMLSeq, lastEnd: number | undefined): Span => {
  const { start, end } = spanOf(node);
  return { start, end: node.flow || lastEnd === undefined ? end : Math.max(start, lastEnd) };
};

const STYLES: Partial<Record<string, ScalarNode['style']>> = {
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.BLOCK_FOLDED]: 'block',
  [Scalar.BLOCK_LITERAL]: 'block',
};

/** The library counts the line break behind a block scalar as part of it. */
const withoutLastBreak = ({ start, end }: Span, source: string): Span => ({
  start,
  end: start + source.slice(start, end).trimEnd().length,
});

interface Place {
  readonly source: string;
  readonly branches: readonly Span[];
  readonly shared: boolean;
  readonly alias?: Span;
}

function scalar(from: Scalar, { source, branches, shared, alias }: Place): ScalarNode {
  const style = STYLES[from.type ?? ''] ?? 'plain';
  const written = style === 'block' ? withoutLastBreak(spanOf(from), source) : spanOf(from);
  // `source` is absent on quoted strings whose text the value already is.
  const raw =
    style === 'plain'
      ? (from.source ?? '')
      : typeof from.value === 'string'
        ? from.value
        : (from.source ?? '');
  const type = style === 'plain' && from.tag !== STRING_TAG ? plainType(raw) : 'string';
  const text = type === 'null' ? '' : raw;
  const quote = style === 'plain' ? 0 : 1;
  const start = written.start + quote;
  const verbatim =
    style !== 'block' && start + text.length === written.end - quote && source.startsWith(text, start);
  const span = alias ?? written;
  return {
    kind: 'scalar',
    span,
    text,
    type,
    style,
    // What `!Ref` or `!!binary` stands for is somebody else's to say.
    open: isOpen(text) || (from.tag !== undefined && from.tag !== STRING_TAG),
    conditional: branches.some((branch) => branch.start <= span.start && span.start < branch.end),
    shared,
    ...(verbatim && !alias && !shared && { inner: start }),
  };
}

const STRING_TAG = 'tag:yaml.org,2002:str';

/**
 * Type of an unquoted scalar in the YAML reader of Kubernetes (sigs.k8s.io/yaml, which follows YAML 1.1):
 * yes, no, on, off, y and n are booleans there.
 */
function plainType(raw: string): ScalarNode['type'] {
  if (raw.length > 64 || !/^(?:[-+.~\dfFnNoOtTyY]|$)/.test(raw)) return 'string';
  if (/^(~|null|Null|NULL|)$/.test(raw)) return 'null';
  if (/^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/.test(raw))
    return 'boolean';
  const digits = raw.replaceAll('_', '');
  if (/^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(digits)) return 'number';
  if (/^[-+.\d]/.test(raw) && /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits)) return 'number';
  return /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(raw) ? 'number' : 'string';
}
