import type { Variable } from '../../domain/variable.js';
import { isVariable, VARIABLES } from '../../domain/variables.js';
import { asData } from '../../model/configuration.js';
import { isRead } from '../../model/effective.js';
import type { ContainerFacts, Facts, Install, Setting } from '../../model/facts.js';
import { once, remembered } from '../../model/remembered.js';
import type { Located, Span } from '../../model/span.js';
import type { Fix } from '../rule.js';
import { mended } from './mended.js';

/** The text of a setting, in front of a process that reads it. */
export interface TextRead {
  readonly install: Install;
  readonly container: ContainerFacts;
  readonly setting: Setting;
  readonly variable: Variable;
  readonly text: string;
  /** A list of blocks with all mended that is safe to mend; undefined for any other text. */
  readonly mended: () => string | undefined;
}

/** Characters. */
export const MAX_LENGTH = 10_000;

/** Nobody wrote a longer text by hand, and a finding for each of thousands of items helps nobody. */
const isTooLong = ({ text }: TextRead): boolean => text.length > MAX_LENGTH;

/** Every text that is read. Of two settings of one name the last counts. */
export const textsRead = ({ installs }: Pick<Facts, 'installs'>): readonly TextRead[] =>
  installs.flatMap((install) => textsOf(install).checked);

/** Those that are too long to be checked. */
export const textsLeftOut = ({ installs }: Pick<Facts, 'installs'>): readonly TextRead[] =>
  installs.flatMap((install) => textsOf(install).leftOut);

/** Many rules ask. */
const textsOf = remembered((install: Install) => {
  const found: TextRead[] = [];
  for (const container of install.containers) {
    const { role, settings, complete } = container;
    const last = new Map(settings.map((setting) => [setting.name.value, setting]));
    for (const setting of settings) {
      const { value: name } = setting.name;
      const { value } = setting.value;
      if (!isVariable(name) || value.kind !== 'text' || setting.both) continue;
      // An item without a value keeps the one of the object that it is merged into.
      if (setting.bare && !complete) continue;
      const variable: Variable = VARIABLES[name];
      if (!variable.containers.includes(role) || !isRead(variable, install.release)) continue;
      if (last.get(name) !== setting) continue;
      const { text } = value;
      // Each item of a long list may ask.
      const mend = once(() => (variable.kind === 'cidr-list' ? mended(text) : undefined));
      found.push({ install, container, setting, variable, text, mended: mend });
    }
  }
  return { checked: found.filter((read) => !isTooLong(read)), leftOut: found.filter(isTooLong) };
});

/** Where a part of the text stands; all of the value, where the text does not stand there letter by letter. */
export const spanOf = ({ inner, value }: Setting, part?: Span): Span =>
  part && inner !== undefined ? { start: inner + part.start, end: inner + part.end } : value.span;

/** With something in place of a part of the text the same value is in effect as before. */
export const isNoChange = (
  { variable, install, text }: Pick<TextRead, 'variable' | 'install' | 'text'>,
  { start, end }: Span,
  put: string,
): boolean => isSame(variable, text, text.slice(0, start) + put + text.slice(end), install.release);

/** Two texts come to the same value. */
export const isSame = (variable: Variable, text: string, other: string, release?: string): boolean => {
  const [one, two] = [text, other].map((each) => JSON.stringify(asData(variable.read(each, release).value)));
  return one === two;
};

type Rewriting = Extract<Fix, { kind: 'replace' | 'value' }>;

/** Puts something in place of a part of the text. Where that takes the whole value, a safe fix mends all of a list. */
export function rewrite(title: string, safe: boolean, read: TextRead, part: Span, put: string): Rewriting {
  const { setting, text } = read;
  // Without quotes a comma might end the text.
  if (setting.inner !== undefined && (setting.quote !== 'none' || !put.includes(','))) {
    return { title, safe, kind: 'replace', span: spanOf(setting, part), text: put };
  }
  // Blanks at the ends never count where only a part does.
  const alone = (text.slice(0, part.start) + put + text.slice(part.end)).trim();
  const all = (safe ? read.mended() : undefined) ?? alone;
  return { title: all === alone ? title : `Write ${shown(all)}`, safe, kind: 'value', setting, text: all };
}

/** An item of a list with the comma that goes with it. */
export function withComma(text: string, { start, end }: Span): Span {
  const before = text.slice(0, start).trimEnd();
  if (before.endsWith(',')) return { start: before.length - 1, end };
  const after = /^\s*,\s*/.exec(text.slice(end));
  return { start, end: end + (after?.[0].length ?? 0) };
}

/** A scalar without its quotes; undefined where it does not stand there letter by letter, or others refer to it. */
export const bareSpan = ({ value, inner }: Located<string>): Span | undefined =>
  inner === undefined ? undefined : { start: inner, end: inner + value.length };

/** Another name in place of the one that stands there. */
export const rename = (span: Span, name: string): Fix => ({
  title: `Rename to ${name}`,
  safe: false,
  kind: 'replace',
  span,
  text: name,
});

/** A text as a message quotes it: on one line, and not too long. */
export function shown(text: string): string {
  const line = text.slice(0, 200).replace(/\s*[\r\n]+\s*/g, ' ');
  return `"${line.length > 60 ? `${line.slice(0, 57)}…` : line}"`;
}
