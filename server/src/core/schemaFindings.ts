import type { Carrier } from './carriers/carrier.js';
import { type Schema, type StructureError, VALIDATORS } from './generated/validators.js';
import type { Span } from './model/span.js';
import { entry, type Node, toJson } from './model/tree.js';
import type { Diagnosis } from './rules/rule.js';

/** What the API server refuses because of its structure alone: wrong types, missing fields. */
export function schemaFindings(carrier: Carrier['id'], object: Node): Diagnosis[] {
  if (!isSchema(carrier)) return [];
  const validate = VALIDATORS[carrier];
  if (validate(toJson(object))) return [];
  return (validate.errors ?? []).flatMap((error) => finding(error, object) ?? []);
}

const isSchema = (id: string): id is Schema => id in VALIDATORS;

function finding({ instancePath, keyword, params }: StructureError, object: Node): Diagnosis | undefined {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { node, span, isOpen } = locate(object, path);
  if (isOpen) return undefined;
  const base = { rule: 'wrong-type', severity: 'error' as const, span };
  const name = path.filter((step) => !/^\d+$/.test(step)).join('.') || 'The document';
  if (keyword === 'required') {
    return {
      ...base,
      message: `${name} has an item without "${params.missingProperty}": the API server refuses the object.`,
    };
  }
  if (keyword === 'minItems') {
    return {
      ...base,
      message: `${name} is empty, and needs at least one item: the API server refuses the object.`,
    };
  }
  if (keyword !== 'type') return undefined;
  const expected = [params.type]
    .flat()
    .filter((type) => type !== 'null')
    .join(' or ');
  const glued = expected === 'object' && node?.kind === 'scalar' ? /^[\w-]+:(?=\S)/.exec(node.text) : null;
  if (glued && node?.kind === 'scalar' && node.inner !== undefined) {
    const end = node.inner + glued[0].length;
    return {
      ...base,
      message: `A blank is missing behind "${glued[0]}": without it this is one text, and the API server refuses the object.`,
      fixes: [{ kind: 'replace', title: 'Add the blank', safe: true, span: { start: end, end }, text: ' ' }],
    };
  }
  return {
    ...base,
    message: `${name} is ${node ? nameOf(node) : 'absent'} where ${NAMES[expected] ?? expected} belongs: the API server refuses the object.`,
  };
}

const NAMES: Readonly<Record<string, string>> = { object: 'a map', array: 'a list', string: 'a text' };

const nameOf = (node: Node): string =>
  node.kind !== 'scalar'
    ? `a ${node.kind}`
    : { string: 'a text', number: 'a number', boolean: 'a boolean', null: 'nothing' }[node.type];

/** The node a JSON pointer leads to, and the span to underline: the value, or the key where nothing is written. */
function locate(
  object: Node,
  path: readonly string[],
): { node: Node | undefined; span: Span; isOpen: boolean } {
  let node: Node | undefined = object;
  let span: Span = { start: object.span.start, end: object.span.start };
  for (const step of path) {
    if (node?.kind === 'list') {
      node = node.items[Number(step)];
      if (node) span = node.span;
    } else {
      const found = entry(node, step);
      node = found?.value;
      if (found) span = found.value.span.end > found.value.span.start ? found.value.span : found.key.span;
    }
  }
  return { node, span, isOpen: node?.kind === 'scalar' && node.open };
}
