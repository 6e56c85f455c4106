import { CARRIERS } from './index.js';

/** Quick to tell that there is nothing: most texts of a workspace are of others. */
const ANY_MARK = new RegExp(CARRIERS.map(({ mark }) => mark.source).join('|'));

/** Something of ours may be named there. */
export const hasMark = (text: string): boolean => ANY_MARK.test(text);

/** The text names something of ours: without that it is never parsed. */
export const mayBeOurs = (source: string): boolean =>
  ANY_MARK.test(source) &&
  CARRIERS.some(({ mark, outline }) => mark.test(source) && (outline?.test(source) ?? true));

/** All that it can say is of interest to policies alone, which it does not have itself. */
export const isOnlyForPolicies = (source: string): boolean =>
  CARRIERS.every(
    ({ mark, outline, alsoWithoutPolicies }) =>
      !mark.test(source) ||
      !(outline?.test(source) ?? true) ||
      (alsoWithoutPolicies !== undefined && !alsoWithoutPolicies.test(source)),
  );
