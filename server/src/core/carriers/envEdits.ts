import type { Container } from '../domain/variable.js';
import { containerOf } from '../model/effective.js';
import type { ContainerFacts, EnvList, Install, Setting } from '../model/facts.js';
import { removeItem } from './fieldEdits.js';
import {
  columnOf,
  dashBefore,
  type Edit,
  flowItemSpan,
  indented,
  insert,
  insertLines,
  lineBreak,
  lineStart,
  nextLine,
  quoted,
} from './lines.js';

// Undefined throughout: it cannot be written into this text without touching something else.

/** Gives a variable a text: changes its value, or adds it. */
export const setEnv = (
  install: Install,
  role: Container,
  name: string,
  text: string,
  source: string,
): Edit[] | undefined => setEnvs(install, role, [{ name, text }], source);

/** Gives several variables of one container their texts. Those that are missing are added in one place, in their order. */
export function setEnvs(
  install: Install,
  role: Container,
  values: readonly { readonly name: string; readonly text: string }[],
  source: string,
): Edit[] | undefined {
  const container = containerOf(install, role);
  if (!container) return undefined;
  const edits: Edit[] = [];
  const missing: { readonly name: string; readonly text: string }[] = [];
  for (const { name, text } of values) {
    const setting = container.settings.findLast((s) => s.name.value === name);
    const changed = setting && setValue(setting, text, source);
    if (changed) edits.push(...changed);
    else if (setting) return undefined;
    else missing.push({ name, text });
  }
  const added = missing.length > 0 ? add(container, newItems(missing), source) : [];
  // Lines put in at one and the same place have no order.
  const collide = added?.some(({ span }) => edits.some((edit) => edit.span.start === span.start));
  return added && !collide ? [...edits, ...added] : undefined;
}

const newItems = (values: readonly { readonly name: string; readonly text: string }[]): Item => ({
  block: {
    items: (pad, eol) => values.map(({ name, text }) => blockItem(name, text, pad, eol)).join(''),
    entries: (pad, eol) => values.map(({ name, text }) => `${pad}${blockEntry(name, text)}${eol}`).join(''),
  },
  flow: {
    items: (gap) => values.map(({ name, text }) => flowItem(name, text)).join(`,${gap}`),
    entries: (gap) => values.map(({ name, text }) => flowEntry(name, text)).join(`,${gap}`),
  },
});

/** Writes a new text into an item, in the quotes it has. */
export function setValue(setting: Setting, text: string, source: string): Edit[] | undefined {
  const { value, name, valueKey, span, shared } = setting;
  if (shared || value.value.kind === 'unknown') return undefined;
  // `null` in values of a chart.
  if (value.value.kind === 'unset' && value.span === name.span) return undefined;
  if (!setting.bare)
    return [{ span: value.span, text: quoted(text, setting.quote === 'single' ? 'single' : 'double') }];
  if (valueKey) {
    const colon = source.indexOf(':', valueKey.end);
    return colon < 0 ? undefined : [insert(colon + 1, ` ${quoted(text, 'double')}`)];
  }
  if (source[span.start] === '{') return [insert(name.span.end, `, "value": ${quoted(text, 'double')}`)];
  const pad = ' '.repeat(columnOf(source, span.start));
  return [
    insertLines(
      source,
      nextLine(source, name.span.end),
      `${pad}value: ${quoted(text, 'double')}${lineBreak(source)}`,
    ),
  ];
}

