import type { NetworkingMode } from '../domain/maxPods.js';
import { ofFamily, UNKNOWN, type Unknown } from './effective.js';
import {
  type ClusterSetting,
  type Facts,
  type Install,
  NO_FACTS,
  type ServiceAccount,
  type Workload,
} from './facts.js';
import { inFull, joined } from './lists.js';
import { networkingMode } from './networkingMode.js';
import { remembered } from './remembered.js';
import { between, gathered, sameEnds } from './sameEnds.js';

/** What is in sight of one cluster: in the file at hand, and near it in the workspace. */
export interface Cluster
  extends Pick<
    Facts,
    | 'installs'
    | 'patches'
    | 'nodeGroups'
    | 'nodeDaemons'
    | 'otherCnis'
    | 'chartValues'
    | 'eniConfigs'
    | 'nodeMarks'
    | 'policies'
    | 'workloads'
    | 'serviceAccounts'
    | 'networkPolicies'
    | 'networkAttachments'
    | 'configMaps'
    | 'kustomizations'
  > {
  readonly settings: Facts['clusterSettings'];
  /** What runs pods anywhere in the workspace, be it of this cluster or of another. */
  readonly anywhere: Anywhere;
}

export interface Anywhere {
  /** All files of the workspace were read: what is not here is nowhere. Absent: something may have been left out. */
  readonly complete?: boolean;
  /** But for some workloads and service accounts. */
  readonly workloadsUnread?: boolean;
  readonly workloads: readonly Workload[];
  readonly serviceAccounts: readonly ServiceAccount[];
}

const NOTHING_ANYWHERE: Anywhere = { workloads: [], serviceAccounts: [] };

export const NO_CLUSTER: Cluster = {
  installs: [],
  patches: [],
  nodeGroups: [],
  nodeDaemons: [],
  otherCnis: [],
  chartValues: [],
  eniConfigs: [],
  nodeMarks: [],
  policies: [],
  workloads: [],
  serviceAccounts: [],
  networkPolicies: [],
  networkAttachments: [],
  configMaps: [],
  kustomizations: [],
  settings: [],
  anywhere: NOTHING_ANYWHERE,
};

/** A workspace of one file: nothing is in sight but what that says. */
export const NOTHING_ELSE: Cluster = { ...NO_CLUSTER, anywhere: { ...NOTHING_ANYWHERE, complete: true } };

/** Of each kind a list: all but what is anywhere. */
export type Kind = Exclude<keyof Cluster, 'anywhere'>;
export const KINDS = Object.keys(NO_CLUSTER).filter((key) => key !== 'anywhere') as Kind[];

/** A cluster of which each kind is what `list` says. */
export function clusterBy(
  list: (kind: Kind) => readonly object[],
  anywhere: Anywhere = NOTHING_ANYWHERE,
): Cluster {
  // A copy that is filled: objects of one shape are quick to look into, and there are as many as files.
  const cluster: Record<Kind, readonly object[]> & { anywhere: Anywhere } = { ...NO_CLUSTER, anywhere };
  for (const kind of KINDS) {
    const found = list(kind);
    if (found.length > 0) cluster[kind] = found;
  }
  // The lists are of the kinds that they are asked for.
  return cluster as unknown as Cluster;
}

/** What documents say together. `before`: what others said, of which most are the same. */
export function clusterOf(
  documents: readonly Facts[],
  before: { readonly documents: readonly Facts[]; readonly cluster: Cluster } = NOBODY,
): Cluster {
  const same = sameEnds(before.documents, documents);
  const changed = [...between(before.documents, same), ...between(documents, same)];
  // Of what the others say alone, nothing is looked at again.
  return clusterBy((kind) => {
    const own = factsOf(kind);
    const known: readonly object[] = before.cluster[kind];
    return changed.every((facts) => facts[own].length === 0)
      ? known
      : gathered<Facts, object>(documents, (facts) => facts[own], same, known);
  });
}

const NOBODY = { documents: [], cluster: NO_CLUSTER };

export const factsOf = (kind: Kind): keyof Facts => (kind === 'settings' ? 'clusterSettings' : kind);

/** What a document says as far as files near it may want to know. */
export function forOthers(facts: Facts): Facts {
  const kinds = KINDS.map(factsOf).filter((kind) => facts[kind].length > 0);
  return kinds.length === 0
    ? NO_FACTS
    : { ...NO_FACTS, ...Object.fromEntries(kinds.map((kind) => [kind, facts[kind]])) };
}

/** A file with what stands elsewhere. Where the file itself says what hands out addresses, that alone counts. */
export function withSurroundings(own: Cluster, elsewhere: Cluster): Cluster {
  if (elsewhere === NO_CLUSTER) return ofOneCluster(own);
  // What it is put together with is more than the file says by itself.
  const isPart = elsewhere.installs.some(({ layers }) =>
    layers?.some((layer) => own.installs.includes(layer)),
  );
  const saysCni =
    !isPart &&
    (own.installs.length + own.otherCnis.length > 0 ||
      own.settings.some(({ kind }) => kind === 'unread-install'));
  return ofOneCluster(
    clusterBy(
      (kind) =>
        saysCni && (kind === 'installs' || kind === 'otherCnis')
          ? own[kind]
          : isPart && kind === 'installs'
            ? elsewhere.installs
            : joined<object>(own[kind], elsewhere[kind]),
      elsewhere.anywhere,
    ),
  );
}

/** Where several clusters are defined, which of them something is about is not known. */
function ofOneCluster(cluster: Cluster): Cluster {
  const clusters = new Set(
    cluster.settings.flatMap((setting) => (setting.kind === 'cluster' ? [setting.name ?? setting] : [])),
  );
  if (clusters.size < 2) return cluster;
  return { ...cluster, installs: [], otherCnis: [], settings: [...cluster.settings, UNREAD] };
}

