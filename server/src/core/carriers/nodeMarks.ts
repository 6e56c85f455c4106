import { DEFAULT_KEY, EXTERNAL_LABEL, isOfSystem, isZoneLabel } from '../model/choosing.js';
import type { NodeGroup, NodeMark, Text } from '../model/facts.js';
import { type Placing, placing } from '../model/placing.js';
import { isOpen } from '../model/template.js';
import { at, entry, items, type Node, type ScalarNode, text } from '../model/tree.js';
import { bottlerocketLabels, isBottlerocket } from './bottlerocket.js';
import { labelsOf, textOf } from './fields.js';
import { withoutComments } from './shell.js';

/** Labels and annotations of nodes, before it is said whose they are. */
export type Mark = Omit<NodeMark, 'group'>;

/** Which keys choose ENIConfigs is a setting of aws-node, so all are kept; an object with more is not written by hand. */
const MOST = 50;
/** No ENIConfig has a longer name. */
const LONGEST = 253;

export const ofGroup = (marks: readonly Mark[], group: NodeGroup): NodeMark[] =>
  marks.map((mark) => ({ ...mark, group }));

/** The labels or annotations in a map, which nodes get. */
export const marksIn = (map: Node | undefined, form: NodeMark['form'] = 'label'): Mark[] =>
  bounded(
    labelsOf(map).map(({ key, value }) => ({
      form,
      key: key.value,
      value: withoutQuotes(value),
      given: true,
    })),
  );

/** `k=v,…` of the flag `--node-labels`, or of the field that becomes it. */
export const listedMarks = (list: Node | undefined, source: string): Mark[] =>
  list?.kind === 'scalar' && !list.conditional ? bounded(pairs(list, source, 0, list.text)) : [];

/** What a script, an argument, a NodeConfig or user data in any other form tells kubelet by `--node-labels`. */
export function toldMarks(told: Node | undefined, source: string): Mark[] {
  if (told?.kind !== 'scalar' || told.conditional || !told.text.includes('node-labels')) return [];
  if (isBottlerocket(told.text)) {
    const place = placing(told, source);
    return bounded(
      bottlerocketLabels(told.text).map(({ key, value, start }) => ({
        form: 'label',
        key,
        value: valueAt(told, place, start, value),
        given: true,
      })),
    );
  }
  const found = [...withoutComments(told.text).matchAll(FLAG)].slice(0, MOST);
  return bounded(
    found.flatMap(({ 0: flag, 1: list = '', index }) =>
      pairs(told, source, index + flag.length - list.length, list),
    ),
  );
}

const FLAG = /--node-labels(?:=|[ \t]+)["']?([^\s"'\\;&|)]+)/g;

/** Labels that Karpenter's nodes get because a requirement asks for them. Zones it finds by itself: no node is in all of them. */
export const requiredMarks = (requirements: Node | undefined): Mark[] =>
  bounded(
    items(requirements).flatMap((item) => {
      const key = textOf(at(item, 'key'))?.value;
      const isOne = key !== undefined && text(at(item, 'operator')) === 'In' && !isZoneLabel(key);
      return isOne ? valuesOf(item, key, true) : [];
    }),
  );

/** What Karpenter's nodes get for their requirements is known: with `Exists` it is what pods ask for. */
export const areRequiredKnown = (requirements: Node | undefined): boolean =>
  requirements?.kind === 'list' &&
  requirements.items.every((item) => {
    const key = textOf(at(item, 'key'))?.value;
    return key !== undefined && (isOfSystem(key) || text(at(item, 'operator')) === 'In');
  });

/** Labels by which pods pick nodes with an ENIConfig: in their nodeSelector, and in their required node affinity. */
export function askedMarks(pod: Node | undefined): Mark[] {
  const selected = marksIn(at(pod, 'nodeSelector')).map((mark) => ({ ...mark, given: false }));
  const terms = items(
    at(
      pod,
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    ),
  );
  const expected = terms
    .flatMap((term) => items(at(term, 'matchExpressions')))
    .filter((expression) => text(at(expression, 'operator')) === 'In')
    .flatMap((expression) => valuesOf(expression, text(at(expression, 'key')) ?? '', false));
  return [...selected, ...expected].filter(({ key }) => key === DEFAULT_KEY || key === EXTERNAL_LABEL);
}

const valuesOf = (expression: Node, key: string, given: boolean): Mark[] =>
  items(entry(expression, 'values')?.value).flatMap((item) => {
    const value = textOf(item);
    return value ? [{ form: 'label', key, value: withoutQuotes(value), given }] : [];
  });

const bounded = (marks: readonly Mark[]): Mark[] =>
  marks.filter(({ key, value }) => isKept(key) && (value.value?.length ?? 0) <= LONGEST).slice(0, MOST);

/** What others write, such as the architecture, names no ENIConfig; but the zone does. */
const isKept = (key: string): boolean => !isOfSystem(key) || isZoneLabel(key);

function withoutQuotes(found: Text): Text {
  const { value, inner } = found;
  return value === undefined || inner === undefined
    ? found
    : { ...found, span: { start: inner, end: inner + value.length } };
}

/** The pairs of a list that begins at this character of the scalar's text. A pair whose key is filled in later is left out. */
function pairs(scalar: ScalarNode, source: string, from: number, list: string): Mark[] {
  const place = placing(scalar, source);
  let start = from;
  return list.split(',').flatMap((pair): Mark[] => {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals).trim();
    const raw = pair.slice(equals + 1);
    const value = raw.trim();
    const offset = start + equals + 1 + raw.length - raw.trimStart().length;
    start += pair.length + 1;
    if (equals < 1 || key === '' || isFilledIn(key)) return [];
    return [{ form: 'label', key, value: valueAt(scalar, place, offset, value), given: true }];
  });
}

/** A template, or the shell, fills it in. */
const isFilledIn = (part: string): boolean => isOpen(part) || /[$`]/.test(part);

function valueAt({ span }: ScalarNode, place: Placing | undefined, start: number, value: string): Text {
  if (isFilledIn(value)) return { value: undefined, span, quoted: false };
  const inside = { start, end: start + value.length };
  if (!place) return { value, span, quoted: false };
  const there = place.span(inside);
  return { value, span: there, quoted: false, ...(place.isVerbatim(inside) && { inner: there.start }) };
}
