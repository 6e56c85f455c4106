import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import { withCommas } from '../domain/withCommas.js';
import { Beyond, MAX_DEPTH, TOO_DEEP } from './parsing.js';
import type { Span } from './span.js';
import { isOpen } from './template.js';
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './tree.js';

/** Alias bombs end here: each alias counts as all that it stands for, though that is read once. */
const MAX_NODES = 200_000;

/** What keeps a text from being YAML. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
}

/** A list or map that aliases stand for: the same one in all places. */
interface Anchored {
  /** Undefined while it is read. */
  lowered: Node | undefined;
  /** How many values it has, itself and aliases in it written out, and how many levels of them. */
  values: number;
  levels: number;
}

/**
 * What the library read, as a tree of ours: aliases and merge keys resolved, scalars typed as Kubernetes types them; and aliases that stand for
 * nothing, which the library lets pass. Throws beyond our limits.
 */
export function lower(
  contents: YamlNode | null,
  source: string,
  branches: readonly Span[],
): { readonly root: Node | undefined; readonly problems: readonly Problem[] } {
  const anchors = new Map<string, Scalar | Anchored>();
  const problems: Problem[] = [];
  let budget = MAX_NODES;
  let deepest = 0;

  const spend = (values: number, depth: number): void => {
    budget -= values;
    if (budget < 0)
      throw new Beyond(`it has more than ${withCommas(MAX_NODES)} values, with aliases written out`);
    if (depth > MAX_DEPTH) throw new Beyond(TOO_DEEP);
    if (depth > deepest) deepest = depth;
  };

  /** `shared`: it is written in a place that others refer to as well. `alias`: where it is referred to. */
  const node = (from: unknown, depth: number, inherited: boolean, alias?: Span): Node => {
    spend(1, depth);
    if (isAlias(from)) {
      const target = anchors.get(from.source);
      const here = spanOf(from, source);
      if (isScalar(target)) return node(target, depth + 1, inherited, here);
      if (!target?.lowered) {
        // In front of a colon readers differ on where the name ends.
        if (!from.source.endsWith(':'))
          problems.push({ span: here, message: target ? WITHIN_ITSELF : WITHOUT_ANCHOR });
        return { ...NOTHING, span: here, open: true };
      }
      spend(target.values, depth + 1 + target.levels);
      return target.lowered;
    }
    if (!isNode(from)) return isNothing(from) ? from : NOTHING;
    if (isScalar(from)) {
      if (from.anchor) anchors.set(from.anchor, from);
      // In place of an alias a text can be written; in place of an anchor it would reach all who refer to it.
      const shared = inherited || (from.anchor !== undefined && !alias);
      return scalar(from, { source, branches, shared, ...(alias && { alias }) });
    }
    return from.anchor ? anchored(from, from.anchor, depth) : collection(from, depth, inherited);
  };

  const keyOf = (from: unknown, depth: number, shared: boolean): ScalarNode => {
    if (isScalar(from)) {
      if (from.anchor) anchors.set(from.anchor, from);
      return scalar(from, { source, branches: [], shared: shared || from.anchor !== undefined });
    }
    // One without a name counts for what is referred to in it.
    if (isNode(from)) node(from, depth, shared);
    return { ...NOTHING, open: true };
  };

  const collection = (from: YamlNode, depth: number, shared: boolean): MapNode | ListNode =>
    isMap(from) ? map(from, depth, shared) : list(from as YAMLSeq, depth, shared);

  const anchored = (from: YamlNode, name: string, depth: number): Node => {
    const written: Anchored = { lowered: undefined, values: 0, levels: 0 };
    anchors.set(name, written);
    const [left, outer] = [budget, deepest];
    deepest = depth;
    const lowered = collection(from, depth, true);
    Object.assign(written, { lowered, values: 1 + left - budget, levels: deepest - depth });
    deepest = Math.max(deepest, outer);
    return lowered;
  };

  const map = (from: YAMLMap, depth: number, shared: boolean): MapNode => {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    let merging: Merging | undefined;
    for (const pair of from.items) {
      const key = keyOf(pair.key, depth + 1, shared);
      const value = node(pair.value ?? nothingAfter(key), depth + 1, shared);
      if (key.text === '<<' && key.style === 'plain') {
        const brought = (value.kind === 'list' ? value.items : [value]).flatMap((base) =>
          base.kind === 'map' ? base.entries : [],
        );
        merging ??= { above: new Set(own.map(nameOf)), unsure: new Set() };
        const { above, unsure } = merging;
        const names = brought.map(nameOf);
        for (const name of names) if (above.has(name)) unsure.add(name);
        for (const name of names) above.add(name);
        for (const entry of brought) merged.push({ ...entry, merged: true });
      } else {
        merging?.above.add(key.text);
        own.push({
          key,
          value,
          span: { start: key.span.start, end: Math.max(key.span.end, endOf(pair.value, value)) },
          merged: false,
        });
      }
    }
    return {
      kind: 'map',
      span: tight(from, source, own.at(-1)?.span.end),
      ...(merged.length === 0 && areDistinct(own)
        ? { entries: own, lost: [] }
        : counting(own, merged, merging?.unsure)),
      flow: from.flow === true,
      shared,
    };
  };

  const list = (from: YAMLSeq, depth: number, shared: boolean): ListNode => {
    const items = from.items.map((item) => node(item ?? undefined, depth + 1, shared));
    const last = items.at(-1);
    return {
      kind: 'list',
      span: tight(from, source, last && endOf(from.items.at(-1), last)),
      items,
      flow: from.flow === true,
      shared,
    };
  };

  /** Where it ends in its place: what an alias stands for ends where it is written. */
  const endOf = (from: unknown, lowered: Node): number =>
    isAlias(from) ? spanOf(from, source).end : lowered.span.end;

  return { root: contents ? node(contents, 0, false) : undefined, problems };
}

