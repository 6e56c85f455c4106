import type { Carrier } from './carrier.js';
import { CARRIERS } from './index.js';

/** Looks for all marks at once, but for those at the beginnings of lines: with these among them it would take twice as long. */
function anyMark(carriers: readonly Carrier[]): (text: string) => boolean {
  const marks = carriers.map(({ mark }) => mark);
  const [anywhere, inFront] = [false, true].map((isMultiline) => {
    const sources = marks.filter(({ multiline }) => multiline === isMultiline).map(({ source }) => source);
    return new RegExp([...new Set(sources)].join('|') || '(?!)', isMultiline ? 'm' : '');
  });
  return (text) => (anywhere as RegExp).test(text) || (inFront as RegExp).test(text);
}

const isMarked = ({ mark, outline }: Carrier, source: string): boolean =>
  mark.test(source) && (outline?.test(source) ?? true);

/** Something of ours may be named there. Quick to tell that there is nothing: most texts of a workspace are of others. */
export const hasMark = anyMark(CARRIERS);

const FOR_POLICIES = CARRIERS.filter(({ alsoWithoutPolicies }) => alsoWithoutPolicies);
const FOR_ALL = CARRIERS.filter(({ alsoWithoutPolicies }) => !alsoWithoutPolicies);
const hasMarkForAll = anyMark(FOR_ALL);
/** Most files of ours run pods. */
const OFTEN_FIRST = [...FOR_POLICIES, ...FOR_ALL];

/** The text names something of ours: without that it is never parsed. */
export const mayBeOurs = (source: string): boolean =>
  hasMark(source) && OFTEN_FIRST.some((carrier) => isMarked(carrier, source));

/** At most it runs pods, which is of interest to policies, and in part to others. */
export const isOnlyPods = (source: string): boolean =>
  !hasMarkForAll(source) || !FOR_ALL.some((carrier) => isMarked(carrier, source));

/** All that it can say is of interest to policies alone, which it does not have itself. */
export const isOnlyForPolicies = (source: string): boolean =>
  FOR_POLICIES.every((carrier) => !carrier.alsoWithoutPolicies?.test(source) || !isMarked(carrier, source)) &&
  isOnlyPods(source);
