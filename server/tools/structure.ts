// What a plain YAML server needs to check the structure of our kinds: schemas/structure.json.
import { readFileSync } from 'node:fs';
import type { Output } from './output.js';

/** Kinds that nothing else has a schema for, and the schemas of ours. */
const KINDS = { ENIConfig: 'eniconfig', SecurityGroupPolicy: 'securitygrouppolicy' } as const;

type Schema = { readonly [key: string]: unknown };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One schema for files with documents of any kind: each is checked by its `kind`, and others not at all. It has no texts and
 * offers no keys: those come from our own server, and would appear twice.
 */
export function structure(): Output[] {
  const definitions = Object.fromEntries(
    Object.values(KINDS).map((id) => {
      const schema: Schema = JSON.parse(readFileSync(`schemas/${id}.schema.json`, 'utf8'));
      return [id, bare(schema, `#/definitions/${id}`)];
    }),
  );
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by `npm run generate` from the schemas of the kinds. Do not edit.',
    allOf: Object.entries(KINDS).map(([kind, id]) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { $ref: `#/definitions/${id}` },
    })),
    definitions,
  };
  return [{ file: 'schemas/structure.json', text: `${JSON.stringify(schema, null, 2)}\n` }];
}

const LEFT_OUT = new Set(['$schema', '$id', 'title', 'description', 'default']);

/** Without texts and offers, its references below `root`. */
function bare(schema: Schema, root: string): Schema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(LEFT_OUT.has(key) && typeof value === 'string'))
      .map(([key, value]) => {
        if (key === '$ref' && typeof value === 'string') return [key, value.replace('#', root)];
        if (!isSchema(value)) return [key, value];
        if (key === 'properties')
          return [key, eachOf(value, (each) => ({ ...bare(each, root), doNotSuggest: true }))];
        return [key, key === 'definitions' ? eachOf(value, (each) => bare(each, root)) : bare(value, root)];
      }),
  );
}

const eachOf = (schemas: Schema, change: (schema: Schema) => Schema): Schema =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, each]) => [name, isSchema(each) ? change(each) : each]),
  );
