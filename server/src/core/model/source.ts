import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import type { Span } from './span.js';
import type { Entry, Node, ScalarNode } from './tree.js';

/** A stretch of a file that holds one YAML document (or all of a JSON file). */
export interface Chunk {
  readonly offset: number;
  readonly text: string;
}

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
}

/** Cuts a file at its document markers by a scan of its lines. Nothing is parsed. */
export function chunks(text: string): Chunk[] {
  const found: Chunk[] = [];
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let start = 0;
  const cut = (end: number) => {
    if (end > start) found.push({ offset: start, text: text.slice(start, end) });
    start = end;
  };
  for (let match = marker.exec(text); match; match = marker.exec(text)) {
    if (match[0] === '...') {
      const lineEnd = text.indexOf('\n', match.index);
      cut(lineEnd < 0 ? text.length : lineEnd + 1);
    } else if (!isPreamble(text, start, match.index)) {
      cut(match.index);
    }
  }
  cut(text.length);
  return found;
}

/** Comments, blank lines and directives belong to the document that follows them. */
const isPreamble = (text: string, start: number, end: number): boolean =>
  end - start < 4096 && /^(?:[\uFEFF \t]*(?:[#%][^\n]*)?\r?\n)*$/.test(text.slice(start, end));

/** Stands for the characters of a template action inside a value. Private use: no manifest contains it. */
const HOLE = '\uE000';

/** Bounded, so that a file full of openings without an end is read in one go. */
const ACTION = /\{\{[\s\S]{0,4000}?\}\}|\{%[\s\S]{0,4000}?%\}|%\{[^}\n]{0,4000}\}/g;

/** Blanks out template actions, so that the text around them can be read. Keeps every offset. */
function mask(text: string): string {
  return text.replace(ACTION, (action, offset: number) => {
    const before = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 2000), offset);
    if (/(^|\s)#/.test(before)) return action;
    const end = offset + action.length;
    const lineEnd = text.indexOf('\n', end);
    const after = text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 2000));
    const alone = before.trim() === '' && after.replace(ACTION, '').trim() === '';
    return action.replace(/[^\r\n]/g, alone ? ' ' : HOLE);
  });
}

/** Alias bombs and files that are data, not manifests, end here. */
const MAX_NODES = 200_000;
const MAX_DEPTH = 64;

