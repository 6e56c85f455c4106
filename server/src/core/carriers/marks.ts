import { CARRIERS } from './index.js';

/** What stands between the bars of a pattern, but for those in parentheses and brackets. */
export function alternativesOf(pattern: string): readonly string[] {
  const found: string[] = [];
  let [start, depth] = [0, 0];
  for (const { 0: part, index } of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/g)) {
    if (part === '(') depth++;
    else if (part === ')') depth--;
    else if (part === '|' && depth === 0) {
      found.push(pattern.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, pattern.slice(start)];
}

/**
 * One pattern in place of several. At each character of a text the engine tries one alternative after the other: those that begin
 * with the same letter are tried as one, and none of them twice.
 */
export function anyOf(patterns: readonly string[]): string {
  const byLetter = new Map<string, string[]>();
  for (const one of new Set(patterns.flatMap(alternativesOf))) {
    const letter = /^[A-Za-z](?![?*+{])/.exec(one)?.[0] ?? '';
    const same = byLetter.get(letter);
    if (same) same.push(one.slice(letter.length));
    else byLetter.set(letter, [one.slice(letter.length)]);
  }
  return [...byLetter].map(([letter, rests]) => `${letter}(?:${rests.join('|')})`).join('|');
}

/** Quick to tell that there is nothing: most texts of a workspace are of others. */
const ANY_MARK = new RegExp(anyOf(CARRIERS.map(({ mark }) => mark.source)));

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
