import type { Container } from '../domain/variable.js';
import { containerOf } from '../model/effective.js';
import type { ContainerFacts, Install, Setting } from '../model/facts.js';
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
  block: (pad, eol) => values.map(({ name, text }) => blockItem(name, text, pad, eol)).join(''),
  flow: values.map(({ name, text }) => flowItem(name, text)).join(', '),
});

/** Writes a new text into an item, in the quotes it has. */
export function setValue(setting: Setting, text: string, source: string): Edit[] | undefined {
  const { value, name, valueKey, span, shared } = setting;
  if (shared || value.value.kind === 'unknown') return undefined;
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

/** Takes an item out of its list, line and all. A list of one goes as a whole, key included. */
export function removeEnv(install: Install, setting: Setting, source: string): Edit[] | undefined {
  const container = install.containers.find((c) => c.settings.includes(setting));
  if (!container || setting.shared) return undefined;
  const { env } = container;
  if (env.form === 'flow') return [{ span: flowItemSpan(setting.span, source), text: '' }];
  const lines = linesOf(setting, source);
  if (env.form !== 'block' || !lines) return undefined;
  // What stands between the key and the item, a comment perhaps, stays, and then so does the key.
  const key = lineStart(source, env.key.start);
  const alone = env.items === 1 && /^\s*:\s*$/.test(source.slice(env.key.end, lines.start));
  return [{ span: { start: alone ? key : lines.start, end: lines.end }, text: '' }];
}

/** Takes an item from one container to another, with its comments; where that one has the variable, it just goes. */
export function moveEnv(
  install: Install,
  setting: Setting,
  to: Container,
  source: string,
): Edit[] | undefined {
  const target = containerOf(install, to);
  const { value } = setting.value;
  if (!target || setting.shared || value.kind === 'unknown') return undefined;
  const removed = removeEnv(install, setting, source);
  if (!removed) return undefined;
  if (target.settings.some((s) => s.name.value === setting.name.value)) return removed;
  const lines = linesOf(setting, source);
  const raw = lines && source.slice(lines.start, lines.end).replace(/\r?\n$/, '');
  const column = columnOf(source, dashBefore(source, setting.span.start) ?? setting.span.start);
  if (raw === undefined && !setting.isPlain) return undefined;
  const added = add(
    target,
    {
      block: (pad, eol) =>
        raw === undefined
          ? blockItem(setting.name.value, value.text, pad, eol)
          : indented(raw, column, pad.length) + eol,
      // Between braces there is no room for comments or further keys.
      ...(setting.isPlain && !raw?.includes('#') && { flow: flowItem(setting.name.value, value.text) }),
    },
    source,
  );
  return added && [...added, ...removed];
}

/** An item of `env` in both styles; without one it cannot be written there. */
interface Item {
  /** Lines with their breaks, dash at the end of `pad`. */
  readonly block: (pad: string, eol: string) => string;
  readonly flow?: string;
}

function add(container: ContainerFacts, item: Item, source: string): Edit[] | undefined {
  const eol = lineBreak(source);
  const { env, name, span } = container;
  switch (env.form) {
    case 'other':
      return undefined;
    case 'block': {
      const dash = dashBefore(source, env.last.start);
      if (dash === undefined) return undefined;
      const pad = source.slice(lineStart(source, dash), dash);
      return [insertLines(source, nextLine(source, env.last.end), item.block(pad, eol))];
    }
    case 'flow': {
      if (item.flow === undefined) return undefined;
      if (env.items === 0) return [{ span: env.span, text: `[${item.flow}]` }];
      return [insert(env.last.end, `,${gapBefore(source, env.last.start)}${item.flow}`)];
    }
    case 'empty': {
      if (container.flow)
        return item.flow === undefined ? undefined : behindColon(source, env.key.end, ` [${item.flow}]`);
      // Only where nothing but a comment follows the key on its line.
      if (!/^[ \t]*:[ \t]*(#.*)?$/.test(source.slice(env.key.end, nextLine(source, env.key.end)).trimEnd()))
        return undefined;
      const pad = ' '.repeat(columnOf(source, env.key.start) + 2);
      return [insertLines(source, nextLine(source, env.key.end), item.block(pad, eol))];
    }
    case 'absent': {
      if (name.span.end === name.span.start) return undefined;
      if (container.flow)
        return item.flow === undefined ? undefined : [insert(name.span.end, `, "env": [${item.flow}]`)];
      const pad = ' '.repeat(columnOf(source, span.start));
      return [
        insertLines(
          source,
          nextLine(source, name.span.end),
          `${pad}env:${eol}${item.block(`${pad}  `, eol)}`,
        ),
      ];
    }
  }
}

const behindColon = (source: string, from: number, text: string): Edit[] | undefined => {
  const colon = source.indexOf(':', from);
  return colon < 0 ? undefined : [insert(colon + 1, text)];
};

const blockItem = (name: string, text: string, pad: string, eol: string): string =>
  `${pad}- name: ${name}${eol}${pad}  value: ${quoted(text, 'double')}${eol}`;

const flowItem = (name: string, text: string): string =>
  `{"name": ${JSON.stringify(name)}, "value": ${JSON.stringify(text)}}`;

/** The lines of an item of a block list that begins with its dash. */
function linesOf({ span }: Setting, source: string): { start: number; end: number } | undefined {
  const dash = dashBefore(source, span.start);
  return dash === undefined ? undefined : { start: lineStart(source, dash), end: nextLine(source, span.end) };
}

/** The white space in front of an item of a flow list, so that a new one is laid out as it is. */
const gapBefore = (source: string, start: number): string => {
  const gap = /[[,](\s*)$/.exec(source.slice(Math.max(0, start - 1000), start))?.[1];
  return gap || ' ';
};
