import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isHidden, isManifest } from '../lsp/folders.js';
import { MAX_FILES, MAX_FOLDERS, type WorkspaceFiles } from '../lsp/reading.js';
import { decode } from './decode.js';
import { GitIgnore } from './gitIgnore.js';

/** A larger file is data, not a manifest. */
const MAX_BYTES = 1_500_000;

/** The files of a workspace on this machine's disk. */
export function createWorkspaceFiles(): WorkspaceFiles {
  const ignored = new Map<string, GitIgnore>();
  return {
    async list(folder, { enters, wants, signal }) {
      const found: string[] = [];
      const top = pathOf(folder);
      const folders = top === undefined ? [] : [top];
      // What is near the top comes first: of a workspace that is too large, that is more likely to be somebody's own.
      for (let i = 0; i < folders.length; i++) {
        if (signal?.aborted || found.length >= MAX_FILES || i >= MAX_FOLDERS)
          return { uris: found.slice(0, MAX_FILES), isComplete: false };
        const next = folders[i] ?? '';
        // Gone since, no folder, or not ours to read.
        const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
        for (const [n, entry] of entries.entries()) {
          // What the editor asks meanwhile is answered.
          if (n % 500 === 499) await setImmediate();
          const isFolder = entry.isDirectory();
          if (isFolder ? isHidden(entry.name) : !isManifest(entry.name)) continue;
          const at = path.join(next, entry.name);
          const uri = pathToFileURL(at).href;
          if (isFolder) {
            if (enters(uri)) folders.push(at);
          } else if (wants(uri)) found.push(uri);
        }
      }
      return { uris: found, isComplete: true };
    },
    async read(uri) {
      const at = pathOf(uri);
      const found = at === undefined ? undefined : await stat(at).catch(() => undefined);
      // A pipe would keep us waiting for ever.
      if (at === undefined || !found?.isFile() || found.size > MAX_BYTES) return undefined;
      // Gone since, or not ours to read: there is nothing to say about it.
      return readFile(at).then(decode, () => undefined);
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

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
