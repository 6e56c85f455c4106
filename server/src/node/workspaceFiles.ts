import fs from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { MAX_BYTES } from '../lsp/folders.js';
import type { WorkspaceFiles } from '../lsp/reading.js';
import { type Walkable, walk } from '../lsp/walk.js';
import { decode } from './decode.js';
import { GitIgnore } from './gitIgnore.js';

// Thousands of files are read: what Node has for that goes out to the disk and back twice as often, or has twice the work.
const stat = promisify(fs.stat);
const open = promisify(fs.open);

/** The files of a workspace on this machine's disk. */
export function createWorkspaceFiles(): WorkspaceFiles {
  const ignored = new Map<string, GitIgnore>();
  return {
    async list(folder, options) {
      const top = pathOf(folder);
      return top === undefined ? { uris: [], isComplete: true } : walk(top, DISK, options);
    },
    async read(uri) {
      const at = pathOf(uri);
      const found = at === undefined ? undefined : await stat(at).catch(() => undefined);
      // A pipe would keep us waiting for ever.
      if (at === undefined || !found?.isFile() || found.size > MAX_BYTES) return undefined;
      // What the system makes up says so, and some of it never ends.
      if (found.size === 0) return '';
      // Gone since, or not ours to read: there is nothing to say about it.
      return bytesOf(at, found.size).then(decode, () => undefined);
    },
    isIgnored(folder, name, isFolder) {
      const top = pathOf(folder);
      if (top === undefined) return false;
      const known = ignored.get(top) ?? new GitIgnore(top);
      ignored.set(top, known);
      return known.leavesOut(path.join(top, name), isFolder);
    },
    forgetIgnored() {
      ignored.clear();
    },
  };
}

async function bytesOf(file: string, size: number): Promise<Buffer> {
  const opened = await open(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(size);
    let length = 0;
    while (length < size) {
      const more = await readInto(bytes, opened, length);
      // It has become shorter.
      if (more === 0) break;
      length += more;
    }
    return bytes.subarray(0, length);
  } finally {
    fs.closeSync(opened);
  }
}

const readInto = (bytes: Buffer, file: number, from: number): Promise<number> =>
  new Promise((resolve, reject) =>
    fs.read(file, bytes, from, bytes.length - from, null, (error, count) =>
      error ? reject(error) : resolve(count),
    ),
  );

/** By paths. */
const DISK: Walkable<string> = {
  async entriesOf(folder) {
    // Gone since, no folder, or not ours to read: nothing of ours is in it.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  },
  within: (folder, name) => path.join(folder, name),
  uriOf: (at) => pathToFileURL(at).href,
};

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
