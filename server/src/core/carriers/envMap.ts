import type { EnvList, EnvValue, Setting } from '../model/facts.js';
import { type Entry, entry, type Node } from '../model/tree.js';
import { printed } from './valueLayers.js';

/** Who turns the values of a map into texts. */
export type MapReader =
  /** The chart: it puts numbers and booleans in quotes, and leaves out what is null. */
  | 'chart'
  /** EKS: only texts are let in. */
  | 'addon';

/** The variables in a map `NAME: value`. Keys with templates in them are left out. */
export const entrySettings = (map: Node | undefined, reader: MapReader): Setting[] =>
  map?.kind === 'map'
    ? map.entries.flatMap((found) =>
        found.key.open || found.key.text === '' || found.key.text.startsWith('$')
          ? []
          : [entrySetting(found, map, reader)],
      )
    : [];

function entrySetting({ key, value, span, merged }: Entry, map: Node, reader: MapReader): Setting {
  const isWritten = value.span.end > value.span.start;
  return {
    form: 'entry',
    name: { value: key.text, span: key.span, ...(key.inner !== undefined && { inner: key.inner }) },
    value: { value: entryValue(value, reader), span: isWritten ? value.span : key.span },
    span,
    quote: value.kind === 'scalar' ? QUOTES[value.style] : 'none',
    bare: !isWritten,
    ...(!isWritten && { valueKey: key.span }),
    ...(value.kind === 'scalar' && value.inner !== undefined && { inner: value.inner }),
    isPlain: true,
    shared: map.shared || merged || value.shared,
  };
}

const QUOTES = { double: 'double', single: 'single', plain: 'none', block: 'block' } as const;

function entryValue(value: Node, reader: MapReader): EnvValue {
  if (value.kind !== 'scalar') return { kind: 'unquoted', text: '', yaml: value.kind };
  if (value.open || value.conditional) return { kind: 'unknown', why: 'template' };
  if (value.type === 'string') return { kind: 'text', text: value.text };
  if (reader === 'addon') {
    // EKS refuses null as it refuses numbers.
    return { kind: 'unquoted', text: value.text, yaml: value.type };
  }
  if (value.type === 'null') return { kind: 'unset' };
  const text = printed(value);
  return text === undefined ? { kind: 'unknown', why: 'template' } : { kind: 'text', text };
}

/** Where a variable can be added to the map at the end of a path, part of which may be missing. */
export function entryList(values: Node, path: readonly string[], isFixed: boolean): EnvList {
  if (isFixed || values.kind !== 'map') return { form: 'other' };
  let map = values;
  for (const [i, key] of path.entries()) {
    const found = entry(map, key);
    if (map.shared || found?.merged) return { form: 'other' };
    if (!found) {
      return {
        form: 'missing',
        path: path.slice(i),
        map: map.span,
        ...(map.entries.length > 0 && { last: map.entries.at(-1)?.span ?? map.span }),
        flow: map.flow,
      };
    }
    const { value } = found;
    const isLast = i === path.length - 1;
    if (value.kind !== 'map') {
      const isEmpty = value.kind === 'scalar' && value.type === 'null' && value.span.end === value.span.start;
      return isLast && isEmpty && !map.flow
        ? { form: 'empty', of: 'entries', key: found.key.span }
        : { form: 'other' };
    }
    if (isLast) {
      return {
        form: value.flow ? 'flow' : 'block',
        of: 'entries',
        key: found.key.span,
        span: value.span,
        items: value.entries.length,
        last: value.entries.at(-1)?.span ?? value.span,
      };
    }
    map = value;
  }
  return { form: 'other' };
}
