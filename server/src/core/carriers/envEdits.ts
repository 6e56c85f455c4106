import type { Container } from '../domain/variable.js';
import { containerOf } from '../model/effective.js';
import type { ContainerFacts, Install, Setting } from '../model/facts.js';
import type { Span } from '../model/span.js';

/** A change to a document: offsets as in its facts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** Gives a variable a text: changes its value, or adds it. Undefined: there is no container to add it to. */
export function setEnv(
  install: Install,
  role: Container,
  name: string,
  text: string,
  source: string,
): Edit[] | undefined {
  const container = containerOf(install, role);
  if (!container) return undefined;
  const setting = container.settings.findLast((s) => s.name.value === name);
  return setting ? setValue(setting, text, source) : add(container, name, text, source);
}

/** Writes a new text into an item, in the quotes it has. */
export function setValue(setting: Setting, text: string, source: string): Edit[] | undefined {
  if (setting.bare) {
    const { end } = setting.name.span;
    const rest = source.slice(end, setting.span.end);
    if (
      /^\s*\n\s*value:\s*$/.test(rest) ||
      /^[^\S\n]*\r?\n[^\S\n]*value:[^\S\n]*(#|$)/.test(source.slice(end, end + 200))
    ) {
      const at = end + source.slice(end).indexOf('value:') + 'value:'.length;
      return [{ span: { start: at, end: at }, text: ` ${quoted(text, 'double')}` }];
    }
    const column = columnOf(source, keyStart(source, setting));
    const separator = isFlow(source, setting)
      ? ', "value": '
      : `${lineBreak(source)}${' '.repeat(column)}value: `;
    return [{ span: { start: end, end }, text: `${separator}${quoted(text, 'double')}` }];
  }
  if (setting.value.value.kind === 'unknown') return undefined;
  return [{ span: setting.value.span, text: quoted(text, setting.quote === 'single' ? 'single' : 'double') }];
}

/** Takes an item out of its list, line and all. A list of one goes as a whole, key included. */
export function removeEnv(install: Install, setting: Setting, source: string): Edit[] | undefined {
  const container = install.containers.find((c) => c.settings.includes(setting));
  if (!container?.env) return undefined;
  if (container.env.flow) return [{ span: flowItemSpan(setting.span, source), text: '' }];
  const start = dashBefore(source, setting.span.start);
  if (start === undefined) return undefined;
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const from = container.settings.length === 1 ? keyLine(source, lineStart, 'env:') : lineStart;
  return [{ span: { start: from, end: nextLine(source, setting.span.end) }, text: '' }];
}

/** Adds the item to another container and removes it here. */
export function moveEnv(
  install: Install,
  setting: Setting,
  to: Container,
  source: string,
): Edit[] | undefined {
  const { value } = setting.value;
  if (value.kind === 'unknown') return undefined;
  const target = containerOf(install, to);
  const there = target?.settings.some((s) => s.name.value === setting.name.value);
  const added = there ? [] : setEnv(install, to, setting.name.value, value.text, source);
  const removed = removeEnv(install, setting, source);
  return added && removed ? [...added, ...removed] : undefined;
}

function add(container: ContainerFacts, name: string, text: string, source: string): Edit[] | undefined {
  const eol = lineBreak(source);
  const last = container.settings.at(-1);
  if (container.env && last) {
    if (container.env.flow) {
      const gap = container.settings.length > 1 ? gapBetween(source, container, last) : ' ';
      return [{ span: { start: last.span.end, end: last.span.end }, text: `,${gap}${jsonItem(name, text)}` }];
    }
    const dash = dashBefore(source, last.span.start);
    if (dash === undefined) return undefined;
    const indent = source.slice(source.lastIndexOf('\n', dash - 1) + 1, dash);
    const inner = ' '.repeat(columnOf(source, last.span.start));
    const at = nextLine(source, last.span.end);
    const item = `${indent}- name: ${name}${eol}${inner}value: ${quoted(text, 'double')}${eol}`;
    // The last line of a file may lack its line break.
    const lead = at > 0 && source[at - 1] !== '\n' ? eol : '';
    return [{ span: { start: at, end: at }, text: lead + item }];
  }
  if (container.env?.flow) {
    return [{ span: container.env.span, text: `[${jsonItem(name, text)}]` }];
  }
  // No env at all: put it behind the line of the name.
  if (container.name.span.end === container.name.span.start || container.env) return undefined;
  const { start, end } = container.name.span;
  if (/["}]/.test(source[start] ?? '') && /^\s*[,}]/.test(source.slice(end))) {
    return [{ span: { start: end, end }, text: `, "env": [${jsonItem(name, text)}]` }];
  }
  const column = columnOf(source, container.span.start);
  const pad = ' '.repeat(column);
  const at = nextLine(source, end);
  const lead = at > 0 && source[at - 1] !== '\n' ? eol : '';
  return [
    {
      span: { start: at, end: at },
      text: `${lead}${pad}env:${eol}${pad}  - name: ${name}${eol}${pad}    value: ${quoted(text, 'double')}${eol}`,
    },
  ];
}

const jsonItem = (name: string, text: string): string =>
  `{"name": ${JSON.stringify(name)}, "value": ${JSON.stringify(text)}}`;

/** A scalar in quotes. JSON strings are YAML double-quoted ones. */
export const quoted = (text: string, quote: 'single' | 'double'): string =>
  quote === 'single' && !/[\r\n]/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);

export const lineBreak = (source: string): string => (/\r\n/.test(source) ? '\r\n' : '\n');

export const columnOf = (source: string, offset: number): number =>
  offset - (source.lastIndexOf('\n', offset - 1) + 1);

export const nextLine = (source: string, offset: number): number => {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
};

/** Where the dash of a block list item stands, when it is on the line of the item's first key. */
export const dashBefore = (source: string, start: number): number | undefined => {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  return /^\s*-\s+$/.test(source.slice(lineStart, start))
    ? lineStart + source.slice(lineStart, start).indexOf('-')
    : undefined;
};

const keyLine = (source: string, lineStart: number, key: string): number => {
  const previous = source.lastIndexOf('\n', lineStart - 2) + 1;
  return source.slice(previous, lineStart).trim() === key ? previous : lineStart;
};

/** The first key of the item: its column is that of all its keys. */
const keyStart = (_source: string, setting: Setting): number => setting.span.start;

const isFlow = (source: string, setting: Setting): boolean => source[setting.span.start] === '{';

/** The white space between the last two items, so that a new one is laid out as they are. */
const gapBetween = (source: string, container: ContainerFacts, last: Setting): string => {
  const before = container.settings.at(-2);
  return before ? source.slice(before.span.end, last.span.start).replace(/^[^,]*,/, '') : ' ';
};

/** An item of a flow list with the comma that goes with it. */
export function flowItemSpan({ start, end }: Span, source: string): Span {
  const after = /^\s*,\s*/.exec(source.slice(end));
  if (after) return { start, end: end + after[0].length };
  const before = /,\s*$/.exec(source.slice(0, start));
  return before ? { start: start - before[0].length, end } : { start, end };
}
