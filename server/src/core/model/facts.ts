import type { CidrField, ClusterSetting, OtherCni } from './clusterFacts.js';
import type { Install } from './installFacts.js';
import type { NodeDaemon, NodeGroup, NodeMark, TypeName } from './nodeFacts.js';
import type { EniConfig, LostKey, ObjectFacts, PodPermissions, SecurityGroupPolicy } from './objectFacts.js';
import type { NetworkAttachment, NetworkPolicy, ServiceAccount, Workload } from './podFacts.js';
import type { Span } from './span.js';
import type { AddonConfiguration, ChartValues, CniConfigMap, CniNode, Kustomization } from './valuesFacts.js';

export type * from './clusterFacts.js';
export type * from './installFacts.js';
export type * from './nodeFacts.js';
export type * from './objectFacts.js';
export type * from './patchFacts.js';
export type * from './podFacts.js';
export type * from './valuesFacts.js';

/** All that one document says. */
export interface Facts {
  readonly objects: readonly ObjectFacts[];
  readonly installs: readonly Install[];
  /** Patches that may be about an aws-node: which objects they are for is said elsewhere, or by one of `installs` that they are, too. */
  readonly patches: readonly Install[];
  readonly chartValues: readonly ChartValues[];
  readonly addons: readonly AddonConfiguration[];
  readonly configMaps: readonly CniConfigMap[];
  readonly kustomizations: readonly Kustomization[];
  readonly eniConfigs: readonly EniConfig[];
  readonly cniNodes: readonly CniNode[];
  readonly policies: readonly SecurityGroupPolicy[];
  readonly podPermissions: readonly PodPermissions[];
  readonly workloads: readonly Workload[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly networkAttachments: readonly NetworkAttachment[];
  readonly lostKeys: readonly LostKey[];
  /** Instance types that objects name, all of them: for hints, hover, and the search for misspelt names. */
  readonly instanceTypes: readonly TypeName[];
  readonly nodeGroups: readonly NodeGroup[];
  readonly nodeMarks: readonly NodeMark[];
  readonly cidrs: readonly CidrField[];
  readonly nodeDaemons: readonly NodeDaemon[];
  readonly otherCnis: readonly OtherCni[];
  readonly clusterSettings: readonly ClusterSetting[];
  /** Texts in fields that hold documents of their own, which were read: what stands there is written by their rules. */
  readonly embedded: readonly Span[];
}

/** Facts that are still being gathered. */
export type FactsInProgress = { -readonly [K in keyof Facts]: Facts[K][number][] };

export const emptyFacts = (): FactsInProgress => ({
  objects: [],
  installs: [],
  patches: [],
  chartValues: [],
  addons: [],
  configMaps: [],
  kustomizations: [],
  eniConfigs: [],
  cniNodes: [],
  policies: [],
  podPermissions: [],
  workloads: [],
  serviceAccounts: [],
  networkPolicies: [],
  networkAttachments: [],
  lostKeys: [],
  instanceTypes: [],
  nodeGroups: [],
  nodeMarks: [],
  cidrs: [],
  nodeDaemons: [],
  otherCnis: [],
  clusterSettings: [],
  embedded: [],
});

export const NO_FACTS: Facts = emptyFacts();