/** Reads one document. Never throws. */
export function read(chunk: string): Source {
  const plain = /\{\{|\{%|%\{/.test(chunk) ? mask(chunk) : chunk;
  const templated = plain !== chunk;
  // A variable stands for one value wherever it is written; its braces would end a flow list.
  const masked = plain.replace(/\$\{[^{}\r\n]{1,200}\}/g, (variable) => HOLE.repeat(variable.length));
  try {
    const document = parseDocument(masked, {
      uniqueKeys: false,
      merge: true,
      strict: true,
      logLevel: 'silent',
    });
    const problems = templated
      ? []
      : document.errors.map(({ pos, message }) => ({
          span: { start: pos[0], end: Math.max(pos[0], Math.min(pos[1], chunk.length)) },
          message: message.split(' at line ')[0] ?? message,
        }));
    return { root: lower(document.contents, masked), problems, templated };
  } catch (error) {
    const message = error instanceof TooLarge ? error.message : 'cannot be read as YAML';
    return { root: undefined, problems: [{ span: { start: 0, end: 0 }, message }], templated };
  }
}

class TooLarge extends Error {}

function lower(contents: YamlNode | null, source: string): Node | undefined {
  const anchors = new Map<string, YamlNode>();
  const open = new Set<YamlNode>();
  let budget = MAX_NODES;

  const node = (from: unknown, depth: number, span?: Span): Node => {
    if (--budget < 0 || depth > MAX_DEPTH) throw new TooLarge('too large or too deeply nested to be read');
    if (isAlias(from)) {
      const target = anchors.get(from.source);
      const here = spanOf(from);
      // An alias into its own parent has no value that could be written down.
      if (!target || open.has(target)) return { ...NOTHING, span: here, open: true };
      return node(target, depth + 1, here);
    }
    if (isScalar(from)) {
      if (from.anchor) anchors.set(from.anchor, from);
      return scalar(from, source, span);
    }
    if (isMap(from)) {
      if (from.anchor) anchors.set(from.anchor, from);
      open.add(from);
      const own: Entry[] = [];
      const merged: Entry[] = [];
      for (const pair of from.items) {
        const key = isScalar(pair.key) ? scalar(pair.key, source) : { ...NOTHING, open: true };
        const value = node(pair.value ?? nothingAfter(key), depth + 1);
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
      open.delete(from);
      // Of a key written twice the last counts, as in the YAML reader of Kubernetes.
      const entries = new Map<unknown, Entry>(own.map((e) => [e.key.open ? e : e.key.text, e]));
      for (const e of merged) if (!entries.has(e.key.text)) entries.set(e.key.text, e);
      return {
        kind: 'map',
        span: tight(from, own.at(-1)?.span.end),
        entries: [...entries.values()],
        flow: from.flow === true,
      };
    }
    if (isSeq(from)) {
      if (from.anchor) anchors.set(from.anchor, from);
      open.add(from);
      const list = from.items.map((item) => node(item ?? undefined, depth + 1));
      open.delete(from);
      return {
        kind: 'list',
        span: tight(from, list.at(-1)?.span.end),
        items: list,
        flow: from.flow === true,
      };
    }
    return isNothing(from) ? from : NOTHING;
  };
  return contents ? node(contents, 0) : undefined;
}

const NOTHING: ScalarNode = {
  kind: 'scalar',
  span: { start: 0, end: 0 },
  text: '',
  type: 'null',
  style: 'plain',
  open: false,
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

function scalar(from: Scalar, source: string, alias?: Span): ScalarNode {
  const style = STYLES[from.type ?? ''] ?? 'plain';
  const written = style === 'block' ? withoutLastBreak(spanOf(from), source) : spanOf(from);
  // `source` is absent on quoted strings whose text the value already is.
  const raw =
    style === 'plain'
      ? (from.source ?? '')
      : typeof from.value === 'string'
        ? from.value
        : (from.source ?? '');
  const type = style === 'plain' && from.tag !== 'tag:yaml.org,2002:str' ? plainType(raw) : 'string';
  const text = type === 'null' ? '' : raw;
  const quote = style === 'plain' ? 0 : 1;
  const start = written.start + quote;
  const verbatim =
    !alias &&
    style !== 'block' &&
    start + text.length === written.end - quote &&
    source.startsWith(text, start);
  return {
    kind: 'scalar',
    span: alias ?? written,
    text,
    type,
    style,
    open: isOpen(text),
    ...(verbatim && { inner: start }),
  };
}

/**
 * Type of an unquoted scalar in the YAML reader of Kubernetes (sigs.k8s.io/yaml, which follows YAML 1.1):
 * yes, no, on, off, y and n are booleans there.
 */
function plainType(raw: string): ScalarNode['type'] {
  if (raw.length > 64) return 'string';
  if (/^(~|null|Null|NULL|)$/.test(raw)) return 'null';
  if (/^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/.test(raw))
    return 'boolean';
  if (/^[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+|[0-9][0-9_]*)$/.test(raw)) return 'number';
  if (/^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$|^[-+]?[0-9]+\.$/.test(raw)) return 'number';
  return /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(raw) ? 'number' : 'string';
}

/** Texts that somebody or something replaces before the cluster sees them. */
const isOpen = (text: string): boolean =>
  text.includes(HOLE) ||
  /\{\{|\{%|%\{|\$\{|\$\(|^\$\w+|\$[A-Z_]{2,}|<[A-Za-z][^>\n]{0,100}>|%[A-Z_]{2,}%|__[A-Z_]{2,}__|@[A-Z_]{2,}@|REPLACE|CHANGE_?ME|x{4,}|X{4,}|\.\.\.$/.test(
    text,
  );
