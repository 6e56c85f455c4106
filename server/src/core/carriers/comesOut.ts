import { same } from '../model/sameTree.js';
import { read, type Source } from '../model/source.js';
import type { Span } from '../model/span.js';
import type { Node, ScalarNode } from '../model/tree.js';
import { applied, columnOf, type Edit, lineStart, nextLine } from './lines.js';

/** A scalar in a document that has been read. */
export interface Written {
  readonly scalar: ScalarNode;
  /** What it stands in, from the root on. */
  readonly way: readonly Step[];
  readonly source: string;
  readonly whole: Source;
}

/** A list, or a map with the key that the way goes on below. */
interface Step {
  readonly node: Node;
  readonly key?: ScalarNode;
}

/** The scalar of a span, if it is written there. */
export function writtenAt(span: Span, source: string, whole: Source): Written | undefined {
  const way: Step[] = [];
  const find = (node: Node): ScalarNode | undefined => {
    if (node.kind === 'scalar')
      return node.span.start === span.start && node.span.end === span.end ? node : undefined;
    if (node.span.start > span.start || span.end > node.span.end) return undefined;
    const children =
      node.kind === 'list'
        ? node.items.map((value) => ({ value }))
        : node.entries.filter(({ merged }) => !merged);
    for (const child of children) {
      way.push({ node, ...('key' in child && { key: child.key }) });
      const found = find(child.value);
      if (found) return found;
      way.pop();
    }
    return undefined;
  };
  const scalar = whole.root && find(whole.root);
  return scalar && { scalar, way, source, whole };
}

/** With these edits, all of them in the scalar, it holds what was meant, and the document is otherwise as it was. */
export type ComesOut = (edits: readonly Edit[], meant: string) => boolean;

/** Looks at no more of the document than can change; only where that is not sure, all of it is read again. */
export function comesOutOf(written: Written): ComesOut {
  const { source, whole } = written;
  const isSimple = whole.problems.length === 0 && !whole.templated && !MAY_OPEN.test(source);
  const ways: readonly ((edits: readonly Edit[], meant: string) => boolean | undefined)[] = isSimple
    ? [quotedAlone(written), onItsOwn(written)]
    : [];
  return (edits, meant) => {
    for (const way of ways) {
      const answer = way(edits, meant);
      if (answer !== undefined) return answer;
    }
    return isOtherwiseSame(whole, written.scalar, applied(source, edits), meant);
  };
}

/** Template actions reach beyond their lines. */
const MAY_OPEN = /\{\{|\{%|%\{|<%|#@/;

function isOtherwiseSame(
  { root, problems }: Source,
  scalar: ScalarNode,
  after: string,
  meant: string,
): boolean {
  const now = read(after);
  return (
    now.problems.length <= problems.length &&
    same(root, now.root, (one, other) => (one === scalar ? isMeant(other, meant) : undefined))
  );
}

function isMeant({ text, type }: ScalarNode, meant: string): boolean {
  if (type !== 'string') return false;
  if (text.trimEnd() === meant.trimEnd()) return true;
  const [is, should] = [read(text), read(meant)];
  return is.problems.length === 0 && same(is.root, should.root);
}

const movedBy = (edits: readonly Edit[], by: number): Edit[] =>
  edits.map(({ span, text }) => ({ span: { start: span.start + by, end: span.end + by }, text }));

/** In one line, and between quotes: it is read in the same way wherever it stands. */
function quotedAlone({ scalar: { style, span }, source }: Written) {
  const raw = source.slice(span.start, span.end);
  const before = source.slice(lineStart(source, span.start), span.start);
  // What is filled in might begin in front of it.
  const isAlone = (style === 'single' || style === 'double') && !/[\r\n$]/.test(raw) && !before.includes('$');
  return (edits: readonly Edit[], meant: string): boolean | undefined => {
    if (!isAlone || edits.some((edit) => edit.span.start <= span.start || edit.span.end >= span.end))
      return undefined;
    const text = applied(raw, movedBy(edits, -span.start));
    if (/[\r\n$]/.test(text) || MAY_OPEN.test(text)) return undefined;
    const { root, problems } = read(text);
    return (
      problems.length === 0 &&
      root?.kind === 'scalar' &&
      root.style === style &&
      root.span.start === 0 &&
      root.span.end === text.length &&
      isMeant(root, meant)
    );
  };
}

/**
 * Below the keys and dashes that it stands under, each at its column, and in front of where the next line begins. By that, a
 * block is told from what is round it, and by nothing else: what it becomes here it becomes there.
 */
function onItsOwn(written: Written) {
  const { scalar } = written;
  let small: { readonly text: string; readonly from: number; readonly to: number } | undefined;
  let alone: Written | undefined;
  let isTried = false;
  return (edits: readonly Edit[], meant: string): boolean | undefined => {
    if (!isTried) {
      isTried = true;
      small = cutOut(written);
      alone = small && sameScalar(small.text, scalar, scalar.span.start - small.from);
    }
    if (!small || !alone) return undefined;
    const { text, from, to } = small;
    if (edits.some(({ span }) => span.start < scalar.span.start || span.end > to)) return undefined;
    const after = applied(text, movedBy(edits, -from));
    if (MAY_OPEN.test(after)) return undefined;
    return isOtherwiseSame(alone.whole, alone.scalar, after, meant);
  };
}

/** It reads there as it does in the document. */
function sameScalar(text: string, scalar: ScalarNode, start: number): Written | undefined {
  const whole = read(text);
  if (whole.problems.length > 0 || whole.templated) return undefined;
  const end = start + scalar.span.end - scalar.span.start;
  const found = writtenAt({ start, end }, text, whole);
  return found?.scalar.text === scalar.text && found.scalar.style === scalar.style ? found : undefined;
}

/** A small document for the scalar. `from`: by how much less its offsets are; `to`: where the next line begins. */
function cutOut({ scalar, way, source, whole }: Written) {
  const last = way.at(-1)?.key;
  if (!last || scalar.shared || /^%/m.test(source.slice(0, whole.root?.span.start))) return undefined;
  const lines: string[] = [];
  for (const { node, key } of way) {
    if (node.kind === 'scalar' || node.flow) return undefined;
    const start = key ? key.span.start : node.span.start;
    // In one line there are blanks and dashes only in front of a key, and a colon behind it.
    if (!/^[ -]*$/.test(source.slice(lineStart(source, start), start))) return undefined;
    const name = key ? source.slice(key.span.start, key.span.end) : '-';
    if (key && (/[\r\n]/.test(name) || !/^[ \t]*:/.test(source.slice(key.span.end, key.span.end + 9))))
      return undefined;
    const colon = key && key !== last ? ':' : '';
    lines.push(' '.repeat(columnOf(source, start)) + name + colon);
  }
  const to = nextText(source, scalar.span.end);
  const blanks = /[ \t]*/y;
  blanks.lastIndex = to;
  const next = blanks.exec(source)?.[0] ?? '';
  if (next.includes('\t')) return undefined;
  const before = lines.join('\n');
  return {
    text: `${before}${source.slice(last.span.end, to)}${to < source.length ? `${next}#` : ''}`,
    from: last.span.end - before.length,
    to,
  };
}

/** The start of the next line that is not blank. */
function nextText(source: string, from: number): number {
  let at = nextLine(source, from);
  const blank = /[ \t]*\r?\n/y;
  for (blank.lastIndex = at; blank.test(source); blank.lastIndex = at) at = blank.lastIndex;
  return at;
}
