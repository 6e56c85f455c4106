import { type Schema, type StructureError, VALIDATORS } from './generated/validators.js';
import type { Span } from './model/span.js';
import { entry, type Node, toJson } from './model/tree.js';
import type { Diagnosis } from './rules/rule.js';

/** What the API server refuses because of its structure alone: wrong types, missing fields. */
export function schemaFindings(carrier: string, object: Node): Diagnosis[] {
  if (!isSchema(carrier)) return [];
  const validate = VALIDATORS[carrier];
  if (validate(toJson(object))) return [];
  return (validate.errors ?? []).flatMap((error) => finding(error, object) ?? []);
}

const isSchema = (id: string): id is Schema => Object.hasOwn(VALIDATORS, id);

function finding({ instancePath, keyword, params }: StructureError, object: Node): Diagnosis | undefined {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { node, span, isOpen, isBelow } = locate(object, path);
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
  const glued = expected === 'object' ? gluedKey(node) : undefined;
  if (glued) {
    return {
      ...base,
      message: `A blank is missing behind "${glued.text}": without it this is one text, and the API server refuses the object.`,
      fixes: isBelow
        ? [
            {
              kind: 'replace',
              title: 'Add the blank',
              safe: true,
              span: { start: glued.end, end: glued.end },
              text: ' ',
            },
          ]
        : [],
    };
  }
  return {
    ...base,
    message: `${name} is ${node ? nameOf(node) : 'absent'} where ${NAMES[expected] ?? expected} belongs: the API server refuses the object.`,
  };
}

/** A key with its colon that a word follows at once; a bracket or a quote there may be the start of anything. */
function gluedKey(node: Node | undefined): { readonly text: string; readonly end: number } | undefined {
  if (node?.kind !== 'scalar' || node.style !== 'plain' || node.inner === undefined) return undefined;
  const key = /^[a-z][\w-]*:(?=[\p{L}\d])/iu.exec(node.text)?.[0];
  return key === undefined ? undefined : { text: key, end: node.inner + key.length };
}

const NAMES: Readonly<Record<string, string>> = { object: 'a map', array: 'a list', string: 'a text' };

const nameOf = (node: Node): string =>
  node.kind !== 'scalar'
    ? `a ${node.kind}`
    : { string: 'a text', number: 'a number', boolean: 'a boolean', null: 'nothing' }[node.type];

/** A value so far behind its key has a line of its own; nearer it may share that of the key, where no second key can be. */
const LINE_BREAK = 4;

/** The node a JSON pointer leads to, and the span to underline: the value, or the key where nothing is written. */
function locate(
  object: Node,
  path: readonly string[],
): { node: Node | undefined; span: Span; isOpen: boolean; isBelow: boolean } {
  let node: Node | undefined = object;
  let span: Span = { start: object.span.start, end: object.span.start };
  let isBelow = true;
  for (const step of path) {
    if (node?.kind === 'list') {
      node = node.items[Number(step)];
      isBelow = true;
      if (node) span = node.span;
    } else {
      const found = entry(node, step);
      node = found?.value;
      if (!found) continue;
      const { key, value } = found;
      isBelow = value.span.start - key.span.end >= LINE_BREAK;
      span = value.span.end > value.span.start ? value.span : key.span;
    }
  }
  return { node, span, isOpen: node?.kind === 'scalar' && node.open, isBelow };
}