/** Something is there, and whether it is about these nodes is not known. */
export const UNREAD: ClusterSetting = { kind: 'unread-install', span: { start: 0, end: 0 } };

/** The very same facts: those of documents that were not read again. */
export const saysTheSame = (a: Cluster, b: Cluster): boolean =>
  a === b || (a.anywhere === b.anywhere && KINDS.every((kind) => isSameList(a[kind], b[kind])));

/** The same once more, with the lists of an earlier one where they hold the same: what is remembered of a list lasts. */
export function keeping(before: Cluster, now: Cluster): Cluster {
  const isKept = (kind: Kind): boolean => isSameList(before[kind], now[kind]);
  return before.anywhere === now.anywhere && KINDS.every(isKept)
    ? before
    : clusterBy((kind) => (isKept(kind) ? before : now)[kind], now.anywhere);
}

function isSameList(a: readonly object[], b: readonly object[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const [one, other] = [inFull(a), inFull(b)];
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** There is nothing in it that another file could want to know. */
export const isEmpty = (cluster: Cluster): boolean => KINDS.every((kind) => cluster[kind].length === 0);

/** How the aws-node of the cluster hands out addresses. */
export interface InSight {
  /** The plugin's defaults where no aws-node is in sight; undefined: there is one, and it is not all known. */
  readonly mode: NetworkingMode | undefined;
  /** The mode stands in a manifest in sight, and is not the default for want of one. */
  readonly certain: boolean;
  /** The aws-node it was read from. */
  readonly install?: Install;
}

export const DEFAULT_MODE: NetworkingMode = {
  prefixDelegation: false,
  customNetworking: false,
  podEni: false,
};

/** Of Windows nodes, as long as nobody turns their prefixes on in the ConfigMap amazon-vpc-cni. */
const WINDOWS_MODE: NetworkingMode = { ...DEFAULT_MODE, windows: true };

/** Of Windows nodes; undefined: the ConfigMap is in sight, and does not tell, or several differ. */
export const windowsMode = ({ settings }: Cluster) => windowsModeIn(settings);

const windowsModeIn = remembered((settings: Cluster['settings']): NetworkingMode | undefined => {
  const prefixes = oneOf(
    settings.flatMap((s): (boolean | Unknown)[] =>
      s.kind === 'windows-prefixes' ? [s.value ?? UNKNOWN] : [],
    ),
  );
  return prefixes === UNKNOWN ? undefined : { ...WINDOWS_MODE, prefixDelegation: prefixes ?? false };
});

/** Several aws-nodes that differ are as good as none that is known. */
export const inSight = remembered(({ installs, settings }: Cluster): InSight => {
  const { family, unread } = toldOf(settings);
  if (family === UNKNOWN || (unread && installs.length === 0)) return { mode: undefined, certain: false };
  const [install] = installs;
  if (!install) {
    // EKS turns prefix delegation on with IPv6.
    return family === 6
      ? { mode: { ...DEFAULT_MODE, prefixDelegation: true, ipv6: true }, certain: true }
      : { mode: DEFAULT_MODE, certain: false };
  }
  const modes = installs.map((one) => networkingMode(family ? ofFamily(one, family) : one));
  const [mode] = modes;
  const same = mode !== undefined && modes.every((other) => other !== undefined && isSame(mode, other));
  return same ? { mode, certain: true, install } : { mode: undefined, certain: false };
});

const toldOf = remembered((settings: Cluster['settings']): { family: Family; unread: boolean } => ({
  family: oneOf(settings.flatMap((s) => (s.kind === 'ip-family' ? [s.value] : []))),
  unread: settings.some(({ kind }) => kind === 'unread-install'),
}));

/** There is an aws-node that is not read, or whose cluster is not known. */
export const isUnread = ({ settings }: Cluster): boolean => toldOf(settings).unread;

type Family = 4 | 6 | undefined | Unknown;

const isSame = (a: NetworkingMode, b: NetworkingMode): boolean =>
  a.prefixDelegation === b.prefixDelegation &&
  a.customNetworking === b.customNetworking &&
  a.podEni === b.podEni &&
  a.maxEni === b.maxEni &&
  (a.ipv6 ?? false) === (b.ipv6 ?? false);

/** DaemonSet pods that every node runs beside aws-node and kube-proxy: the user's figure, else those in sight. */
export interface DaemonSetPods {
  readonly count: number;
  /** Names of those in sight; empty for the user's figure. */
  readonly names: readonly string[];
}

/**
 * All of them take one of kubelet's places, with a host network too; and where a node has two addresses less than places,
 * the two of aws-node and kube-proxy, no host-network pod sets an address free.
 */
export function daemonSetPods(
  { nodeDaemons }: Cluster,
  { daemonSetPods: given }: { readonly daemonSetPods: number | undefined },
): DaemonSetPods {
  if (given !== undefined) return { count: given, names: [] };
  return onEveryNode(nodeDaemons);
}

const onEveryNode = remembered((nodeDaemons: Cluster['nodeDaemons']): DaemonSetPods => {
  const everywhere = nodeDaemons.filter(
    ({ everyNode, name }) => everyNode && !COUNTED.has(name?.value ?? ''),
  );
  const names = new Set(everywhere.map(({ name }) => name?.value ?? ''));
  return { count: names.size, names: [...names].filter((name) => name !== '') };
});

/** The two that the formula for max pods counts already. */
const COUNTED = new Set(['aws-node', 'kube-proxy']);

/** The one value of several that agree; undefined for none. */
function oneOf<T>(values: readonly T[]): T | undefined | Unknown {
  const [first] = values;
  return values.every((value) => value === first) ? first : UNKNOWN;
}
