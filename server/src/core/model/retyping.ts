import { lower } from './lowering.js';
import { parsed } from './parsing.js';
import { inCommon, partedOf } from './partedText.js';
import type { Span } from './span.js';
import type { Entry, Node, ScalarNode } from './tree.js';

/** A document that was read to its end without a mistake, as it is written: no templates, nothing blanked out. */
export interface Typed {
  readonly text: string;
  readonly root: Node;
}

/**
 * The tree of a text that differs from an earlier one in a scalar alone, as most keys leave it: that scalar is read, and what stands behind it
 * moves. Undefined: it may differ otherwise, and has to be read anew. Only what cannot be anything but one scalar on its own
 * line, before and after, is taken for one.
 */
export function retyped({ text: before, root }: Typed, text: string): Node | undefined {
  // What others refer to is in several places of the tree.
  if (/[&*]/.test(text)) return undefined;
  const same = inCommon(partedOf(before), partedOf(text));
  const old = scalarAround(root, { start: same.start, end: before.length - same.end });
  if (!old) return undefined;
  const by = text.length - before.length;
  const [was, is] = [
    before.slice(old.span.start, old.span.end),
    text.slice(old.span.start, old.span.end + by),
  ];
  const written = WRITTEN[old.style];
  if (!written?.test(was) || !written.test(is) || !standsAlone(text, old.span.start, old.span.end + by))
    return undefined;
  const { root: read } = lower(parsed(is).contents, is, []);
  if (read?.kind !== 'scalar' || read.style !== old.style || read.span.end !== is.length) return undefined;
  const now = changed(read, { start: -1, end: 0, by: old.span.start });
  return changed(root, { ...old.span, by, old, now });
}

/** Scalars that begin and end the same wherever they stand in a block. */
const WRITTEN: Partial<Record<ScalarNode['style'], RegExp>> = {
  plain: /^[\w/](?:[\w./-]|:(?=[\w./-]))*$/,
  single: /^'[ -&(-~]*'$/,
  double: /^"[ !#-[\]-~]*"$/,
};

/** Behind its key or a dash, and in front of nothing but a comment. */
function standsAlone(text: string, start: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  REST.lastIndex = end;
  return /^ *(?:(?:- +)+|(?:- +)*(?:[\w./-]+|"[\w./-]+"): +)$/.test(line) && REST.test(text);
}
const REST = /[ \t]*(?:[ \t]#[^\r\n]*)?(?:\r?\n|$)/y;

/** The scalar of a block, other than a key, that a stretch lies in. */
function scalarAround(node: Node, stretch: Span): ScalarNode | undefined {
  if (node.shared || !holds(node.span, stretch)) return undefined;
  if (node.kind === 'scalar') return node;
  if (node.flow) return undefined;
  const values = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  const around = values.find(({ span }) => holds(span, stretch));
  return around && scalarAround(around, stretch);
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

interface Change {
  /** What stands in front of it stays. */
  readonly start: number;
  /** Places from here on are `by` further behind. */
  readonly end: number;
  readonly by: number;
  readonly old?: Node;
  readonly now?: Node;
}

/** The same tree with `now` in the place of `old`. */
function changed(node: Node, change: Change): Node {
  if (change.now && node === change.old) return change.now;
  if (node.span.end <= change.start) return node;
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        span: movedSpan(node.span, change),
        entries: node.entries.map((entry) => changedEntry(entry, change)),
        lost: node.lost.length === 0 ? node.lost : node.lost.map((entry) => changedEntry(entry, change)),
      };
    case 'list':
      return {
        ...node,
        span: movedSpan(node.span, change),
        items: node.items.map((item) => changed(item, change)),
      };
    case 'scalar':
      return movedScalar(node, change);
  }
}

const changedEntry = (entry: Entry, change: Change): Entry =>
  entry.span.end <= change.start
    ? entry
    : {
        key: movedScalar(entry.key, change),
        value: changed(entry.value, change),
        span: movedSpan(entry.span, change),
        merged: entry.merged,
      };

const movedScalar = (scalar: ScalarNode, change: Change): ScalarNode =>
  scalar.span.end <= change.start
    ? scalar
    : {
        ...scalar,
        span: movedSpan(scalar.span, change),
        ...(scalar.inner !== undefined && { inner: movedPlace(scalar.inner, change) }),
      };

const movedSpan = ({ start, end }: Span, change: Change): Span => ({
  start: movedPlace(start, change),
  end: movedPlace(end, change),
});

const movedPlace = (place: number, { end, by }: Change): number => (place >= end ? place + by : place);
