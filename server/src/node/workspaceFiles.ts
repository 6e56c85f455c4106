import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import type { WorkspaceFiles } from '../lsp/workspaceIndex.js';

/** A larger file is data, not a manifest. */
const MAX_BYTES = 1_500_000;

/** The files of a workspace on this machine's disk. */
export const workspaceFiles: WorkspaceFiles = {
  async list(folder, signal) {
    const cwd = pathOf(folder);
    if (cwd === undefined) return [];
    const paths = await glob('**/*.{yaml,yml,json}', {
      cwd,
      absolute: true,
      followSymbolicLinks: false,
      ignore: ['**/node_modules/**', '**/.git/**', '**/.terraform/**', '**/package-lock.json'],
      signal,
    });
    return paths.map((path) => pathToFileURL(path).href);
  },
  async read(uri) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    try {
      return (await stat(path)).size <= MAX_BYTES ? await readFile(path, 'utf8') : undefined;
    } catch {
      // Gone since it was listed, or not ours to read: there is nothing to say about it.
      return undefined;
    }
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
