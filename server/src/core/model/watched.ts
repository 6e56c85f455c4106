import { type Cluster, KINDS } from './cluster.js';
import { noteReads } from './reads.js';

/** One bit for each list of a cluster, and one for what is anywhere. */
const PARTS = [...KINDS, 'anywhere'] as const satisfies readonly (keyof Cluster)[];

/** The same cluster, which notes what of it is read. */
export function watched(cluster: Cluster): Cluster {
  const seen = {} as Cluster;
  for (const [i, part] of PARTS.entries())
    Object.defineProperty(seen, part, {
      enumerable: true,
      get: () => {
        noteReads(1 << i);
        return cluster[part];
      },
    });
  return seen;
}

/** The parts in which two clusters are not the very same, to be compared with what was read. */
export const changedParts = (a: Cluster, b: Cluster): number =>
  a === b ? 0 : PARTS.reduce((bits, part, i) => (a[part] === b[part] ? bits : bits | (1 << i)), 0);

/** Whatever was read. */
export const ALL_PARTS = -1;
