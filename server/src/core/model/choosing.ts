import { VARIABLES } from '../domain/variables.js';
import { ZONE_ID_LABEL, ZONE_LABELS } from '../domain/zone.js';
import { type Cluster, isUnread } from './cluster.js';
import { isOff, isOn, isRead, textOf } from './effective.js';
import type { Install, NodeGroup, NodeMark } from './facts.js';
import { chosenIn } from './following.js';
import { choosingFrom } from './lists.js';
import { managesPool } from './pool.js';
import { remembered } from './remembered.js';
import type { Located } from './span.js';

/** The label that names the ENIConfig of a node before anything else does, whatever aws-node is told. */
export const EXTERNAL_LABEL = 'vpc.amazonaws.com/externalEniConfig';
/** The annotation, and the label, that name it where aws-node is not told to look at others. */
export const DEFAULT_KEY = 'k8s.amazonaws.com/eniConfig';
/** The ENIConfig of a node on which nothing names one. */
export const DEFAULT_NAME = 'default';

/** What on a node names its ENIConfig: the annotation before the label. */
export interface ChoosingKeys {
  readonly annotation: string;
  readonly label: string;
}

/**
 * The keys that an aws-node looks at; undefined where they are not known. An empty text counts as none.
 *
 * Source: aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, getEniConfigAnnotationDef and getEniConfigLabelDef.
 */
export function keysOf(install: Install): ChoosingKeys | undefined {
  const [annotation, label] = (['ENI_CONFIG_ANNOTATION_DEF', 'ENI_CONFIG_LABEL_DEF'] as const).map((name) => {
    const text = isRead(VARIABLES[name], install.release) ? textOf(install, name) : undefined;
    return text === undefined || text === '' ? DEFAULT_KEY : text;
  });
  return typeof annotation === 'string' && typeof label === 'string' ? { annotation, label } : undefined;
}

/** How the aws-node in sight of a cluster chooses; of several all have to agree. */
export interface Choosing {
  /** aws-node makes ENIs for pods from ENIConfigs; undefined: not known, or no aws-node is in sight. */
  readonly isOn: boolean | undefined;
  /** Undefined: not known, or no aws-node is in sight. */
  readonly keys: ChoosingKeys | undefined;
  /** The aws-node it was read from. */
  readonly install: Install | undefined;
}

export const choosing = remembered((cluster: Cluster): Choosing => {
  const { installs } = cluster;
  const [install] = installs;
  const all = installs.map(keysOf);
  const [keys] = all;
  const agree = all.every((one) => one && one.annotation === keys?.annotation && one.label === keys.label);
  return { isOn: takesEniConfigs(installs, isUnread(cluster)), keys: agree ? keys : undefined, install };
});

function takesEniConfigs(installs: readonly Install[], unread: boolean): boolean | undefined {
  if (installs.length === 0) return undefined;
  const isSwitched = (is: typeof isOn) =>
    installs.every((install) => is(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'));
  if (isSwitched(isOn)) return installs.every(managesPool) || undefined;
  // What is not read may turn it on.
  return isSwitched(isOff) && !unread ? false : undefined;
}

/** The value of this label is the name of a zone. */
export const isZoneLabel = (key: string): boolean => ZONE_LABELS.includes(key);

/** Every node has such a label, and nobody writes it: the cloud provider does. */
export const isOfZones = (key: string): boolean => isZoneLabel(key) || key === ZONE_ID_LABEL;

/** Kubernetes, EKS or Karpenter write such a label, or may do. */
export const isOfSystem = (key: string): boolean => SYSTEM.test(key) || key === ZONE_ID_LABEL;

const SYSTEM =
  /^(?!node-restriction\.)(?:[^/]+\.)?(?:kubernetes\.io|k8s\.io|karpenter\.sh|karpenter\.k8s\.aws|eks\.amazonaws\.com)\//;

/** The mark names an ENIConfig to aws-node. */
export const chooses = ({ form, key }: NodeMark, keys: ChoosingKeys): boolean =>
  form === 'annotation' ? key === keys.annotation : key === EXTERNAL_LABEL || key === keys.label;

/** Nodes in sight have, or pods ask for, a label or annotation that names an ENIConfig where aws-node is not told otherwise. */
export const hasChoosingMarks = ({ nodeMarks }: Cluster): boolean => choosingMarks(nodeMarks).length > 0;

const choosingMarks = choosingFrom<NodeMark, void>(
  chosenIn(({ key }: NodeMark) => key === DEFAULT_KEY || key === EXTERNAL_LABEL),
);

/** Which ENIConfig the nodes of a group take. */
export type Choice =
  /** One of those that the marks name. */
  | { readonly by: 'external' | 'annotation' | 'label'; readonly marks: readonly NodeMark[] }
  /** The one named after the node's zone. */
  | { readonly by: 'zone'; readonly zones: readonly Located<string>[]; readonly part: NodeGroup };

/**
 * What decides, with all that is in sight: the first of the external label, the annotation and the label. Undefined where none
 * of them is written: somebody may label the nodes once they are there, and without that they take the ENIConfig `default`.
 * `parts`: the group with what others say for its nodes.
 *
 * Source: aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName.
 */
export function choiceOf(
  parts: readonly NodeGroup[],
  cluster: Cluster,
  keys: ChoosingKeys,
): Choice | undefined {
  const marks = parts.flatMap((part) => marksOf(cluster, part)).filter(({ given }) => given);
  const having = (form: NodeMark['form'], key: string) =>
    marks.filter((mark) => mark.form === form && mark.key === key);
  const external = having('label', EXTERNAL_LABEL);
  if (external.length > 0) return { by: 'external', marks: external };
  const annotations = having('annotation', keys.annotation);
  if (annotations.length > 0) return { by: 'annotation', marks: annotations };
  const labels = having('label', keys.label);
  if (labels.length > 0) return { by: 'label', marks: labels };
  const placed = isZoneLabel(keys.label) ? parts.find(({ zones }) => zones !== undefined) : undefined;
  return placed?.zones && { by: 'zone', zones: placed.zones, part: placed };
}

/** The labels and annotations that a group gives its nodes. */
export const marksOf = (cluster: Cluster, group: NodeGroup): readonly NodeMark[] =>
  marksByGroup(cluster).get(group) ?? [];

const marksByGroup = remembered(({ nodeMarks }: Cluster) => {
  const found = new Map<NodeGroup, NodeMark[]>();
  for (const mark of nodeMarks) {
    if (!mark.group) continue;
    const before = found.get(mark.group);
    if (before) before.push(mark);
    else found.set(mark.group, [mark]);
  }
  return found;
});
