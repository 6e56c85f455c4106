import type { NetworkingMode } from '../domain/maxPods.js';
import { UNKNOWN, type Unknown } from './effective.js';
import type { ClusterSetting, Facts, Install, NodeDaemon, NodeGroup, OtherCni } from './facts.js';
import { networkingMode } from './networkingMode.js';

/** What is in sight of one cluster: in the file at hand, and near it in the workspace. */
export interface Cluster {
  readonly installs: readonly Install[];
  readonly nodeGroups: readonly NodeGroup[];
  readonly nodeDaemons: readonly NodeDaemon[];
  readonly otherCnis: readonly OtherCni[];
  readonly settings: readonly ClusterSetting[];
}

export const NO_CLUSTER: Cluster = {
  installs: [],
  nodeGroups: [],
  nodeDaemons: [],
  otherCnis: [],
  settings: [],
};

/** A file with what stands elsewhere. Where the file itself says something of a kind, that alone counts. */
export function clusterOf(documents: readonly Facts[], elsewhere: Cluster = NO_CLUSTER): Cluster {
  const all = <K extends keyof Facts>(key: K): Facts[K][number][] =>
    documents.flatMap((facts) => [...facts[key]]);
  const own = {
    installs: all('installs'),
    nodeGroups: all('nodeGroups'),
    nodeDaemons: all('nodeDaemons'),
    otherCnis: all('otherCnis'),
    settings: all('clusterSettings'),
  };
  const saysCni = own.installs.length > 0 || own.otherCnis.length > 0;
  return {
    installs: saysCni ? own.installs : elsewhere.installs,
    otherCnis: saysCni ? own.otherCnis : elsewhere.otherCnis,
    nodeGroups: [...own.nodeGroups, ...elsewhere.nodeGroups],
    nodeDaemons: [...own.nodeDaemons, ...elsewhere.nodeDaemons],
    settings: [...own.settings, ...elsewhere.settings],
  };
}

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

/** Several aws-nodes that differ are as good as none that is known. */
export function inSight({ installs, settings }: Cluster): InSight {
  const family = oneOf(settings.flatMap((s) => (s.kind === 'ip-family' ? [s.value] : [])));
  const unread = settings.some(({ kind }) => kind === 'unread-install');
  if (family === UNKNOWN || (unread && installs.length === 0)) return { mode: undefined, certain: false };
  const [install] = installs;
  if (!install) {
    // EKS turns prefix delegation on with IPv6.
    return family === 6
      ? { mode: { ...DEFAULT_MODE, prefixDelegation: true, ipv6: true }, certain: true }
      : { mode: DEFAULT_MODE, certain: false };
  }
  const modes = installs.map(networkingMode);
  const [mode] = modes;
  const same = mode !== undefined && modes.every((other) => other !== undefined && isSame(mode, other));
  return same ? { mode, certain: true, install } : { mode: undefined, certain: false };
}

const isSame = (a: NetworkingMode, b: NetworkingMode): boolean =>
  a.prefixDelegation === b.prefixDelegation &&
  a.customNetworking === b.customNetworking &&
  a.podEni === b.podEni &&
  a.maxEni === b.maxEni &&
  (a.ipv6 ?? false) === (b.ipv6 ?? false);

/** The one value of several that agree; undefined for none. */
function oneOf<T>(values: readonly T[]): T | undefined | Unknown {
  const [first] = values;
  return values.every((value) => value === first) ? first : UNKNOWN;
}
