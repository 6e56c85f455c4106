import type { Field, Text } from '../../model/facts.js';
import type { Fix } from '../rule.js';

/** Another text in place of this one. No fix where the text does not stand there letter by letter. */
export const rewritten = ({ value, inner, span, quoted }: Text, put: string, safe: boolean): Fix[] =>
  value === undefined || inner === undefined
    ? []
    : [
        {
          kind: 'replace',
          title: `Write "${put}"`,
          span: { start: inner, end: inner + value.length },
          text: !quoted && inner === span.start && IS_TEXT_IN_QUOTES_ONLY.test(put) ? `"${put}"` : put,
          safe,
        },
      ];

/** What stands there without quotes is a text, and what is put there is to be one, too. */
const IS_TEXT_IN_QUOTES_ONLY = /^(?:true|false|[-+]?\d+)$/;

/** Another key in place of this one. */
export const renamed = ({ name, inner }: Field, put: string, safe: boolean): Fix[] =>
  inner === undefined
    ? []
    : [
        {
          kind: 'replace',
          title: `Rename to ${put}`,
          span: { start: inner, end: inner + name.length },
          text: put,
          safe,
        },
      ];

/** `a`, `a and b`, `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
