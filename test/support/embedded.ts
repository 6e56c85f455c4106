import assert from 'node:assert/strict';
import { entryList, entrySettings } from '../../server/src/core/carriers/envMap.js';
import type { ContainerFacts, Install } from '../../server/src/core/model/facts.js';
import { at, type Node, type ScalarNode } from '../../server/src/core/model/tree.js';

// Documents inside of texts, in all the ways in which people write them.

const yaml = (values: object, pad = ''): string =>
  Array.isArray(values)
    ? values.map((item) => `${pad}- ${item}\n`).join('')
    : Object.entries(values)
        .map(([key, value]) =>
          typeof value !== 'object'
            ? `${pad}${key}: ${JSON.stringify(value)}\n`
            : `${pad}${key}:\n${yaml(value, `${pad}  `)}`,
        )
        .join('');

/** Ways to write values down. */
export const INNER: Readonly<Record<string, (values: object) => string>> = {
  json: (values) => JSON.stringify(values),
  'json over several lines': (values) => JSON.stringify(values, null, 2),
  yaml: (values) => yaml(values),
  'yaml with comments': (values) => `# values\n${yaml(values)}# the end\n`,
};

const lined = (text: string, pad: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? '' : pad + line))
    .join('\n');

const oneLine = (text: string): string | undefined => (text.includes('\n') ? undefined : text);
const isYaml = (text: string): boolean => !text.startsWith('{');

/** Ways to write a text in YAML, behind a key, its lines behind `pad`; undefined: it cannot be written in this way. */
export const OUTER: Readonly<Record<string, (text: string, pad: string) => string | undefined>> = {
  double: (text) => JSON.stringify(text),
  'double with escapes that need not be': (text) =>
    JSON.stringify(text).replaceAll('_', '\\u005f').replaceAll('{', '\\x7B'),
  'double over several lines': (text, pad) =>
    isYaml(text)
      ? undefined
      : `"${lined(JSON.stringify(text).slice(1, -1).replaceAll('\\n', '\n'), pad).trimStart()}"`,
  'double with escaped line breaks': (text, pad) =>
    `"${text
      .split('\n')
      .map((line) => JSON.stringify(line).slice(1, -1).replace(/^ /, '\\ '))
      .join(`\\n\\\n${pad}`)}"`,
  single: (text) => oneLine(text) && `'${text.replaceAll("'", "''")}'`,
  'single over several lines': (text, pad) =>
    isYaml(text) ? undefined : `'${lined(text.replaceAll("'", "''"), pad).trimStart()}'`,
  literal: (text, pad) => `|\n${lined(text, pad)}`,
  stripped: (text, pad) => `|-\n${lined(text, pad)}`,
  kept: (text, pad) => `|+ # kept\n${lined(text, pad)}\n`,
  indented: (text, pad) => `|2\n${lined(text, pad)}`,
  folded: (text, pad) => (isYaml(text) ? undefined : `>\n${lined(text, pad)}`),
  'folded and stripped': (text, pad) => (isYaml(text) ? undefined : `>-\n${lined(text, pad)}`),
};

/** The scalar at the end of a path of keys and list positions. */
export function nodeAt(node: Node | undefined, path: readonly (string | number)[]): ScalarNode {
  const found = path.reduce<Node | undefined>(
    (here, key) =>
      typeof key === 'string' ? at(here, key) : here?.kind === 'list' ? here.items[key] : undefined,
    node,
  );
  assert.ok(found?.kind === 'scalar');
  return found;
}

/** An aws-node configured by values. */
export function installOf(root: Node): Install {
  const container = (role: ContainerFacts['role'], path: readonly string[]): ContainerFacts => ({
    role,
    name: { value: role, span: { start: 0, end: 0 } },
    span: { start: 0, end: 0 },
    settings: entrySettings(at(root, ...path), 'addon'),
    env: entryList(root, path, false),
    flow: false,
    args: [],
    complete: true,
  });
  return {
    form: 'addon',
    span: { start: 0, end: 0 },
    containers: [container('aws-node', ['env']), container('aws-vpc-cni-init', ['init', 'env'])],
    complete: true,
  };
}
