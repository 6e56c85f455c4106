import type { AnalyzedDocument } from '../analyzedDocument.js';
import { removeComment } from '../carriers/commentEdits.js';
import { type Frame, framesIn } from '../carriers/embedded.js';
import { moveEnv, removeEnv, setEnv, setEnvs, setValue } from '../carriers/envEdits.js';
import { moveFields, removeField, removeItem } from '../carriers/fieldEdits.js';
import type { Edit } from '../carriers/lines.js';
import { asText, nestField, unwrapField } from '../carriers/nestEdits.js';
import type { Container } from '../domain/variable.js';
import { containerOf } from '../model/effective.js';
import type { Install } from '../model/facts.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/span.js';
import type { Fix } from '../rules/rule.js';
import { keepsReferences, sparesReferred } from './references.js';

/**
 * The edits of a fix, in its document. What is mended inside a text that is a document of its own is worked out there.
 * Undefined: it cannot be written.
 */
export function editsIn(document: AnalyzedDocument, fix: Fix): Edit[] | undefined {
  const { facts, text } = document;
  // A comment means nothing to the text it is in.
  if (facts.embedded.length === 0 || fix.kind === 'remove-comment') return written(fix, text);
  const edits = parts(fix, facts.embedded).map(({ home, fix: part }) => {
    if (!home) return written(part, text);
    const frame = framesOf(document)(home);
    if (!frame) return undefined;
    if (isSame(home, placeOf(part))) return written(part, text);
    const inside = written(frame.inside(part), frame.text);
    return inside && frame.outside(inside);
  });
  return edits.every((part) => part !== undefined) ? edits.flat() : undefined;
}

const framesOf = remembered(({ text }: AnalyzedDocument): ((embedded: Span) => Frame | undefined) =>
  framesIn(text),
);

interface Part {
  /** The text it is in, or which it is about as a whole; undefined: the document itself. */
  readonly home: Span | undefined;
  readonly fix: Fix;
}

/** Variables of one container may stand in several texts: each is written where it is, or where new ones go. */
function parts(fix: Fix, embedded: readonly Span[]): readonly Part[] {
  const homeOf = ({ start, end }: Span): Span | undefined =>
    embedded.findLast((one) => one.start <= start && end <= one.end);
  if (fix.kind === 'set') return parts({ ...fix, kind: 'set-all', values: [fix] }, embedded);
  if (fix.kind !== 'set-all') return [{ home: homeOf(placeOf(fix)), fix }];
  const parted = new Map<Span | undefined, (typeof fix.values)[number][]>();
  for (const value of fix.values) {
    const home = homeOf(placeOf({ ...fix, values: [value] }));
    parted.set(home, [...(parted.get(home) ?? []), value]);
  }
  return [...parted].map(([home, values]) => ({ home, fix: { ...fix, values } }));
}

const isSame = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end;

/** What a fix is about; of several variables the first. */
function placeOf(fix: Fix): Span {
  switch (fix.kind) {
    case 'replace':
      return fix.span;
    case 'set':
      return placeOfVariable(fix.install, fix.role, fix.name);
    case 'set-all':
      return placeOfVariable(fix.install, fix.role, fix.values[0]?.name);
    case 'value':
    case 'remove':
    case 'move':
      return fix.setting.span;
    case 'remove-field':
    case 'nest-field':
    case 'unwrap-field':
    case 'as-text':
      return fix.field.key;
    case 'remove-item':
      return fix.item;
    case 'remove-comment':
      return fix.comment;
    case 'move-fields':
      return fix.fields[0]?.key ?? NOWHERE;
  }
}

/** Where a variable is written, or would be. */
function placeOfVariable(install: Install, role: Container, name: string | undefined): Span {
  const container = containerOf(install, role);
  if (!container) return NOWHERE;
  const { settings, env } = container;
  const setting = settings.findLast((one) => one.name.value === name);
  return setting?.span ?? ('key' in env ? env.key : 'map' in env ? env.map : container.name.span);
}

const NOWHERE: Span = { start: -1, end: -1 };

function written(fix: Fix, source: string): Edit[] | undefined {
  if (isShared(fix)) return undefined;
  const edits = carried(fix, source);
  const isForAll = fix.kind === 'remove-comment' || (fix.kind === 'replace' && fix.isForAll);
  return edits && keepsReferences(source, edits) && (isForAll || sparesReferred(source, edits))
    ? edits
    : undefined;
}

/** A change there would be one for all who refer to it. */
const isShared = (fix: Fix): boolean =>
  fix.kind === 'move-fields'
    ? [...fix.fields, fix.there].some((field) => field?.shared)
    : 'field' in fix && fix.field.shared === true;

function carried(fix: Fix, source: string): Edit[] | undefined {
  switch (fix.kind) {
    case 'replace':
      return [{ span: fix.span, text: fix.text }];
    case 'set':
      return setEnv(fix.install, fix.role, fix.name, fix.text, source);
    case 'set-all':
      return setEnvs(fix.install, fix.role, fix.values, source);
    case 'value':
      return setValue(fix.setting, fix.text, source);
    case 'remove':
      return removeEnv(fix.install, fix.setting, source);
    case 'move':
      return moveEnv(fix.install, fix.setting, fix.to, source);
    case 'remove-field':
      return removeField(fix.field, source);
    case 'remove-item':
      return removeItem(fix.item, source);
    case 'remove-comment':
      return [removeComment(fix.comment, source)];
    case 'move-fields':
      return moveFields(fix.fields, fix.under, fix.there, source);
    case 'nest-field':
      return nestField(fix.field, fix.path, source);
    case 'unwrap-field':
      return unwrapField(fix.field, fix.content, source);
    case 'as-text':
      return asText(fix.field, source);
  }
}
