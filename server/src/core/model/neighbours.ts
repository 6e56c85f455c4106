import { type Cluster, NO_CLUSTER } from './cluster.js';

/** What one file of a workspace says of its cluster. */
export interface Sight {
  /** Slashes between its parts; below the same root as those it is compared with. */
  readonly path: string;
  readonly cluster: Cluster;
}

/**
 * What is in sight from a file, itself left out. Of each kind the files nearest to it count: those that share the most
 * folders with it. A file that defines a cluster is not told about others by their definitions.
 */
export function neighbours(path: string, own: Cluster, files: Iterable<Sight>): Cluster {
  const here = path.split('/');
  const others = [...files].filter((file) => file.path !== path && mayBeOneCluster(own, file.cluster));
  const cni = nearest(
    here,
    others,
    ({ installs, otherCnis, settings }) => installs.length + otherCnis.length + settings.length > 0,
  );
  const nodes = nearest(here, others, ({ nodeGroups }) => nodeGroups.length > 0);
  const daemons = nearest(here, others, ({ nodeDaemons }) => nodeDaemons.length > 0);
  if (cni.length + nodes.length + daemons.length === 0) return NO_CLUSTER;
  return {
    installs: cni.flatMap(({ installs }) => installs),
    otherCnis: cni.flatMap(({ otherCnis }) => otherCnis),
    settings: cni.flatMap(({ settings }) => settings),
    nodeGroups: nodes.flatMap(({ nodeGroups }) => nodeGroups),
    nodeDaemons: daemons.flatMap(({ nodeDaemons }) => nodeDaemons),
  };
}

const mayBeOneCluster = (own: Cluster, other: Cluster): boolean => !defines(own) || !defines(other);

const defines = ({ settings }: Cluster): boolean => settings.some(({ kind }) => kind === 'cluster');

function nearest(
  here: readonly string[],
  files: readonly Sight[],
  hasSome: (cluster: Cluster) => boolean,
): Cluster[] {
  let most = -1;
  let found: Cluster[] = [];
  for (const { path, cluster } of files) {
    if (!hasSome(cluster)) continue;
    const shared = sharedFolders(here, path.split('/'));
    if (shared > most) found = [];
    if (shared >= most) found.push(cluster);
    most = Math.max(most, shared);
  }
  return found;
}

/** How many leading folders two paths have in common, file names left out. */
function sharedFolders(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length) - 1;
  const differs = a.slice(0, length).findIndex((part, i) => part !== b[i]);
  return differs < 0 ? length : differs;
}