const WITHOUT_ANCHOR =
  'This alias has no anchor above it in its document (a text that begins with * takes quotes)';
const WITHIN_ITSELF = 'This alias stands for a value that it is in, which would have no end';

/** Nearly all maps are small, and are this. */
const areDistinct = (own: readonly Entry[]): boolean =>
  own.length <= 16 &&
  own.every(({ key }, i) => {
    for (let k = 0; k < i; k++) if (own[k]?.key.text === key.text) return false;
    return true;
  });

/** Keys of a map in which `<<` stands. */
interface Merging {
  readonly above: Set<string>;
  readonly unsure: Set<string>;
}

const nameOf = ({ key }: Entry): string => key.text;

const open = ({ span }: Node): Node => ({ ...NOTHING, span, open: true });

/**
 * Of a key written twice the last counts, as in the YAML reader of Kubernetes; what is merged counts where it is not written. Where `<<` comes
 * behind a key that it brings as well, kubectl takes what is merged, and kustomize what is written: that is unsure.
 */
function counting(
  own: readonly Entry[],
  merged: readonly Entry[],
  unsure: ReadonlySet<string> | undefined,
): Pick<MapNode, 'entries' | 'lost'> {
  const entries = new Map<unknown, Entry>(own.map((e) => [e.key.open ? e : e.key.text, e]));
  for (const e of merged) if (!entries.has(e.key.text)) entries.set(e.key.text, e);
  return {
    entries: [...entries.values()].map((e) => (unsure?.has(e.key.text) ? { ...e, value: open(e.value) } : e)),
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

/** In broken texts the library has nodes that begin or end within a line break of two characters. */
function spanOf({ range }: YamlNode, source: string): Span {
  const [start = 0, end = 0] = range ?? [];
  const outside = (at: number) => (source[at] === '\n' && source[at - 1] === '\r' ? at - 1 : at);
  return { start: outside(start), end: outside(end) };
}

/** A block collection ends with its last item, not behind the comments and blank lines that follow. */
const tight = (node: YAMLMap | YAMLSeq, source: string, lastEnd: number | undefined): Span => {
  const { start, end } = spanOf(node, source);
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
  const written = style === 'block' ? withoutLastBreak(spanOf(from, source), source) : spanOf(from, source);
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
  // A quote that is never closed may hold one half of a line break.
  const verbatim =
    style !== 'block' &&
    start + text.length === written.end - quote &&
    source.startsWith(text, start) &&
    !text.endsWith('\r');
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
