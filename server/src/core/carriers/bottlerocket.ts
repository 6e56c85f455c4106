import type { PodLimit } from '../model/facts.js';
import { placing } from '../model/placing.js';
import type { ScalarNode } from '../model/tree.js';
import { wholeNumber } from './nodeFields.js';
import { mentionsPods } from './scripts.js';

/** The text is TOML with settings of Bottlerocket. */
export const isBottlerocket = (text: string): boolean =>
  /^(?:\s*(?:#[^!\n][^\n]*|#)?\n)*\s*(?:\[|[\w."'-]+[ \t]*=)/.test(text) &&
  /^[ \t]*(?:\[{1,2}[ \t]*)?["']?settings\b/m.test(text);

/**
 * `max-pods = 110` of the table `settings.kubernetes`. Where the number of pods is mentioned in any other way, too, or in that
 * way only, the limit has no text.
 */
export function bottlerocketLimit(node: ScalarNode, source: string): PodLimit | undefined {
  if (!mentionsPods(node.text)) return undefined;
  const [found, ...others] = settingsIn(node.text, (name) => name === 'settings.kubernetes.max-pods');
  const rest = found ? node.text.slice(0, found.start) + node.text.slice(found.end) : node.text;
  const digits = found && /^(\d+)[ \t\r]*(?:#.*)?$/.exec(found.value)?.[1];
  const isPlain = digits !== undefined && others.length === 0 && !mentionsPods(rest) && !node.conditional;
  const start = found && isPlain ? placing(node, source)?.start(found.end - found.value.length) : undefined;
  const isThere = isPlain && start !== undefined && source.startsWith(digits, start);
  const value = isPlain ? wholeNumber(digits) : undefined;
  return {
    field: 'max-pods',
    form: 'number',
    text: {
      value: value === undefined ? undefined : digits,
      span: isThere ? { start, end: start + digits.length } : node.span,
      quoted: false,
      ...(isThere && { inner: start }),
    },
    ...(value !== undefined && { value }),
  };
}

/** `"team" = "a"` of the table `settings.kubernetes.node-labels`, with the offset of the value in the text. */
export const bottlerocketLabels = (toml: string): readonly TomlLabel[] =>
  settingsIn(toml, (name) => name.startsWith(LABELS)).flatMap(({ name, end, value: rest }) => {
    const value = /^(["'])([^"'\\]*)\1/.exec(rest)?.[2];
    return value === undefined
      ? []
      : [{ key: name.slice(LABELS.length), value, start: end - rest.length + 1 }];
  });

export interface TomlLabel {
  readonly key: string;
  readonly value: string;
  readonly start: number;
}

const LABELS = 'settings.kubernetes.node-labels.';

interface TomlSetting {
  /** With that of its table. */
  readonly name: string;
  /** Of its line. */
  readonly start: number;
  readonly end: number;
  /** The rest of the line. */
  readonly value: string;
}

function settingsIn(toml: string, isWanted: (name: string) => boolean): readonly TomlSetting[] {
  const found: TomlSetting[] = [];
  let table = '';
  let closing: string | undefined;
  let start = 0;
  for (const line of toml.split('\n')) {
    const end = start + line.length;
    if (closing !== undefined) {
      if (line.includes(closing)) closing = undefined;
    } else {
      table = named(/^\s*\[{1,2}([^\]]+)\]/.exec(line)?.[1]) ?? table;
      const [, key, value = ''] = /^\s*([\w."' \t/-]+?)\s*=[ \t]*(.*)$/.exec(line) ?? [];
      const name = key === undefined ? undefined : named(`${table}.${key}`);
      if (name !== undefined && isWanted(name)) found.push({ name, start, end, value });
      closing = ['"""', "'''"].find((quotes) => line.split(quotes).length % 2 === 0);
    }
    start = end + 1;
  }
  return found;
}

/** Without quotes and blanks, and without the dot that no table leaves in front. */
const named = (key: string | undefined): string | undefined => key?.replace(/["'\s]/g, '').replace(/^\./, '');