/** Takes a variable out of its list or map, line and all. A list of one goes as a whole, key included. */
export function removeEnv(install: Install, setting: Setting, source: string): Edit[] | undefined {
  const container = install.containers.find((c) => c.settings.includes(setting));
  if (!container || setting.shared || setting.form === 'parameter') return undefined;
  const { env } = container;
  // Beside the map of values there is a list, `extraEnv`.
  if (install.form === 'chart' && setting.form === 'item') return removeItem(setting.span, source);
  // Values of a chart may come from several places, and be lists or maps: only one of them is here.
  if ((env.form !== 'flow' && env.form !== 'block') || !holds(env, setting)) return undefined;
  if (env.form === 'flow') return [{ span: flowItemSpan(setting.span, source), text: '' }];
  const lines = linesOf(setting, source);
  if (!lines) return undefined;
  // What stands between the key and the item, a comment perhaps, stays, and then so does the key.
  const key = lineStart(source, env.key.start);
  const alone = env.items === 1 && /^\s*:\s*$/.test(source.slice(env.key.end, lines.start));
  // A key in a line with another, as behind a dash, has to stay.
  const isOwnLine = source.slice(key, env.key.start).trim() === '';
  // Without its only key the map above would be nothing, which is not the same.
  if (alone && setting.form === 'entry')
    return [{ span: { start: env.key.end, end: lines.end }, text: `: {}${lineBreak(source)}` }];
  if (alone && !isOwnLine) return undefined;
  return [{ span: { start: alone ? key : lines.start, end: lines.end }, text: '' }];
}

const holds = (env: EnvList & { readonly of: 'items' | 'entries' }, { form, span }: Setting): boolean =>
  'span' in env &&
  env.of === (form === 'item' ? 'items' : 'entries') &&
  env.span.start <= span.start &&
  span.end <= env.span.end;

/** Takes a variable from one container to another, with its comments; where that one has it, it just goes. */
export function moveEnv(
  install: Install,
  setting: Setting,
  to: Container,
  source: string,
): Edit[] | undefined {
  const target = containerOf(install, to);
  const { value } = setting.value;
  if (!target || setting.shared || !('text' in value)) return undefined;
  // Between braces its text is written, which lists and maps have none of.
  const isText = value.kind !== 'unquoted' || value.yaml === 'number' || value.yaml === 'boolean';
  const removed = removeEnv(install, setting, source);
  if (!removed) return undefined;
  if (target.settings.some((s) => s.name.value === setting.name.value)) return removed;
  const lines = linesOf(setting, source);
  const raw = lines && source.slice(lines.start, lines.end).replace(/\r?\n$/, '');
  const column = columnOf(source, dashBefore(source, setting.span.start) ?? setting.span.start);
  const fitsInBraces = isText && setting.isPlain && !raw?.includes('#');
  if (raw === undefined && !fitsInBraces) return undefined;
  const plain = newItems([{ name: setting.name.value, text: value.text }]);
  const of = setting.form === 'item' ? 'items' : 'entries';
  const added = add(
    target,
    {
      block: {
        ...plain.block,
        ...(raw !== undefined && {
          [of]: (pad: string, eol: string) => indented(raw, column, pad.length) + eol,
        }),
      },
      // Between braces there is no room for comments or further keys.
      ...(fitsInBraces && { flow: plain.flow }),
    },
    source,
  );
  // A map that is made in the place of another would be taken away with it.
  return added?.every(({ span }) =>
    removed.every((edit) => span.end <= edit.span.start || edit.span.end <= span.start),
  )
    ? [...added, ...removed]
    : undefined;
}

/** A variable in both styles, as an item of a list and as an entry of a map; without `flow` it cannot be put in braces. */
interface Item {
  /** Lines with their breaks, the dash or the name at the end of `pad`. */
  readonly block: Readonly<Record<'items' | 'entries', (pad: string, eol: string) => string>>;
  /** `gap`: the white space behind each comma. */
  readonly flow?: Readonly<Record<'items' | 'entries', (gap: string) => string>>;
}

