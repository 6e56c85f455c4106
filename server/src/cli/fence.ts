import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Refuses } from './files.js';

/** A larger file is data, not a manifest. */
const MOST_BYTES = 1_500_000;
/** Of files and folders that are looked at for one question. */
const MOST_LOOKS = 20_000;
/** Of all files that are read for one question. */
const MOST_BYTES_IN_ALL = 40_000_000;

/**
 * Keeps reading inside of a folder, wherever links lead, and within bounds, for one question: paths come from others here. What is
 * not there is not refused: reading tells.
 */
export function fenceAround(folder: string): Refuses {
  const root = realpathSync(folder);
  let looks = 0;
  let bytes = 0;
  return (file) => {
    if (++looks > MOST_LOOKS) return `more than ${MOST_LOOKS} files and folders; name fewer`;
    // Also of what is not there: nobody is told what is outside.
    if (!isIn(path.resolve(file), path.resolve(folder)) && !isIn(path.resolve(file), root)) return OUTSIDE;
    try {
      if (!isIn(realpathSync(file), root)) return OUTSIDE;
      const found = statSync(file);
      if (found.isDirectory()) return undefined;
      // A pipe would keep us waiting for ever.
      if (!found.isFile()) return 'not a file';
      if (found.size > MOST_BYTES) return `larger than ${MOST_BYTES} bytes, so no manifest`;
      bytes += found.size;
      return bytes > MOST_BYTES_IN_ALL
        ? `more than ${MOST_BYTES_IN_ALL} bytes in all; name fewer files`
        : undefined;
    } catch {
      return undefined;
    }
  };
}

const OUTSIDE = 'outside of the folder that may be read';

/** A path in a folder, or the folder; both absolute. */
export const isIn = (file: string, folder: string): boolean => {
  const from = path.relative(folder, file);
  return from === '' || (!path.isAbsolute(from) && from.split(path.sep)[0] !== '..');
};
