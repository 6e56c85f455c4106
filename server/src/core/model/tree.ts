import type { Span } from './span.js';

/**
 * A document as plain data: aliases and merge keys resolved, scalars typed the way the Kubernetes API machinery
 * reads them. It owes nothing to the library that parsed it. Spans are relative to the document.
 */
export type Node = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: readonly Entry[];
  /** Written before another entry of the same key, which counts instead. */
  readonly lost: readonly Entry[];
  /** Written with braces, as JSON is. */
  readonly flow: boolean;
  /** Written where others refer to it: a change here is a change there. */
  readonly shared: boolean;
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Node[];
  readonly flow: boolean;
  readonly shared: boolean;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly span: Span;
  /** What a reader of the value gets; '' for null. */
  readonly text: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** The text holds a template or placeholder that somebody fills in later. */
  readonly open: boolean;
  /** In a branch or loop of a template: there, or not, or several times. */
  readonly conditional: boolean;
  readonly shared: boolean;
  /** Offset in the document of the first character of `text`, when the text stands there letter by letter. */
  readonly inner?: number;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
  /** From the key to the end of the value, or of the alias in its place. */
  readonly span: Span;
  /** It came in through a merge key (`<<`) and is written elsewhere. */
  readonly merged: boolean;
}

export const entry = (node: Node | undefined, key: string): Entry | undefined =>
  node?.kind === 'map' ? node.entries.find((e) => e.key.text === key) : undefined;

/** The node at the end of a path of keys. */
export const at = (node: Node | undefined, ...path: string[]): Node | undefined =>
  path.reduce<Node | undefined>((here, key) => entry(here, key)?.value, node);

export const items = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : []);

/** Text of a scalar that is a string to the API server; undefined for anything else. */
export const text = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && node.type === 'string' ? node.text : undefined;

const DATA = { enumerable: true, writable: true, configurable: true };

/** As the API server receives it: what a JSON Schema is asked about. */
export function toJson(node: Node): unknown {
  switch (node.kind) {
    case 'map': {
      const json: Record<string, unknown> = {};
      for (const { key, value } of node.entries) {
        // It stays data.
        if (key.text === '__proto__')
          Object.defineProperty(json, key.text, { ...DATA, value: toJson(value) });
        else json[key.text] = toJson(value);
      }
      return json;
    }
    case 'list':
      return node.items.map(toJson);
    case 'scalar':
      if (node.type === 'null') return null;
      if (node.type === 'boolean') return /^(y|yes|true|on)$/i.test(node.text);
      return node.type === 'number' ? Number(node.text.replaceAll('_', '')) : node.text;
  }
}
