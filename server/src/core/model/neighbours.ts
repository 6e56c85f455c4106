import { type Cluster, NO_CLUSTER } from './cluster.js';
import type { NodeGroup } from './facts.js';

/** What one file of a workspace says of its cluster. */
export interface Sight {
  /** Slashes between its parts; below the same root as those it is compared with. */
  readonly path: string;
  readonly cluster: Cluster;
}

/** What is in sight from a file that says `own` itself. */
export type Neighbours = (path: string, own: Cluster) => Cluster;

/**
 * Files that belong together by the folders they have in common. Of each kind those count that share the most with the file
 * at hand. A file that defines a cluster is not told about others by their definitions.
 *
 * A repository may hold several clusters, each in a folder: what stands in such a folder beside nodes of its own is not
 * taken to be about nodes outside of it.
 */
export function neighbourhood(files: Iterable<Sight>): Neighbours {
  const all = [...files].map(({ path, cluster }) => ({ path, cluster, folders: foldersOf(path) }));
  const ofCni = all.filter(({ cluster }) => saysCni(cluster));
  const ofNodes = all.filter(({ cluster }) => cluster.nodeGroups.length > 0);
  const ofDaemons = all.filter(({ cluster }) => cluster.nodeDaemons.length > 0);
  if (ofCni.length + ofNodes.length + ofDaemons.length === 0) return () => NO_CLUSTER;
  return (path, own) => {
    const here = foldersOf(path);
    const others = (of: readonly File[]) =>
      of.filter((file) => file.path !== path && !(defines(own) && defines(file.cluster)));
    const isOfOthers = (file: File, owners: readonly File[]) => belongsElsewhere(here, file, owners);
    const cni = nearest(here, others(ofCni));
    const daemons = nearest(here, others(ofDaemons)).filter((file) => !isOfOthers(file, ofNodes));
    // An aws-node is not told about nodes that have another one nearer to them.
    const nodes = others(ofNodes).filter((file) => !saysCni(own) || !isOfOthers(file, ofCni));
    return {
      ...(cni.some((file) => isOfOthers(file, ofNodes)) ? NOT_KNOWN : together(cni)),
      nodeGroups: [...nearestMakers(here, nodes, own), ...nearestProviders(here, nodes, own)],
      nodeDaemons: daemons.flatMap(({ cluster }) => cluster.nodeDaemons),
    };
  };
}

interface File extends Sight {
  /** The folders it is in, from the top. */
  readonly folders: readonly string[];
}

const foldersOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

const saysCni = ({ installs, otherCnis, settings }: Cluster): boolean =>
  installs.length + otherCnis.length + settings.length > 0;

const defines = ({ settings }: Cluster): boolean => settings.some(({ kind }) => kind === 'cluster');

/** Something is there, and whether it is about these nodes is not known. */
const NOT_KNOWN: Pick<Cluster, 'installs' | 'otherCnis' | 'settings'> = {
  installs: [],
  otherCnis: [],
  settings: [{ kind: 'unread-install', span: { start: 0, end: 0 } }],
};

const together = (files: readonly File[]): Pick<Cluster, 'installs' | 'otherCnis' | 'settings'> => ({
  installs: files.flatMap(({ cluster }) => cluster.installs),
  otherCnis: files.flatMap(({ cluster }) => cluster.otherCnis),
  settings: files.flatMap(({ cluster }) => cluster.settings),
});

/** How many leading folders two places have in common. */
function shared(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function nearest(here: readonly string[], files: readonly File[]): readonly File[] {
  const most = Math.max(0, ...files.map(({ folders }) => shared(here, folders)));
  return files.filter(({ folders }) => shared(here, folders) === most);
}

/** It is not in a folder above this place, and one of the others is nearer to it. */
function belongsElsewhere(
  here: readonly string[],
  { path, folders }: File,
  others: readonly File[],
): boolean {
  const common = shared(here, folders);
  return (
    common < folders.length &&
    others.some((other) => other.path !== path && shared(other.folders, folders) > common)
  );
}

/** Groups that make nodes: the nearest of all, and the nearest of those that use what this file provides. */
function nearestMakers(here: readonly string[], files: readonly File[], own: Cluster): NodeGroup[] {
  const provided = new Set(own.nodeGroups.flatMap(({ provides }) => provides ?? []));
  const isUser = ({ uses }: NodeGroup) => uses.some((name) => provided.has(name));
  const withMakers = files.filter(({ cluster }) => cluster.nodeGroups.some(isMaker));
  const withUsers = files.filter(({ cluster }) => cluster.nodeGroups.some(isUser));
  const found = new Set([...nearest(here, withMakers), ...nearest(here, withUsers)]);
  return [...found].flatMap(({ cluster }) => cluster.nodeGroups.filter(isMaker));
}

const isMaker = ({ provides }: NodeGroup): boolean => provides === undefined;

/** Of each name the groups nearest to this place. Not one that others use who are nearer to it. */
function nearestProviders(here: readonly string[], files: readonly File[], own: Cluster): NodeGroup[] {
  const wanted = new Set(own.nodeGroups.flatMap(({ uses }) => uses));
  return [...wanted].flatMap((name) => {
    const users = files.filter(({ cluster }) => cluster.nodeGroups.some(({ uses }) => uses.includes(name)));
    const providers = files.filter(({ cluster }) =>
      cluster.nodeGroups.some(({ provides }) => provides === name),
    );
    return nearest(here, providers)
      .filter((file) => !belongsElsewhere(here, file, users))
      .flatMap(({ cluster }) => cluster.nodeGroups.filter(({ provides }) => provides === name));
  });
}
