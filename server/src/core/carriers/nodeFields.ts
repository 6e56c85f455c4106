import { splitList } from '../domain/cidr.js';
import type { CidrField, PodLimit, Text } from '../model/facts.js';
import { placing } from '../model/nested.js';
import type { Located, Span } from '../model/span.js';
import { at, items, type Node, type ScalarNode } from '../model/tree.js';
import { shapeOf, textOf } from './fields.js';

/** The known strings of a scalar or of a list, without quotes where they stand letter by letter. */
export const strings = (node: Node | undefined): Located<string>[] =>
  (node?.kind === 'list' ? node.items : [node]).flatMap((item) => {
    const isKnown = item?.kind === 'scalar' && item.type === 'string' && !item.open && !item.conditional;
    return isKnown ? [{ value: item.text, span: bareSpan(item) }] : [];
  });

/** Names of instance types: one, or a list of them. Templates and empty texts are left out. */
export const typeNames = (node: Node | undefined): Located<string>[] =>
  strings(node).filter(({ value }) => value.trim() !== '');

/** Names of instance types in a text with commas between them. */
export const commaTypeNames = (node: Node | undefined): Located<string>[] =>
  typeNames(node).flatMap(({ value, span }) => {
    const isVerbatim = span.end - span.start === value.length;
    return splitList(value)
      .filter((item) => item.text !== '')
      .map(({ text, start, end }) => ({
        value: text,
        span: isVerbatim ? { start: span.start + start, end: span.start + end } : span,
      }));
  });

/** There is something behind the key. */
export const isWritten = (node: Node | undefined): node is Node =>
  node !== undefined && shapeOf(node) !== 'nothing';

/** Every name in the node is known: none is a template or stands in a branch. */
export const allKnown = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.kind === 'list' ? node.items : [node]).every((item) => strings(item).length === 1);

const bareSpan = ({ inner, text, span }: ScalarNode): Span =>
  inner === undefined ? span : { start: inner, end: inner + text.length };

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

/**
 * The `--max-pods` in a longer text, such as a script or a list of arguments. Where several differ, or the number of pods is
 * set in a way that is not read, the limit has no text. Undefined: the text says nothing of it.
 */
export function flagLimit(node: Node | undefined, source: string, field: string): PodLimit | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const text = withoutComments(node.text);
  if (!/max[-_]?pods/i.test(text.replace(OWN_COUNT, ''))) return undefined;
  const flags = [...text.matchAll(FLAG)];
  const [flag, ...others] = flags;
  const digits = flag?.[1];
  const isOnly = others.every((other) => other[1] === digits);
  // Anything else about pods may be what counts in the end: a line of sed, a patch of the configuration file.
  const rest = text.replace(FLAG, '').replace(OWN_COUNT, '');
  if (!flag || !digits || !isOnly || node.conditional || /max[-_]?pods/i.test(rest))
    return unknownLimit(node, field);
  const value = wholeNumber(digits);
  const from = flag.index + flag[0].length - digits.length;
  const start = placing(node, source)(from);
  const isThere = start !== undefined && source.startsWith(digits, start);
  return {
    field,
    form: 'number',
    text: {
      value: digits,
      span: isThere ? { start, end: start + digits.length } : node.span,
      quoted: false,
      ...(isThere && { inner: start }),
    },
    ...(value !== undefined && { value }),
  };
}

/** The text says something of the number of pods, or may do. */
export const unknownLimit = ({ span }: Node, field: string): PodLimit => ({
  field,
  form: 'number',
  text: { value: undefined, span, quoted: false },
});

/** The flag with a number behind it, where an argument can begin. */
const FLAG = /(?<=^|[\s"'=])--max-pods(?:=|[ \t]+)["']?(\d+)(?=$|[\s"'\\;,&|)])/g;

/** What the bootstrap script of AL2 calls its own count. */
const OWN_COUNT = /(?:--use-max-pods|\bUSE_MAX_PODS)\b/g;

/** The text tells the image not to count for itself. */
export const turnsCountOff = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' &&
  !node.conditional &&
  /(?:--use-max-pods[ \t]+|\bUSE_MAX_PODS=)["']?false\b/.test(withoutComments(node.text));

/** Of the same length, since places are counted in it. */
const withoutComments = (text: string): string =>
  text.replace(/^[ \t]*#[^\n]*/gm, (comment) => ' '.repeat(comment.length));

/** `spec.kubelet` of nodeadm's NodeConfig, in the order in which kubelet prefers what it says. */
export function nodeadmLimits(kubelet: Node | undefined, source: string): PodLimit[] {
  // Of two flags of one name the last counts.
  const flags = items(at(kubelet, 'flags')).flatMap((flag) => flagLimit(flag, source, '--max-pods') ?? []);
  return [
    flags.at(-1),
    podLimit(at(kubelet, 'config', 'maxPods'), 'maxPods'),
    podLimit(at(kubelet, 'maxPodsExpression'), 'maxPodsExpression', 'expression'),
  ].flatMap((limit) => limit ?? []);
}

/** A field with a CIDR, where a text is written. */
export function cidrField(node: Node | undefined, rest: Omit<CidrField, 'text'>): CidrField | undefined {
  const text: Text | undefined = textOf(node);
  return text && { text, ...rest };
}

/** The CIDRs of a list. */
export const cidrFields = (list: Node | undefined, rest: Omit<CidrField, 'text'>): CidrField[] =>
  items(list).flatMap((item) => cidrField(item, rest) ?? []);
