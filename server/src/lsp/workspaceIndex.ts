import { clusterIn } from '../core/analysis.js';
import { type Cluster, digest, isEmpty } from '../core/model/cluster.js';
import { isRoot, type Neighbours, neighbourhood, type Sight } from '../core/model/neighbours.js';
import type { Settings } from '../core/settings.js';

/** How the server reads a workspace, where it may. */
export interface WorkspaceFiles {
  /** Manifests in a folder and below it, by uri. */
  list(folder: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Undefined: not there, not readable, or too large to be a manifest. */
  read(uri: string): Promise<string | undefined>;
}

/** A workspace with more manifests is known in part. */
const MAX_FILES = 10_000;

/** What the files of the workspace say of their clusters: those that say something, and nothing else of them. */
export class WorkspaceIndex {
  readonly #sights = new Map<string, Sight & { readonly digest: string }>();
  #version = 0;
  #neighbours: { readonly version: number; readonly of: Neighbours } | undefined;

  /** Counts changes of what any file says. */
  get version(): number {
    return this.#version;
  }

  set(uri: string, cluster: Cluster): void {
    if (isEmpty(cluster) && !isRoot(uri)) {
      this.delete(uri);
      return;
    }
    const key = keyOf(uri);
    const next = digest(cluster);
    const known = this.#sights.get(key);
    this.#sights.set(key, { path: key, cluster, digest: next });
    if (known?.digest !== next) this.#version++;
  }

  delete(uri: string): void {
    if (this.#sights.delete(keyOf(uri))) this.#version++;
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

  /** Reads all manifests of the folders. `skip`: those that are open, whose text the editor has. */
  async scan(
    folders: readonly string[],
    files: WorkspaceFiles,
    settings: Settings,
    { signal, skip, progress }: ScanOptions,
  ): Promise<void> {
    const uris = (await Promise.all(folders.map((folder) => files.list(folder, signal)))).flat();
    const wanted = uris.slice(0, MAX_FILES);
    for (const [i, uri] of wanted.entries()) {
      if (signal.aborted) return;
      if (skip(uri)) continue;
      const text = await files.read(uri);
      if (text !== undefined && !skip(uri)) this.set(uri, clusterIn(text, settings));
      if (i % 50 === 0) progress(i, wanted.length);
    }
  }
}

export interface ScanOptions {
  readonly signal: AbortSignal;
  readonly skip: (uri: string) => boolean;
  readonly progress: (done: number, all: number) => void;
}

/** Editors differ in what they encode. */
function keyOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
