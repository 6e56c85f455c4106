import { columnOf, lineStart } from '../carriers/lines.js';
import { readConfigOnce, TEAM_SETTINGS, withGiven } from '../configFile.js';
import { CONFIG_FIELDS } from '../generated/configFields.js';
import type { Node } from '../model/tree.js';
import { RULES } from '../rules/index.js';
import { DEFAULT_SETTINGS, type Settings, typesKnown } from '../settings.js';
import type { Completion, Draft } from './complete.js';
import { CURSOR } from './completeSlots.js';
import { fieldAt, ruleMarkdown } from './configFile.js';
import { sizeOf } from './density.js';
import { releasesOfNote } from './upgrade.js';

/** What may be written at an offset of a configuration file. */
export function completeConfig(text: string, offset: number): Completion[] {
  const word = /[\w./-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const after = /^[\w./-]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const span = { start: offset - word.length, end: offset + after.length };
  const hasColon = /^["']?[ \t]*:/.test(text.slice(span.end, span.end + 100));
  const isAlone = text.slice(lineStart(text, span.start), span.start).trim() === '';
  // Nothing but the word is on its line: it is going to be a key.
  const cursor = isAlone && !hasColon ? `${CURSOR}:` : CURSOR;
  const { root, given } = readConfigOnce(text.slice(0, span.start) + cursor + text.slice(span.end));
  const slot = root && slotIn(root, []);
  if (!slot) return [];
  const settings = withGiven(DEFAULT_SETTINGS, given);
  const column = isAlone ? columnOf(text, span.start) : undefined;
  const drafts =
    slot.kind === 'value'
      ? valuesAt(slot.path, settings)
      : keysAt(slot.path, settings)
          .filter(({ label }) => !slot.taken.includes(label))
          .map((draft) => ({
            ...draft,
            text: hasColon ? draft.label : keyText(draft.label, slot.path, column),
          }));
  return drafts.map((draft) => ({ ...draft, span }));
}

/** Where the cursor is: below which keys, and whether a key or a value belongs there. */
type Slot =
  | { readonly kind: 'key'; readonly path: readonly string[]; readonly taken: readonly string[] }
  | { readonly kind: 'value'; readonly path: readonly string[] };

function slotIn(node: Node, path: readonly string[]): Slot | undefined {
  if (node.kind === 'scalar') return node.text === CURSOR ? { kind: 'value', path } : undefined;
  if (node.kind === 'list') return first(node.items, (item) => slotIn(item, [...path, '*']));
  return first(node.entries, ({ key, value }): Slot | undefined =>
    key.text === CURSOR
      ? { kind: 'key', path, taken: node.entries.map((entry) => entry.key.text) }
      : slotIn(value, [...path, key.text]),
  );
}

function first<Item, Answer>(
  items: readonly Item[],
  answer: (item: Item) => Answer | undefined,
): Answer | undefined {
  for (const item of items) {
    const found = answer(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keysAt(path: readonly string[], settings: Settings): Draft[] {
  const [top] = path;
  if (path.length === 0) return TEAM_SETTINGS.map((key) => keyDraft(key, [key]));
  if (path.length === 1 && top === 'rules')
    return RULES.map((rule) => ({
      label: rule.id,
      kind: 'field',
      text: rule.id,
      detail: rule.severity,
      documentation: ruleMarkdown(rule),
    }));
  if (top !== 'instanceTypes') return [];
  if (path.length === 1) return typeDrafts(settings);
  return path.length === 2 ? FIGURES.map((figure) => keyDraft(figure, [...path, figure])) : [];
}

const FIGURES = Object.keys(CONFIG_FIELDS).flatMap(
  (path) => /^instanceTypes\.\*\.(\w+)$/.exec(path)?.[1] ?? [],
);

function keyDraft(label: string, path: readonly string[]): Draft {
  const { type, description } = fieldAt(path) ?? {};
  return {
    label,
    kind: 'field',
    text: label,
    ...(type !== undefined && { detail: type }),
    ...(description !== undefined && { documentation: description }),
  };
}

/** A key with what goes on behind it. `column`: of the key, where it is alone on its line. */
function keyText(key: string, path: readonly string[], column: number | undefined): string {
  const type = fieldAt([...path, key])?.type;
  if (column === undefined || (type !== 'object' && type !== 'array')) return `${key}: `;
  return `${key}:\n${' '.repeat(column + 2)}${type === 'array' ? '- ' : ''}`;
}

function valuesAt(path: readonly string[], settings: Settings): Draft[] {
  const [top, name] = path;
  if (top === 'instanceType') return typeDrafts(settings);
  if (top === 'cniVersion') return releasesOfNote().map((label) => ({ label, kind: 'value', text: label }));
  const field = fieldAt(path);
  const own = top === 'rules' ? RULES.find(({ id }) => id === name)?.severity : undefined;
  const values = field?.type === 'boolean' ? ['true', 'false'] : (field?.values ?? []);
  return values.map((label) => ({
    label,
    kind: 'value',
    text: label,
    ...(label === own && { detail: 'as it is without this line' }),
  }));
}

const typeDrafts = (settings: Settings): Draft[] =>
  typesKnown(settings).map((type) => {
    const detail = sizeOf(type);
    return { label: type.name, kind: 'instance-type', text: type.name, ...(detail && { detail }) };
  });
