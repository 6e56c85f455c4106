import { Minimatch } from 'minimatch';
import { faultsOf, isGlob } from '../core/domain/globLimits.js';

/** As in VS Code: names may start with a dot, and neither `!` in front nor `@(…)` says anything special; `[!a]` is any but a. */
const OPTIONS = {
  dot: true,
  nonegate: true,
  noext: true,
  nocomment: true,
  platform: 'linux',
  braceExpandMax: 1000,
} as const;

/** No disk has longer paths or names. */
const LONGEST_PATH = 4096;
const LONG_NAME = /[^/]{256}/;

/**
 * Whether one of the globs names a path; both start at the same folder, which is `.` in a glob and '' as a path. A glob also
 * names the path that it is written as. Those beyond the limits name nothing else.
 */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const plain = patterns.filter((pattern) => pattern !== '').map(trimmed);
  const known = new Set(plain);
  const faults = faultsOf(plain);
  const matchers = plain.flatMap((pattern, i) =>
    isGlob(pattern) && faults[i] === undefined ? (matcher(pattern) ?? []) : [],
  );
  const isOnDisk = (path: string) => path.length <= LONGEST_PATH && !LONG_NAME.test(path);
  return (path) =>
    known.has(path) || (matchers.length > 0 && isOnDisk(path) && matchers.some((matches) => matches(path)));
}

/** Whether one of the globs names a path or a folder around it: what is in a folder that is left out is left out, too. */
export function leavingOut(patterns: readonly string[]): (path: string) => boolean {
  const matches = globs(patterns);
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
      if (matches(path.slice(0, end))) return true;
    return false;
  };
}

/** Without what says nothing: `./a/` is `a`. */
const trimmed = (pattern: string): string => pattern.replace(/^(\.\/+)+|^\.$/, '').replace(/\/+$/, '');

/** It compares part by part, so what it takes grows with the stars of one part, of which there are few. */
function matcher(pattern: string): ((path: string) => boolean) | undefined {
  try {
    const glob = new Minimatch(pattern, OPTIONS);
    return (path) => glob.match(path);
  } catch {
    return undefined;
  }
}
