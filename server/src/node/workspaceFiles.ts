import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { MANIFESTS, NOT_ENTERED, NOT_READ } from '../lsp/folders.js';
import type { WorkspaceFiles } from '../lsp/workspaceIndex.js';

/** A larger file is data, not a manifest. */
const MAX_BYTES = 1_500_000;

/** The files of a workspace on this machine's disk. */
export const workspaceFiles: WorkspaceFiles = {
  async list(folder, signal) {
    const cwd = pathOf(folder);
    if (cwd === undefined || !(await statOf(cwd))?.isDirectory()) return [];
    const paths = await glob(MANIFESTS, {
      cwd,
      absolute: true,
      followSymbolicLinks: false,
      ignore: [...NOT_ENTERED.map((name) => `**/${name}/**`), `**/${NOT_READ}`],
      ...(signal && { signal }),
    });
    return paths.map((path) => pathToFileURL(path).href);
  },
  async read(uri) {
    const path = pathOf(uri);
    const found = path === undefined ? undefined : await statOf(path);
    // A pipe would keep us waiting for ever.
    if (path === undefined || !found?.isFile() || found.size > MAX_BYTES) return undefined;
    // Gone since, or not ours to read: there is nothing to say about it.
    return readFile(path, 'utf8').catch(() => undefined);
  },
};

const statOf = (path: string) => stat(path).catch(() => undefined);

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
