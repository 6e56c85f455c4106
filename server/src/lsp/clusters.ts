/** The innermost folder around a file that is one, by paths with slashes between their parts; undefined: none is. */
export function innermost(isOne: (folder: string) => boolean): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const from = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const end = folder.lastIndexOf('/');
    const found = isOne(folder) ? folder : end < 0 ? undefined : from(folder.slice(0, end));
    known.set(folder, found);
    return found;
  };
  return (path) => {
    const end = path.lastIndexOf('/');
    return end < 0 ? undefined : from(path.slice(0, end));
  };
}
