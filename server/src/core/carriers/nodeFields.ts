import { splitList } from '../domain/cidr.js';
import type { CidrField, PodLimit, Text } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { items, type Node, type ScalarNode } from '../model/tree.js';
import { shapeOf, textOf } from './fields.js';

/** The known strings of a scalar or of a list, without quotes where they stand letter by letter. */
export const strings = (node: Node | undefined): Located<string>[] =>
  (node?.kind === 'list' ? node.items : [node]).flatMap((item) => {
    const isKnown = item?.kind === 'scalar' && item.type === 'string' && !item.open && !item.conditional;
    return isKnown ? [bare(item)] : [];
  });

/** Names of instance types: one, or a list of them. Templates and empty texts are left out. */
export const typeNames = (node: Node | undefined): Located<string>[] =>
  strings(node).filter(({ value }) => value.trim() !== '');

/** Names of instance types in a text with commas between them. */
export const commaTypeNames = (node: Node | undefined): Located<string>[] =>
  typeNames(node).flatMap(({ value, span, inner }) =>
    splitList(value)
      .filter((item) => item.text !== '')
      .map(({ text, start, end }) =>
        inner === undefined
          ? { value: text, span }
          : { value: text, span: { start: inner + start, end: inner + end }, inner: inner + start },
      ),
  );

/** There is something behind the key. */
export const isWritten = (node: Node | undefined): node is Node =>
  node !== undefined && shapeOf(node) !== 'nothing';

/** Plainly true, as YAML 1.1 writes it. */
export const isTrue = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' && node.type === 'boolean' && !node.open && /^(?:y|yes|true|on)$/i.test(node.text);

/** Plainly false: a template may be anything. */
export const isFalse = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' &&
  node.type === 'boolean' &&
  !node.open &&
  !node.conditional &&
  /^(?:n|no|false|off)$/i.test(node.text);

/** Every name in the node is known: none is a template or stands in a branch. */
export const allKnown = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.kind === 'list' ? node.items : [node]).every((item) => strings(item).length === 1);

const bare = ({ inner, text, span }: ScalarNode): Located<string> =>
  inner === undefined
    ? { value: text, span }
    : { value: text, span: { start: inner, end: inner + text.length }, inner };

/**
 * A number of pods, with or without quotes, or an expression. Undefined where nothing is written; a limit whose text is
 * undefined where a template stands.
 */
export function podLimit(
  node: Node | undefined,
  field: string,
  form: PodLimit['form'] = 'number',
): PodLimit | undefined {
  if (node?.kind !== 'scalar' || (node.type === 'null' && !node.open)) return undefined;
  const isKnown = !node.open && !node.conditional;
  const value = isKnown && form !== 'expression' ? wholeNumber(node.text) : undefined;
  return {
    field,
    form,
    text: {
      value: isKnown ? node.text : undefined,
      span: node.span,
      quoted: node.style === 'single' || node.style === 'double',
      ...(node.inner !== undefined && { inner: node.inner }),
    },
    ...(value !== undefined && { value }),
  };
}

/** As YAML, JSON and command line flags agree to read it: no leading zero (octal for some), no blank, no exponent. */
export const wholeNumber = (text: string): number | undefined =>
  /^-?(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;

/** A field with a CIDR, where a text is written. */
export function cidrField(node: Node | undefined, rest: Omit<CidrField, 'text'>): CidrField | undefined {
  const text: Text | undefined = textOf(node);
  return text && { text, ...rest };
}

/** The CIDRs of a list. */
export const cidrFields = (list: Node | undefined, rest: Omit<CidrField, 'text'>): CidrField[] =>
  items(list).flatMap((item) => cidrField(item, rest) ?? []);
