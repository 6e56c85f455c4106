import type { Analysis } from '../analysis.js';
import type { AnalyzedDocument } from '../analyzedDocument.js';
import { typed } from '../carriers/embedded.js';
import { lineStart, quoted } from '../carriers/lines.js';
import { mayBeOurs } from '../carriers/marks.js';
import type { Cluster } from '../model/cluster.js';
import { type Slot, slotAt } from '../model/slots.js';
import type { Span } from '../model/span.js';
import { documentAt } from '../model/starts.js';
import { readDocument } from '../readDocument.js';
import type { Settings } from '../settings.js';
import { completeRules } from './completeRules.js';
import { CURSOR, described, drafts, type Surroundings, unset, usual } from './completeSlots.js';
import { shifted } from './diagnose.js';

export interface Completion {
  readonly label: string;
  readonly kind: 'variable' | 'value' | 'field' | 'instance-type';
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is typed is compared with this; absent: the label. */
  readonly filter?: string;
  /** Its place among the others; absent: by the label. */
  readonly sort?: string;
  /** Offsets in the file. */
  readonly span: Span;
  readonly text: string;
}

export type Draft = Omit<Completion, 'span'>;

/** What may be written at an offset of the file. */
export function complete(analysis: Analysis, offset: number, settings: Settings): Completion[] {
  const rules = completeRules(analysis, offset);
  if (rules) return rules;
  const { document, start = 0 } = documentAt(analysis.documents, offset) ?? {};
  if (!document || !mayBeOurs(document.text)) return [];
  const at = offset - start;
  const found = newItems(document, at, settings) ?? atWord(document, at, analysis.cluster, settings);
  return found.map(({ span, ...rest }) => ({ ...rest, span: shifted(span, start) }));
}

type Written = Pick<AnalyzedDocument, 'text' | 'part'>;

/** In place of the word at the cursor. */
function atWord(
  { text: source, part }: Written,
  at: number,
  cluster: Cluster,
  settings: Settings,
): Completion[] {
  const word = /[\w./-]*$/.exec(source.slice(Math.max(0, at - 200), at))?.[0] ?? '';
  const after = /^[\w./-]*/.exec(source.slice(at, at + 200))?.[0] ?? '';
  const span = { start: at - word.length, end: at + after.length };
  const isKey = isBlank(lineBefore(source, span.start)) && !/^\s*:/.test(source.slice(span.end));
  const withCursor = (cursor: string): Surroundings & { readonly slot: Slot | undefined } => {
    const copy = `${source.slice(0, span.start)}${cursor}${isKey ? ':' : ''}${source.slice(span.end)}`;
    const { facts } = readDocument(copy, settings, { part });
    const slot = slotAt(facts, span.start + cursor.length - 1);
    return { copy, facts, cluster, settings, isKey, slot };
  };
  const most = Math.max(1, Math.floor(MOST_READ / source.length));
  for (const cursor of [...cursors(word, lineBefore(source, span.start))].slice(0, most)) {
    const around = withCursor(cursor);
    const { slot, copy, facts } = around;
    if (!slot) continue;
    // The keys in front of the variable in the name of a parameter.
    const isParameter = slot.kind === 'variable-name' && slot.setting.form === 'parameter';
    const lead = isParameter ? copy.slice(span.start, slot.span.start) : '';
    // The key of a literal brings its equals sign.
    const isAssigned = cursor.endsWith('=') && slot.kind === 'field-key';
    return drafts(slot, around).map((draft) => ({
      ...draft,
      text: isAssigned ? `${draft.label}=` : lead + typed(draft.text, span.start, copy, facts.embedded),
      ...(lead !== '' && { filter: lead + (draft.filter ?? draft.label) }),
      span,
    }));
  }
  return [];
}

/**
 * What the text is may show in nothing but the beginning of the word, in a literal only once it sets something, and in a
 * parameter of Argo CD only below a key.
 */
const cursors = (word: string, before: string): ReadonlySet<string> =>
  new Set([
    CURSOR,
    word + CURSOR,
    ...(/^\s*- *["']?$/.test(before) ? [`${CURSOR}=`] : []),
    ...(/^[\s-]*name: *["']?$/.test(before) ? [`env.${CURSOR}`] : []),
  ]);

/** So many characters are read to find out what stands at the cursor: of a document beyond all measure once. */
const MOST_READ = 200_000;

/**
 * Whole items of `env`, where a line has nothing yet but blanks, a dash and perhaps the beginning of a name. Undefined:
 * the line is not one of such a list. Behind an item the editor indents to its keys, and a key there would be one of that
 * item: the new one begins at the column of the dashes.
 */
function newItems({ text: source, part }: Written, at: number, settings: Settings): Completion[] | undefined {
  const lead = lineBefore(source, at);
  const [, blanks = '', dash] = /^([ \t]*)(-[ \t]*)?\w*$/.exec(lead) ?? [];
  const rest = /^[^\r\n]*/.exec(source.slice(at))?.[0] ?? '';
  if (!/^[ \t]*\w*$/.test(lead.replace('-', '')) || !isBlank(rest)) return undefined;
  const start = at - lead.length;
  const pad = dash === undefined ? dashesAbove(source, start, blanks.length) : blanks;
  if (pad === undefined) return undefined;
  const copy = `${source.slice(0, start)}${pad}- name: ${CURSOR}${source.slice(at)}`;
  const slot = slotAt(
    readDocument(copy, settings, { part }).facts,
    start + pad.length + '- name: '.length + 1,
  );
  if (slot?.kind !== 'variable-name' || !slot.setting.name.value.includes(CURSOR)) return undefined;
  return unset(slot.install, slot.container).map(([name, row]) => ({
    ...described(name, row),
    ...(dash !== undefined && { filter: `${dash}${name}` }),
    span: { start, end: at },
    text: `${pad}- name: ${name}\n${pad}  value: ${quoted(usual(row), 'double')}`,
  }));
}

/** The blanks in front of the dashes of the list that a line may belong to. */
function dashesAbove(source: string, start: number, column: number): string | undefined {
  for (const line of source
    .slice(Math.max(0, start - 4000), start)
    .split('\n')
    .reverse()) {
    const [, pad, dash] = /^( *)(- )?\S/.exec(line) ?? [];
    if (pad === undefined || line[pad.length] === '#') continue;
    if (dash && pad.length <= column) return pad;
    // Out of the list: an item is indented more than its dash.
    if (pad.length < column - 2) return undefined;
  }
  return undefined;
}

const lineBefore = (source: string, at: number): string => source.slice(lineStart(source, at), at);

const isBlank = (text: string): boolean => text.trim() === '';
