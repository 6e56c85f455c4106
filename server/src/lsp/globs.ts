import { globMatcher } from './glob.js';

/**
 * Whether one of the globs names a path; both start at the same folder, which is `.` in a glob and '' as a path. A glob also
 * names the path that it is written as.
 */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const plain = patterns.filter((pattern) => pattern !== '').map(trimmed);
  const matchers = plain.flatMap((pattern) => globMatcher(pattern) ?? []);
  return (path) => plain.includes(path) || matchers.some((matches) => matches(path));
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
