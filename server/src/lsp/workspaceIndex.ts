import { sightIn } from '../core/analysis.js';
import { type Cluster, digest, isEmpty } from '../core/model/cluster.js';
import { isRoot, type Neighbours, neighbourhood } from '../core/model/neighbours.js';
import { Homes, type Sight } from '../core/model/sight.js';
import type { Settings } from '../core/settings.js';
import { keyOf } from './folders.js';

/** How the server reads a workspace, where it may. */
export interface WorkspaceFiles {
  /** Manifests in a folder and below it, by uri; none where there is no such folder. */
  list(folder: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Undefined: not there, no file, not readable, or too large to be a manifest. */
  read(uri: string): Promise<string | undefined>;
}

/** A workspace with more manifests is known in part. */
const MAX_FILES = 10_000;

/** What the files of the workspace say of their clusters: those that say something, and nothing else of them. */
export class WorkspaceIndex {
  readonly #sights = new Map<string, Sight & { readonly digest: string }>();
  readonly homes = new Homes();
  #version = 0;
  #neighbours: { readonly version: number; readonly of: Neighbours } | undefined;

  /** Counts changes of what any file says. */
  get version(): number {
    return this.#version;
  }

  set(sight: Sight): void {
    const { path, name, cluster } = sight;
    if (isEmpty(cluster) && !isRoot(path)) {
      this.delete(name);
      return;
    }
    const next = digest(cluster);
    const known = this.#sights.get(path);
    this.#sights.set(path, { ...sight, digest: next });
    this.homes.add(sight);
    if (known?.digest !== next) this.#version++;
  }

  delete(uri: string): void {
    if (this.#sights.delete(keyOf(uri))) this.#version++;
  }

  /** Takes out files, and what is below folders, by their uris. `keeps`: those that stay, by their keys. */
  deleteBelow(uris: readonly string[], keeps: (key: string) => boolean): void {
    const gone = new Set(uris.map((uri) => keyOf(uri).replace(/\/+$/, '')));
    const isGone = (key: string): boolean => {
      for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1))
        if (gone.has(key.slice(0, end))) return true;
      return false;
    };
    for (const key of [...this.#sights.keys()])
      if (isGone(key) && !keeps(key) && this.#sights.delete(key)) this.#version++;
  }

  clear(): void {
    if (this.#sights.size > 0) this.#version++;
    this.#sights.clear();
  }

  /** What is in sight from a file that says this of its own. */
  neighboursOf(uri: string, own: Cluster): Cluster {
    if (this.#neighbours?.version !== this.#version) {
      this.#neighbours = { version: this.#version, of: neighbourhood(this.#sights.values()) };
    }
    return this.#neighbours.of(keyOf(uri), own);
  }

  /** Reads all manifests of the folders that are wanted. */
  async scan(
    folders: readonly string[],
    files: WorkspaceFiles,
    settings: Settings,
    { signal, wants, progress }: ScanOptions,
  ): Promise<void> {
    const uris = (await Promise.all(folders.map((folder) => files.list(folder, signal)))).flat();
    // Folders may hold each other.
    const wanted = [...new Set(uris)].filter(wants).slice(0, MAX_FILES);
    for (const [i, uri] of wanted.entries()) {
      // What the editor asks meanwhile is answered between two files.
      await turn();
      if (signal.aborted) return;
      const text = wants(uri) ? await files.read(uri) : undefined;
      if (signal.aborted) return;
      if (text !== undefined && wants(uri)) this.set(sightIn(fileOf(uri), text, settings));
      if (i % 50 === 0) progress(i, wanted.length);
    }
  }
}

/** A file as the index knows it. */
export const fileOf = (uri: string): Pick<Sight, 'path' | 'name'> => ({ path: keyOf(uri), name: uri });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface ScanOptions {
  readonly signal: AbortSignal;
  /** Those that count, and are not open: of these the editor has the text. Asked again before what was read is taken. */
  readonly wants: (uri: string) => boolean;
  readonly progress: (done: number, all: number) => void;
}