function add(container: ContainerFacts, item: Item, source: string): Edit[] | undefined {
  const eol = lineBreak(source);
  const { env, name, span } = container;
  switch (env.form) {
    case 'other':
      return undefined;
    case 'block': {
      const first =
        env.of === 'items' ? dashBefore(source, env.last.start) : keyOfLine(source, env.last.start);
      if (first === undefined) return undefined;
      const pad = source.slice(lineStart(source, first), first);
      return [insertLines(source, nextLine(source, env.last.end), item.block[env.of](pad, eol))];
    }
    case 'flow': {
      if (!item.flow) return undefined;
      const flow = item.flow[env.of];
      if (env.items === 0)
        return [{ span: env.span, text: env.of === 'items' ? `[${flow(' ')}]` : `{${flow(' ')}}` }];
      const gap = gapBefore(source, env.last.start);
      return [insert(env.last.end, `,${gap}${flow(gap)}`)];
    }
    case 'empty': {
      if (container.flow)
        return (
          item.flow &&
          behindColon(
            source,
            env.key.end,
            env.of === 'items' ? ` [${item.flow.items(' ')}]` : ` {${item.flow.entries(' ')}}`,
          )
        );
      // Only where nothing but a comment follows the key on its line.
      if (!/^[ \t]*:[ \t]*(#.*)?$/.test(source.slice(env.key.end, nextLine(source, env.key.end)).trimEnd()))
        return undefined;
      const pad = ' '.repeat(columnOf(source, env.key.start) + 2);
      return [insertLines(source, nextLine(source, env.key.end), item.block[env.of](pad, eol))];
    }
    case 'missing':
      return addMaps(env, item, source);
    case 'absent': {
      if (name.span.end === name.span.start) return undefined;
      if (container.flow) return item.flow && [insert(name.span.end, `, "env": [${item.flow.items(' ')}]`)];
      const pad = ' '.repeat(columnOf(source, span.start));
      return [
        insertLines(
          source,
          nextLine(source, name.span.end),
          `${pad}env:${eol}${item.block.items(`${pad}  `, eol)}`,
        ),
      ];
    }
  }
}

/** Keys that are not there yet, with the variable below them, behind the last entry of a map. */
function addMaps(
  { path, map, last, flow }: EnvList & { readonly form: 'missing' },
  item: Item,
  source: string,
): Edit[] | undefined {
  if (flow) {
    if (!item.flow) return undefined;
    const text = path.reduceRight((inside, key) => `"${key}": {${inside}}`, item.flow.entries(' '));
    if (!last) return [{ span: map, text: `{${text}}` }];
    return [insert(last.end, `,${gapBefore(source, last.start)}${text}`)];
  }
  const first = last && keyOfLine(source, last.start);
  if (!last || first === undefined) return undefined;
  const eol = lineBreak(source);
  const pad = source.slice(lineStart(source, first), first);
  const keys = path.map((key, i) => `${pad}${'  '.repeat(i)}${key}:${eol}`).join('');
  const lines = keys + item.block.entries(pad + '  '.repeat(path.length), eol);
  return [insertLines(source, nextLine(source, last.end), lines)];
}

/** Where a key stands, when it is the first of its line. */
const keyOfLine = (source: string, start: number): number | undefined =>
  source.slice(lineStart(source, start), start).trim() === '' ? start : undefined;

const behindColon = (source: string, from: number, text: string): Edit[] | undefined => {
  const colon = source.indexOf(':', from);
  return colon < 0 ? undefined : [insert(colon + 1, text)];
};

const blockItem = (name: string, text: string, pad: string, eol: string): string =>
  `${pad}- name: ${name}${eol}${pad}  value: ${quoted(text, 'double')}${eol}`;

const blockEntry = (name: string, text: string): string => `${name}: ${quoted(text, 'double')}`;

const flowItem = (name: string, text: string): string =>
  `{"name": ${JSON.stringify(name)}, "value": ${JSON.stringify(text)}}`;

const flowEntry = (name: string, text: string): string => `${JSON.stringify(name)}: ${JSON.stringify(text)}`;

/** The lines of an item of a block list that begins with its dash, or of an entry of a block map. */
function linesOf({ form, span }: Setting, source: string): { start: number; end: number } | undefined {
  const first = form === 'item' ? dashBefore(source, span.start) : keyOfLine(source, span.start);
  return first === undefined
    ? undefined
    : { start: lineStart(source, first), end: nextLine(source, span.end) };
}

/** The white space in front of an item of a flow list or map, so that a new one is laid out as it is. */
const gapBefore = (source: string, start: number): string => {
  const gap = /[[{,](\s*)$/.exec(source.slice(Math.max(0, start - 1000), start))?.[1];
  return gap || ' ';
};
