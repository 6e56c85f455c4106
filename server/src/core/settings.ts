import { type InstanceType, instanceType, instanceTypes } from './domain/instances.js';
import type { NetworkingMode } from './domain/maxPods.js';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** From the worst. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What a user can choose, defaults filled in. Handed down as one value; nothing reads configuration anywhere else. */
export interface Settings {
  /** Instance type to count for; '' = the types found in manifests, else m5.large. */
  readonly instanceType: string;
  /** Apply the recommended ceiling of 110 or 250 pods. */
  readonly maxPodsCeiling: boolean;
  /** Release assumed where a manifest does not tell; '' = unknown. */
  readonly cniVersion: string;
  readonly inlayHints: {
    readonly maxPods: boolean;
    readonly addresses: boolean;
    /** Addresses that nodes hold, beside WARM_* and MINIMUM_* variables. */
    readonly pool: boolean;
    /** Nodes that fit into a subnet. */
    readonly nodes: boolean;
  };
  /** One line above aws-nodes, ENIConfigs and node groups with what they hold. */
  readonly codeLens: boolean;
  /** Types that the table does not have, and figures that differ from it, by name. */
  readonly instanceTypes: Readonly<Record<string, InstanceType>>;
  /** Pods of DaemonSets on every node, without aws-node and kube-proxy; undefined: as found in the workspace. */
  readonly daemonSetPods: number | undefined;
  /** ENIs on each node that the plugin leaves alone: interfaces of Multus, or tagged `no_manage`. */
  readonly unmanagedEnis: number;
  /** Pods to expect on a node, for proposals of warm targets; undefined: as many as fit. */
  readonly podsPerNode: number | undefined;
  /** Read the manifests of the workspace, to see node groups, aws-node and DaemonSets of a cluster together. */
  readonly readWorkspace: boolean;
  /** Folders that hold one cluster each: paths or globs, from the folder of the workspace. */
  readonly clusters: readonly string[];
  /** Files and folders that are not judged, nor seen from others: paths or globs, from the folder of the workspace. */
  readonly ignore: readonly string[];
  /** Severity by rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

export const DEFAULT_SETTINGS: Settings = {
  instanceType: '',
  maxPodsCeiling: true,
  cniVersion: '',
  inlayHints: { maxPods: true, addresses: true, pool: true, nodes: true },
  codeLens: false,
  instanceTypes: {},
  daemonSetPods: undefined,
  unmanagedEnis: 0,
  podsPerNode: undefined,
  readWorkspace: true,
  clusters: [],
  ignore: [],
  rules: {},
};

/** The figures of a type: those that the user gives, then those of the table. Undefined: the type is not known. */
export function typeNamed(
  name: string,
  { instanceTypes }: Pick<Settings, 'instanceTypes'>,
): InstanceType | undefined {
  const own = Object.hasOwn(instanceTypes, name) ? instanceTypes[name] : undefined;
  const known = instanceType(name);
  return own ? { ...known, ...own } : known;
}

/** All types: those of the table with the figures that the user gives, and the user's own behind them. */
export function typesKnown({ instanceTypes: own }: Pick<Settings, 'instanceTypes'>): readonly InstanceType[] {
  const table = instanceTypes();
  const names = Object.keys(own);
  if (names.length === 0) return table;
  const listed = new Set(table.map(({ name }) => name));
  return [
    ...table.map((type) => (Object.hasOwn(own, type.name) ? { ...type, ...own[type.name] } : type)),
    ...names.flatMap((name) => (listed.has(name) ? [] : (own[name] ?? []))),
  ];
}

/** A mode with the ENIs that the plugin leaves alone, of which manifests do not tell. */
export const withUnmanagedEnis = (
  mode: NetworkingMode,
  { unmanagedEnis }: Pick<Settings, 'unmanagedEnis'>,
): NetworkingMode => (unmanagedEnis > 0 ? { ...mode, unmanagedEnis } : mode);
