import { before } from './domain/versions.js';
import { type Schema, type StructureError, VALIDATORS } from './generated/validators.js';
import type { Span } from './model/span.js';
import { entry, type Node, toJson } from './model/tree.js';
import type { Diagnosis, Fix } from './rules/rule.js';

/**
 * What the API server refuses because of its structure alone: wrong types, missing fields. `release`: the plugin's, where the
 * object does not tell; '' = unknown.
 */
export function schemaFindings(carrier: string, object: Node, release: string): Diagnosis[] {
  if (!isSchema(carrier)) return [];
  const validate = VALIDATORS[carrier];
  if (validate(toJson(object))) return [];
  return (validate.errors ?? []).flatMap((error) => finding(error, object, carrier, release) ?? []);
}

const isSchema = (id: string): id is Schema => Object.hasOwn(VALIDATORS, id);

/** What comes of it, by the schema. Finishes a sentence. */
const REFUSALS: Readonly<Record<string, string>> = {
  addonconfiguration: 'EKS refuses the configuration',
  chartvalues: 'the chart cannot be installed',
};

/** The first release whose CRD of ENIConfig names types; what is in `metadata` is refused whatever the CRD. */
const TYPED_SINCE = '1.19.0';

function refusalOf(schema: string, path: readonly string[], release: string): string {
  if (schema === 'eniconfig' && path[0] === 'spec' && before(release, TYPED_SINCE)) {
    return `aws-node cannot read the object, which the CRD of release ${release} lets in`;
  }
  return REFUSALS[schema] ?? 'the API server refuses the object';
}

function finding(
  { instancePath, keyword, params }: StructureError,
  object: Node,
  schema: string,
  release: string,
): Diagnosis | undefined {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const refusal = refusalOf(schema, path, release);
  const { node, span, keySpan, keys, isItem, isOpen, isBelow } = locate(object, path);
  if (isOpen) return undefined;
  const base = { rule: 'wrong-type', severity: 'error' as const, span };
  const name = keys.join('.') || 'The document';
  const subject = isItem ? `An item of ${keys.join('.') || 'the document'}` : name;
  if (keyword === 'required') {
    return {
      ...base,
      // All of a map would be underlined.
      span: isItem ? span : keySpan,
      message: `${name} has ${isItem ? 'an item without' : 'no'} "${params.missingProperty}": ${refusal}.`,
    };
  }
  if (keyword === 'minItems' || keyword === 'minProperties') {
    return {
      ...base,
      message: `${subject} is empty, and needs at least one ${keyword === 'minItems' ? 'item' : 'key'}: ${refusal}.`,
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
      message: `A blank is missing behind "${glued.text}": without it this is one text, and ${refusal}.`,
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
  // The chart prints its texts with %s, and Go says so where one is none.
  const isMisprinted = schema === 'chartvalues' && expected === 'string' && node?.kind === 'scalar';
  return {
    ...base,
    message: `${subject} is ${node ? nameOf(node) : 'absent'} where ${NAMES[expected] ?? expected} belongs: ${isMisprinted ? 'the chart writes %!s(…) in its place, which nobody can read' : refusal}.`,
    ...(expected === 'string' ? { fixes: quoting(node, name) } : { fixes: unquoting(node, expected) }),
  };
}

/** Puts a number or a boolean in quotes: the text as it is written, and of a switch what it means. */
function quoting(node: Node | undefined, path: string): Fix[] {
  if (node?.kind !== 'scalar' || node.inner === undefined) return [];
  const { type, text, span } = node;
  if (type !== 'number' && type !== 'boolean') return [];
  const put = type === 'boolean' && SWITCH.test(path) ? String(/^(y|yes|true|on)$/i.test(text)) : text;
  // 010 is eight to YAML; 1_000 is nothing to a reader of texts. A policy that is refused selects no pod yet.
  const safe = (type === 'boolean' || /^(0|-?[1-9]\d*)$/.test(text)) && !SELECTOR.test(path);
  return [{ kind: 'replace', title: `Write "${put}"`, safe, span, text: `"${put}"` }];
}

/** Booleans as texts: of the add-on's configuration, and of the ConfigMap, whose readers know no `yes`. */
const SWITCH = /^(?:(?:data|nodeAgent)\.)?enable[-A-Z]/;

/** In a policy. */
const SELECTOR = /^spec\.(?:podSelector|serviceAccountSelector)\./;

/** Takes the quotes off a number or a boolean. */
function unquoting(node: Node | undefined, expected: string): Fix[] {
  if (node?.kind !== 'scalar' || node.shared || (node.style !== 'double' && node.style !== 'single'))
    return [];
  const { text, span } = node;
  if (!{ boolean: /^(?:true|false)$/, integer: /^(?:0|[1-9]\d{0,8})$/ }[expected]?.test(text)) return [];
  return [{ kind: 'replace', title: `Write ${text}`, safe: true, span, text }];
}

/** A key with its colon that a word follows at once; a bracket or a quote there may be the start of anything. */
function gluedKey(node: Node | undefined): { readonly text: string; readonly end: number } | undefined {
  if (node?.kind !== 'scalar' || node.style !== 'plain' || node.inner === undefined) return undefined;
  const key = /^[a-z][\w-]*:(?=[\p{L}\d])/iu.exec(node.text)?.[0];
  return key === undefined ? undefined : { text: key, end: node.inner + key.length };
}

const NAMES: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a text',
  boolean: 'a boolean',
  integer: 'a whole number',
};

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
): {
  node: Node | undefined;
  span: Span;
  keySpan: Span;
  /** From the top, list positions left out. */
  keys: readonly string[];
  /** It is an item of a list, which the last of the keys is of. */
  isItem: boolean;
  isOpen: boolean;
  isBelow: boolean;
} {
  const keys: string[] = [];
  let isItem = false;
  let node: Node | undefined = object;
  let span: Span = { start: object.span.start, end: object.span.start };
  let keySpan = span;
  let isBelow = true;
  for (const step of path) {
    isItem = node?.kind === 'list';
    if (!isItem) keys.push(step);
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
      keySpan = key.span;
    }
  }
  return { node, span, keySpan, keys, isItem, isOpen: node?.kind === 'scalar' && node.open, isBelow };
}
