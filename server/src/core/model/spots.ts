import type { Build } from './build.js';
import type { Membership } from './membership.js';
import type { Outline } from './outline.js';

/** Where files are, as far as that decides what they have to do with others: the same value for all that are at one. */
export interface Spot {
  readonly folders: readonly string[];
  /** The cluster by the user's word. */
  readonly given: string | undefined;
  /** Kustomizations that files here are put together by, or that stand above them. */
  readonly builds: readonly Build[];
}

/** Where each file is. Thousands of files are at hundreds of spots, and questions of place are asked of these. */
export function spotting(
  membership: Membership,
  clusterOf: (path: string) => string | undefined,
): (file: Pick<Outline, 'path' | 'place' | 'folders'>) => Spot {
  const byFile = new Map<string, Spot>();
  const byPlace = new Map<string, Spot[]>();
  return ({ path, place, folders }) => {
    const before = byFile.get(path);
    if (before) return before;
    const builds = membership.around(path);
    const known = byPlace.get(place) ?? [];
    let spot = known.find((each) => each.builds === builds);
    if (!spot) {
      spot = { folders, given: clusterOf(path), builds };
      byPlace.set(place, [...known, spot]);
    }
    byFile.set(path, spot);
    return spot;
  };
}

/** The user says that they are of two clusters. */
export const areApart = (a: Pick<Spot, 'given'>, b: Pick<Spot, 'given'>): boolean =>
  a.given !== undefined && b.given !== undefined && a.given !== b.given;

/** How many leading folders two places have in common. */
export function shared(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

/** How many folders of a place its outermost root has; more than all of them: it is below none. */
export function reachOf(folders: readonly string[], roots: ReadonlySet<string>): number {
  for (let length = 1; length <= folders.length; length++)
    if (roots.has(folders.slice(0, length).join('/'))) return length;
  return Number.POSITIVE_INFINITY;
}

/** One folder holds the other, or a root holds both: one that reaches as far as the first of them says. */
export function areRelated(a: readonly string[], b: readonly string[], reach: number): boolean {
  const common = shared(a, b);
  return common === a.length || common === b.length || common >= reach;
}

/** It is not in a folder above this place, and one of the others is nearer to it, or is in it. */
export function belongsElsewhere(here: readonly string[], spot: Spot, others: Iterable<Spot>): boolean {
  const common = shared(here, spot.folders);
  if (common === spot.folders.length) return false;
  for (const other of others)
    if (shared(other.folders, spot.folders) > common && !areApart(other, spot)) return true;
  return false;
}

export function nearest<File extends Pick<Outline, 'folders'>>(
  here: readonly string[],
  files: readonly File[],
): readonly File[] {
  const distances = files.map(({ folders }) => shared(here, folders));
  const most = distances.reduce((max, distance) => Math.max(max, distance), 0);
  return files.filter((_, i) => distances[i] === most);
}
