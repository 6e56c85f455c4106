import picomatch from 'picomatch';

/** As in VS Code: names may start with a dot, and neither `!` in front nor `@(…)` says anything special; `[!a]` is any but a. */
const OPTIONS = { dot: true, nonegate: true, noextglob: true, posix: true };

/**
 * Whether one of the globs names a path; both start at the same folder, which is `.` in a glob and '' as a path. A glob also
 * names the path that it is written as.
 */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const plain = patterns.filter((pattern) => pattern !== '').map(trimmed);
  const matchers = plain.flatMap((pattern) => matcher(pattern) ?? []);
  return (path) => plain.includes(path) || matchers.some((matches) => matches(path));
}

/** Without what says nothing: `./a/` is `a`. */
const trimmed = (pattern: string): string => pattern.replace(/^(\.\/+)+|^\.$/, '').replace(/\/+$/, '');

/** The library throws at what it cannot take. */
function matcher(pattern: string): ((path: string) => boolean) | undefined {
  try {
    return picomatch(pattern, OPTIONS);
  } catch {
    return undefined;
  }
}
