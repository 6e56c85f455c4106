import type { Field, Label, LostKey, Text } from '../model/facts.js';
import type { Located } from '../model/span.js';
import type { Entry, Node } from '../model/tree.js';

const MAX_FIELDS = 500;

/** Every key below a node with its path; list positions are left out of the path. */
export function fields(node: Node, prefix = '', into: Field[] = []): Field[] {
  if (node.kind === 'list') for (const item of node.items) fields(item, prefix, into);
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      if (into.length >= MAX_FIELDS) break;
      if (isNameless(entry)) continue;
      const field = fieldOf(entry, prefix, node.flow);
      into.push(field);
      fields(entry.value, field.path, into);
    }
  }
  return into;
}

/** A map or a list as a key, as in `{{ x }: y}`: it has no name, and no place that is known. */
const isNameless = ({ key }: Entry): boolean => key.open && key.text === '';

export const fieldOf = ({ key, value, span }: Entry, prefix: string, flow: boolean): Field => ({
  path: prefix ? `${prefix}.${key.text}` : key.text,
  name: key.text,
  key: key.span,
  ...(key.inner !== undefined && { inner: key.inner }),
  value: value.span,
  span,
  shape: shapeOf(value),
  flow,
  ...(key.shared && { shared: true }),
  ...(value.kind === 'scalar' && !value.open && { text: value.text, type: value.type }),
});

export function shapeOf(node: Node): Field['shape'] {
  if (node.kind === 'scalar') return node.type === 'null' && !node.open ? 'nothing' : 'scalar';
  return (node.kind === 'map' ? node.entries : node.items).length === 0 ? 'nothing' : node.kind;
}

/** Every key that is written again in its map. */
export function lostKeys(node: Node, inItem = false, into: LostKey[] = []): LostKey[] {
  if (node.kind === 'list') for (const item of node.items) lostKeys(item, true, into);
  if (node.kind === 'map') {
    for (const { key } of node.lost) {
      const again = node.entries.find((e) => e.key.text === key.text);
      if (again) into.push({ span: key.span, key: key.text, again: again.key.span, inItem });
    }
    for (const { value, merged } of node.entries) if (!merged) lostKeys(value, false, into);
  }
  return into;
}

/** The field of one key of a map. */
export function field(node: Node | undefined, key: string, prefix = ''): Field | undefined {
  const found = node?.kind === 'map' ? node.entries.find((e) => e.key.text === key) : undefined;
  return found && node?.kind === 'map' ? fieldOf(found, prefix, node.flow) : undefined;
}

/** A scalar's text; undefined inside where a template stands. Undefined altogether for anything but a string. */
export function textOf(node: Node | undefined): Text | undefined {
  if (node?.kind !== 'scalar' || node.type !== 'string') return undefined;
  return {
    value: node.open || node.conditional ? undefined : node.text,
    span: node.span,
    quoted: node.style === 'single' || node.style === 'double',
    ...(node.shared && { shared: true }),
    ...(node.inner !== undefined && { inner: node.inner }),
  };
}

/** A string that is known. */
export function located(node: Node | undefined): Located<string> | undefined {
  return node?.kind === 'scalar' && node.type === 'string' && !node.open && !node.conditional
    ? { value: node.text, span: node.span, ...(node.inner !== undefined && { inner: node.inner }) }
    : undefined;
}

/** Keys of every object's metadata. */
const METADATA = [
  'name',
  'generateName',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'uid',
  'resourceVersion',
  'generation',
  'selfLink',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'clusterName',
  'initializers',
];

export const metadataStrangers = (metadata: Node | undefined): Field[] =>
  strangers(metadata, 'metadata', METADATA);

/**
 * Keys of a map that are not among the known ones. Keys with templates in them are nobody's, directives of a patch
 * (`$patch`) are meant for kustomize, `x-` keys hold anchors, and what a merge key brings in is written elsewhere.
 */
export const strangers = (node: Node | undefined, prefix: string, known: readonly string[]): Field[] =>
  node?.kind === 'map'
    ? node.entries
        .filter(({ key, merged }) => !key.open && !merged && !/^(\$|x-|<<$|$)/.test(key.text))
        .filter(({ key }) => !known.includes(key.text))
        .map((entry) => fieldOf(entry, prefix, node.flow))
    : [];

/** A patch says so itself, at its top or in its spec. */
export const hasDirective = (...nodes: (Node | undefined)[]): boolean =>
  nodes.some((node) => node?.kind === 'map' && node.entries.some(({ key }) => key.text.startsWith('$')));

/** The labels or annotations in a map. A value that is no text, such as an unquoted number, is not known. */
export const labelsOf = (map: Node | undefined): Label[] =>
  map?.kind === 'map'
    ? map.entries
        .filter(({ key }) => !key.open)
        .map(({ key, value }) => ({
          key: {
            value: key.text,
            span: key.span,
            ...(key.inner !== undefined && { inner: key.inner }),
          },
          value: textOf(value) ?? { value: undefined, span: value.span, quoted: false },
        }))
    : [];
