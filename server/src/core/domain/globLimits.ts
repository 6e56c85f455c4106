/**
 * A glob comes with a repository that anybody may have written. The library behind it compares by a regular expression for each
 * alternative, which takes its time where many stars may stand for the same letters. Within these limits it is quick on any
 * path, and they are more than people write.
 */
const LONGEST = 400;
const MOST_GLOBSTARS = 2;
const MOST_STARS_IN_PART = 3;
const MOST_BRACES = 3;
/** Of all globs together: each is compared with every file and all folders around it. */
const MOST_ALTERNATIVES = 200;

/** What is wrong with each of some globs, as in `"x" has …`; undefined: it is simple enough. */
export function faultsOf(globs: readonly string[]): readonly (string | undefined)[] {
  let left = MOST_ALTERNATIVES;
  return globs.map((glob) => {
    if (!isGlob(glob)) return undefined;
    const tooMany = tooManyIn(glob);
    if (tooMany !== undefined) return `has too many ${tooMany} for a glob`;
    // VS Code knows none.
    if (/\{.*\.\./s.test(glob)) return 'has a range ("..") in braces, which globs do not have here';
    const alternatives = alternativesIn(glob);
    if (alternatives > left)
      return `is too much: all globs together may stand for ${MOST_ALTERNATIVES} alternatives`;
    left -= alternatives;
    return undefined;
  });
}

/** It may stand for other texts than itself. */
export const isGlob = (text: string): boolean => /[*?[\]{}\\]/.test(text);

function tooManyIn(glob: string): string | undefined {
  const parts = glob.split('/');
  if (glob.length > LONGEST) return 'characters';
  if (parts.filter((part) => part.includes('**')).length > MOST_GLOBSTARS) return '"**"';
  if (parts.some((part) => (part.replace(/\*+/g, '*').match(/\*/g)?.length ?? 0) > MOST_STARS_IN_PART))
    return '"*" in one part';
  if ((glob.match(/\{/g)?.length ?? 0) > MOST_BRACES) return '"{"';
  return undefined;
}

/** How many texts the braces stand for, or more: groups are multiplied, also those in each other, and those never closed. */
export function alternativesIn(glob: string): number {
  const open: number[] = [];
  let product = 1;
  for (const [token] of glob.matchAll(/\\.|./gs)) {
    const group = open.at(-1);
    if (token === '{') open.push(1);
    else if (group === undefined) continue;
    else if (token === ',') open[open.length - 1] = group + 1;
    // Without a comma it is no group, and may be closed further on.
    else if (token === '}' && group > 1) product *= open.pop() ?? 1;
  }
  return open.reduce((all, each) => all * each, product);
}
