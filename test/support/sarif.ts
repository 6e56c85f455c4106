import { createRequire } from 'node:module';
import { Ajv, type ErrorObject } from 'ajv';
import type { Log } from 'sarif';

/** Schema of SARIF 2.1.0, as the SDK of its makers carries it. */
const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** It is written for draft 4; but for the names of these it uses nothing that has changed since. */
const { $schema: _, id: __, ...schema } = createRequire(import.meta.url)(SCHEMA);

const isUri = (text: string): boolean => URL.canParse(text) && !/[\s<>"{}|\\^`]/.test(text);

const validate = new Ajv({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: {
    uri: isUri,
    'uri-reference': (text: string) => isUri(text) || (isUri(`base:/${text}`) && !/^[^/?#]*:/.test(text)),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile<Log>(schema);

/** A report, and what the schema has against it. */
export function readSarif(text: string): { readonly log: Log; readonly errors: readonly ErrorObject[] } {
  const log = JSON.parse(text);
  return validate(log) ? { log, errors: [] } : { log, errors: validate.errors ?? [] };
}
