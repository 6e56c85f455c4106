import { at, type Entry, type MapNode, type Node, type ScalarNode } from '../model/tree.js';
import { isOpen } from './valueLayers.js';

/** What `helm.parameters` of Argo CD set, as if it were written in values. */
export interface ParameterLayer {
  readonly values: MapNode;
  /** All of them can be told: none is named by a template, or writes into a list. */
  readonly complete: boolean;
}

/** Undefined: there are none. Of two of one name the later counts. */
export function parameterLayer(parameters: readonly Node[]): ParameterLayer | undefined {
  const [first] = parameters;
  if (!first) return undefined;
  const read = parameters.map(parameterAt);
  const root: Branch = { entries: new Map(), item: first };
  for (const parameter of read) if (parameter) put(root, parameter);
  return { values: mapOf(root), complete: read.every((parameter) => parameter !== undefined) };
}

interface Parameter {
  readonly path: readonly ScalarNode[];
  readonly value: ScalarNode;
  readonly item: Node;
}

function parameterAt(item: Node): Parameter | undefined {
  const name = at(item, 'name');
  const value = at(item, 'value');
  if (name?.kind !== 'scalar' || isOpen(name) || value?.kind === 'map' || value?.kind === 'list')
    return undefined;
  const path = keysOf(name);
  if (!path) return undefined;
  const forced = at(item, 'forceString');
  const isText = forced?.kind === 'scalar' && /^(?:y|yes|true|on)$/i.test(forced.text);
  return { path, value: typed(value ?? emptyAt(name), isText), item };
}

/** Keys of a path with dots between them. A dot of a key itself has a backslash in front. */
function keysOf(name: ScalarNode): ScalarNode[] | undefined {
  const keys: ScalarNode[] = [];
  for (const { 0: written, index } of name.text.matchAll(/(?:\\.|[^.\\])+/g)) {
    // An item of a list.
    if (/[[\]{},]/.test(written)) return undefined;
    const text = written.replace(/\\(.)/g, '$1');
    const { inner } = name;
    keys.push({
      ...name,
      text,
      type: 'string',
      span: inner === undefined ? name.span : { start: inner + index, end: inner + index + written.length },
      ...(inner !== undefined && { inner: inner + index }),
      shared: name.shared || text !== written,
    });
  }
  return keys.length > 0 ? keys : undefined;
}

/** Typed as `helm --set` does it, unless it is to be a text. */
function typed(value: ScalarNode, isText: boolean): ScalarNode {
  if (isText || isOpen(value)) return { ...value, type: 'string' };
  const { text } = value;
  const type = /^(?:true|false)$/.test(text)
    ? 'boolean'
    : text === 'null'
      ? 'null'
      : /^-?(?:0|[1-9]\d*)$/.test(text)
        ? 'number'
        : 'string';
  return { ...value, type };
}

/** `value` is not written: an empty text. */
const emptyAt = (name: ScalarNode): ScalarNode => {
  const { inner: _, ...rest } = name;
  return {
    ...rest,
    span: { start: name.span.end, end: name.span.end },
    text: '',
    type: 'string',
    style: 'plain',
  };
};

// Maps are put together first, and made into nodes at the end.

interface Branch {
  readonly entries: Map<string, { key: ScalarNode; value: Branch | ScalarNode; item: Node }>;
  readonly item: Node;
}

function put(root: Branch, { path, value, item }: Parameter): void {
  let here = root;
  for (const [i, key] of path.entries()) {
    const isLast = i === path.length - 1;
    const there = here.entries.get(key.text)?.value;
    const next: Branch | ScalarNode = isLast
      ? value
      : there && 'entries' in there
        ? there
        : { entries: new Map(), item };
    // The later one counts, in the place of the later one.
    here.entries.delete(key.text);
    here.entries.set(key.text, { key, value: next, item });
    if ('entries' in next) here = next;
  }
}

const mapOf = ({ entries, item }: Branch): MapNode => ({
  kind: 'map',
  span: item.span,
  entries: [...entries.values()].map(
    ({ key, value, item: from }): Entry => ({
      key,
      value: 'entries' in value ? mapOf(value) : value,
      span: from.span,
      merged: false,
    }),
  ),
  lost: [],
  flow: false,
  shared: item.shared,
});
