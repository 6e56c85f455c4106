import type { EnvList, EnvValue, Setting } from '../model/facts.js';
import { at, type Entry, entry, type Node } from '../model/tree.js';
import { located } from './fields.js';

/** An item whose very name is still to be filled in: it could be any variable. */
export const isOpenItem = (item: Node): boolean => {
  const name = at(item, 'name');
  return item.kind === 'scalar' ? item.open : name?.kind === 'scalar' && name.open;
};

export function envList(env: Entry | undefined, isFixed: boolean): EnvList {
  if (isFixed || env?.merged) return { form: 'other' };
  if (!env) return { form: 'absent' };
  const { key, value } = env;
  if (value.kind === 'scalar') {
    const isEmpty = value.type === 'null' && value.span.end === value.span.start;
    return isEmpty ? { form: 'empty', of: 'items', key: key.span } : { form: 'other' };
  }
  if (value.kind !== 'list' || value.shared) return { form: 'other' };
  const last = value.items.at(-1)?.span ?? value.span;
  // In place of the last item there is an alias: what it stands for is further up.
  if (last.start < value.span.start) return { form: 'other' };
  return {
    form: value.flow ? 'flow' : 'block',
    of: 'items',
    key: key.span,
    span: value.span,
    items: value.items.length,
    last,
  };
}

export function setting(item: Node): Setting | undefined {
  const name = at(item, 'name');
  if (item.kind !== 'map' || name?.kind !== 'scalar' || name.open || name.text === '') return undefined;
  // `$patch: delete` takes the variable away.
  if (item.entries.some(({ key }) => key.text.startsWith('$'))) return undefined;
  const value = entry(item, 'value');
  const valueFrom = entry(item, 'valueFrom');
  const from = valueFrom && !isNull(valueFrom.value) ? valueFrom : undefined;
  const common = {
    form: 'item',
    name: { value: name.text, span: name.span, ...(name.inner !== undefined && { inner: name.inner }) },
    span: item.span,
    quote: 'none',
    bare: false,
    isPlain: item.entries.every(({ key }) => key.text === 'name' || key.text === 'value'),
    shared: item.shared || item.entries.some(({ merged }) => merged),
  } as const;
  if (!value) {
    if (!from)
      return { ...common, value: { value: { kind: 'text', text: '' }, span: name.span }, bare: true };
    const fieldPath = located(at(from.value, 'fieldRef', 'fieldPath'))?.value;
    const unknown: EnvValue = {
      kind: 'unknown',
      why: 'valueFrom',
      ...(fieldPath !== undefined && { fieldPath }),
    };
    return { ...common, value: { value: unknown, span: from.span } };
  }
  const written = value.value;
  const isWritten = written.span.end > written.span.start;
  return {
    ...common,
    value: { value: envValue(written), span: isWritten ? written.span : name.span },
    bare: !isWritten,
    ...(!isWritten && { valueKey: value.key.span }),
    shared: common.shared || written.shared,
    ...(written.kind === 'scalar' && { quote: QUOTES[written.style] }),
    ...(written.kind === 'scalar' && written.inner !== undefined && { inner: written.inner }),
    ...(from && { both: from.key.span }),
  };
}

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null' && !node.open;

const QUOTES = { double: 'double', single: 'single', plain: 'none', block: 'block' } as const;

function envValue(value: Node): EnvValue {
  if (value.kind !== 'scalar') return { kind: 'unquoted', text: '', yaml: value.kind };
  if (value.open || value.conditional) return { kind: 'unknown', why: 'template' };
  // null decodes to an empty string in Go.
  if (value.type === 'string' || value.type === 'null') return { kind: 'text', text: value.text };
  return { kind: 'unquoted', text: value.text, yaml: value.type };
}
