import { withCommas } from '../domain/withCommas.js';
import type { ObjectKind } from '../model/facts.js';
import type { Severity } from '../settings.js';

/** What objects of a kind are called. */
export const kindName = (kind: ObjectKind): string => KIND_NAMES[kind] ?? kind;

const KIND_NAMES: Partial<Record<ObjectKind, string>> = {
  AddonConfiguration: 'configuration of the add-on',
  ChartValues: 'values of the chart',
  CniConfigMap: 'ConfigMap',
};

/** Inline code in Markdown, whatever the text holds: a manifest must not be able to write links or images into a hover. */
export function code(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ');
  const short = flat.length > 120 ? `${flat.slice(0, 117)}…` : flat;
  if (short === '') return '`""`';
  const fence = '`'.repeat(Math.max(0, ...[...short.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = /^`|`$|^ | $/.test(short) ? ' ' : '';
  return `${fence}${pad}${short}${pad}${fence}`;
}

/** A text that may quote a manifest, in Markdown: what it says, without links, images, code or HTML. */
export const prose = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`[\]<&]/g, '\\$&')
    // Some readers make links of bare addresses.
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');

/** `1 pod`, `2 pods`, `2,000 pods`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${withCommas(count)} ${count === 1 ? one : many}`;

/** `1 error`, `2 warnings`, `3 information`. */
export const countedFindings = (count: number, severity: Severity): string =>
  severity === 'information' ? `${withCommas(count)} ${severity}` : counted(count, severity);

/** A formula with its figures as people read them. */
export const figures = (formula: string): string =>
  formula.replace(/\d{4,}/g, (digits) => withCommas(Number(digits)));

/** With a full stop at its end. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A value in effect, for people. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (value instanceof Map)
    return value.size === 0 ? '{}' : [...value].map(([key, text]) => `${key}=${text}`).join(', ');
  if (Array.isArray(value)) return value.length === 0 ? 'none' : counted(value.length, 'block');
  return String(value);
}
