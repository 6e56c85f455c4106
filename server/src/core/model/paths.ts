/** Paths with slashes between their parts. */

/** The folder that a file or folder is in; '' at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** What a reference means in a folder: `../base` in `/repo/overlays`. Undefined: it leads out at the top. */
export function resolved(folder: string, reference: string): string | undefined {
  const parts = reference.startsWith('/') ? [] : folder.split('/');
  for (const part of reference.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length < 2) return undefined;
    else parts.pop();
  }
  return reference.startsWith('/') ? `/${parts.join('/')}` : parts.join('/');
}

/** The path is in the folder, or below it, or is the folder. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

/** The deepest folder that all of these files are in or below; '' at the top. */
export function commonFolder(paths: readonly string[]): string {
  const [first, ...others] = paths;
  if (first === undefined) return '';
  let common = folderOf(first);
  for (const path of others) while (common !== '' && !isWithin(common, path)) common = folderOf(common);
  return common;
}
