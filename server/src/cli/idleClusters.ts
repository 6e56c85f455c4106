import path from 'node:path';
import type { Settings } from '../core/settings.js';
import { globs } from '../lsp/globs.js';

interface Read {
  /** The paths that were given, and the files that were read of them. */
  readonly paths: readonly string[];
  readonly names: readonly string[];
  /** The folder that paths in the settings start at. */
  readonly root: string;
}

/** Globs of clusters that no file lies in, where all of the folder that they start at was read. */
export function idleClusters(
  { clusters }: Pick<Settings, 'clusters'>,
  { paths, names, root }: Read,
): readonly string[] {
  const isWhole = paths.some((given) => !isOutside(path.relative(path.resolve(given), root)));
  if (!isWhole || names.length === 0) return [];
  const folders = new Set(names.flatMap((name) => foldersAround(path.relative(root, path.resolve(name)))));
  return clusters.filter((glob) => {
    const isOne = globs([glob]);
    return ![...folders].some(isOne);
  });
}

/** From the innermost to the root, which is ''; none of a file outside of it. */
function foldersAround(file: string): readonly string[] {
  if (isOutside(file)) return [];
  const parts = file.split(path.sep);
  return parts.map((_, i) => parts.slice(0, i).join('/'));
}

const isOutside = (file: string): boolean => /^\.\.([\\/]|$)/.test(file) || path.isAbsolute(file);
