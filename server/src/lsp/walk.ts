import { isHidden, isManifest } from './folders.js';
import type { Listing, ListOptions } from './reading.js';
import { turn } from './turns.js';

/** A workspace with more manifests is known in part, and so is one with more folders, such as a whole disk. */
export const MAX_FILES = 10_000;
const MAX_FOLDERS = 50_000;
/** A folder further down, or with a longer uri, is likely to lead in a circle: it is not looked into. */
const MAX_DEPTH = 64;
const MAX_URI = 4096;

/** How to look into folders, each at a place `P`. */
export interface Walkable<P> {
  /** What is in a folder. Undefined: that cannot be known. */
  entriesOf(folder: P): Promise<readonly Entry[] | undefined>;
  within(folder: P, name: string): P;
  uriOf(place: P): string;
}

export interface Entry {
  readonly name: string;
  /** A link to a folder is none: it may lead in a circle. */
  readonly isFolder: boolean;
}

/** How many folders are looked into at once. */
const AHEAD = 8;

/**
 * Manifests in a folder and below it. What is near the top comes first: of a workspace that is too large, that is more likely
 * to be somebody's own.
 */
export async function walk<P>(
  top: P,
  { entriesOf, within, uriOf }: Walkable<P>,
  { enters, wants, signal }: ListOptions,
): Promise<Listing> {
  const found: string[] = [];
  const folders = [top];
  const depths = [0];
  const ahead: ReturnType<Walkable<P>['entriesOf']>[] = [];
  let isComplete = true;
  for (const [i, folder] of folders.entries()) {
    if (signal?.aborted || found.length >= MAX_FILES || i >= MAX_FOLDERS)
      return { uris: found.slice(0, MAX_FILES), isComplete: false };
    ahead.push(...folders.slice(i + ahead.length, i + AHEAD).map(entriesOf));
    const entries = await ahead.shift();
    const depth = (depths[i] ?? 0) + 1;
    isComplete &&= entries !== undefined;
    for (const [n, { name, isFolder }] of (entries ?? []).entries()) {
      // What the editor asks meanwhile is answered.
      if (n % 500 === 499) await turn();
      if (isFolder ? isHidden(name) : !isManifest(name)) continue;
      const at = within(folder, name);
      const uri = uriOf(at);
      if (!isFolder) {
        if (wants(uri)) found.push(uri);
        continue;
      }
      if (!enters(uri)) continue;
      if (depth > MAX_DEPTH || uri.length > MAX_URI) {
        isComplete = false;
        continue;
      }
      folders.push(at);
      depths.push(depth);
    }
  }
  return { uris: found, isComplete };
}
