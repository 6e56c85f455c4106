import { type Placing, placing } from './placing.js';
import { ofLastText } from './remembered.js';
import { chunks, type Problem, read } from './source.js';
import type { Span } from './span.js';
import { HOLE, mask } from './template.js';
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
  const home = homeOf(scalar, source);
  return chunks(scalar.text).flatMap(({ offset, text }) => {
    if (!isWanted(offset)) return [];
    const { root } = read(text);
    return root ? [placed(root, home, offset)] : [];
  });
}

/** A text that is one document. */
export interface EmbeddedDocument {
  readonly root: Node | undefined;
  /** What keeps the text from being read, at its place in the document that holds it. Empty where something is filled in later. */
  readonly problems: readonly Problem[];
  readonly templated: boolean;
  /** The scalar: for `Facts.embedded`. */
  readonly embedded: Span;
}

/** The one document, be it JSON or YAML, that a text inside a document is. */
export function embeddedDocument(scalar: ScalarNode, source: string): EmbeddedDocument {
  const { root, problems, templated } = read(scalar.text);
  const home = homeOf(scalar, source);
  const isOpen = scalar.text.includes(HOLE);
  return {
    root: root && placed(root, home),
    problems: isOpen
      ? []
      : problems.map(({ span, message }) => ({ span: home.place?.span(span) ?? scalar.span, message })),
    templated: templated || (isOpen && problems.length > 0),
    embedded: scalar.span,
  };
}

/** What holds a document. Without a place, all of the text is the place of what is in it. */
interface Home {
  readonly holder: ScalarNode;
  readonly place: Placing | undefined;
  /** Branches of a template that lie in the text. */
  readonly branches: readonly Span[];
}

const homeOf = (holder: ScalarNode, source: string): Home => ({
  holder,
  place: placing(holder, source),
  branches: branchesIn(source).filter(({ start, end }) => start < holder.span.end && holder.span.start < end),
});

/** A document may hold thousands of texts. */
const branchesIn = ofLastText((source): readonly Span[] =>
  MAY_BRANCH.test(source) ? mask(source).branches : [],
);

const MAY_BRANCH = /\{\{|\{%|%\{|<%/;

/** `offset`: where the document begins in the text. */
function placed(node: Node, { holder, place, branches }: Home, offset = 0): Node {
  const { shared } = holder;
  const isInBranch = ({ start }: Span): boolean =>
    branches.some((branch) => branch.start <= start && start < branch.end);
  const span = (from: Span): Span => place?.span(shifted(from, offset)) ?? holder.span;
  const scalar = ({ inner, ...rest }: ScalarNode): ScalarNode => {
    const letters = inner !== undefined && { start: inner + offset, end: inner + offset + rest.text.length };
    const here = span(rest.span);
    return {
      ...rest,
      span: here,
      shared: rest.shared || shared,
      conditional: rest.conditional || holder.conditional || isInBranch(here),
      ...(letters && place?.isVerbatim(letters) && { inner: place.start(letters.start) }),
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

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
