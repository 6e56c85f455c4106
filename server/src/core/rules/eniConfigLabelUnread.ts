import { isZoneName } from '../domain/zone.js';
import {
  type ChoosingKeys,
  choiceOf,
  choosing,
  DEFAULT_KEY,
  isOfSystem,
  isZoneLabel,
} from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import type { Install, NodeMark } from '../model/facts.js';
import { remembered } from '../model/remembered.js';
import type { Finding, Rule } from './rule.js';
import { eniConfigs, eniConfigsByName } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { linkTo } from './support/links.js';
import { managedGroup } from './support/nodeExamples.js';

const labelled = (key: string): string =>
  managedGroup(`
    instanceType: m5.large
    labels:
      ${key}: pods-a`);

const custom = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'example.com/pod-network',
});

export const eniConfigLabelUnread: Rule = {
  id: 'eni-config-label-unread',
  severity: 'warning',
  summary: 'Nodes have a label that names an ENIConfig, and aws-node looks at another.',
  why: `
aws-node looks at one label to choose the ENIConfig of a node: the one that \`ENI_CONFIG_LABEL_DEF\` names,
\`k8s.amazonaws.com/eniConfig\` where it names none. A label of another name chooses nothing, and the node takes the ENIConfig
called \`default\`, or that of its zone. The same holds for annotations and \`ENI_CONFIG_ANNOTATION_DEF\`.

Looked at are \`k8s.amazonaws.com/eniConfig\`, and other labels whose values all name ENIConfigs in sight, where no node in
sight has the one that aws-node looks at.`,
  bad: labelled('k8s.amazonaws.com/eniConfig') + custom + eniConfigs('pods-a'),
  good: labelled('example.com/pod-network') + custom + eniConfigs('pods-a'),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName and getEniConfigLabelDef',
    'aws/amazon-vpc-cni-k8s README, ENI_CONFIG_LABEL_DEF',
  ],
  echoes: 'elsewhere',
  echoesAt: ['installs'],

  *checkInCluster(facts, cluster) {
    if (facts.nodeMarks.length === 0) return;
    const { isOn, keys, install } = choosing(cluster);
    if (!isOn || !keys || !install) return;
    const wanted = mistaken(cluster);
    let isFirst = true;
    for (const mark of facts.nodeMarks) {
      const isUnread = mark.key === DEFAULT_KEY ? keyOf(mark, keys) !== DEFAULT_KEY : wanted.has(mark);
      if (!mark.given || !isUnread || mayBeSame(mark, cluster, keys)) continue;
      yield finding(mark, keys, install, isFirst);
      isFirst = false;
    }
  },
};

const keyOf = ({ form }: NodeMark, { annotation, label }: ChoosingKeys): string =>
  form === 'annotation' ? annotation : label;

function finding(mark: NodeMark, keys: ChoosingKeys, install: Install, echoed: boolean): Finding {
  const { form, key, value, group } = mark;
  const name = form === 'annotation' ? 'ENI_CONFIG_ANNOTATION_DEF' : 'ENI_CONFIG_LABEL_DEF';
  const read = keyOf(mark, keys);
  const isOfZone = form === 'label' && isZoneLabel(read);
  const instead = isOfZone
    ? `that of their zone. To have another, use the annotation ${keys.annotation}.`
    : `another, or the one called default. Use that ${form}, or set ${name} to ${key}.`;
  const who = group?.name ? `Nodes of ${group.name.value}` : 'Nodes';
  return {
    span: value.span,
    of: mark,
    message: `This names no ENIConfig to aws-node, which looks at the ${form} ${read}: the nodes take ${instead}`,
    related: linkTo(
      install,
      name,
      `The ${form} that aws-node looks at.`,
      echoed
        ? `${who} name their ENIConfig in ${key}, which is not the ${form} that aws-node looks at.`
        : undefined,
    ),
  };
}

/** Marks of keys that can only be meant to choose ENIConfigs, where nothing in sight has the label that does. */
const mistaken = remembered((cluster: Cluster): ReadonlySet<NodeMark> => {
  const label = choosing(cluster).keys?.label;
  const configs = eniConfigsByName(cluster);
  const labels = cluster.nodeMarks.filter(
    ({ form, given, key }) => form === 'label' && given && key !== DEFAULT_KEY,
  );
  // Others write some labels, and then it is not missing.
  const isMissing =
    label !== undefined && !isOfSystem(label) && cluster.nodeMarks.every(({ key }) => key !== label);
  if (!configs || !isMissing) return new Set();
  const byKey = new Map<string, NodeMark[]>();
  for (const mark of labels) {
    const before = byKey.get(mark.key);
    if (before) before.push(mark);
    else byKey.set(mark.key, [mark]);
  }
  const meant = [...byKey].filter(
    ([key, marks]) =>
      marks.every(({ value }) => value.value !== undefined && configs.has(value.value)) &&
      // The name of a zone may stand there for its own sake.
      (/eni-?config/i.test(key) || marks.every(({ value }) => !isZoneName(value.value ?? ''))),
  );
  return new Set(meant.flatMap(([, marks]) => marks));
});

/** The nodes take the ENIConfig of this name for another reason, or may do, or somebody names another for them. */
function mayBeSame({ value, group }: NodeMark, cluster: Cluster, keys: ChoosingKeys): boolean {
  if (value.value === undefined) return true;
  const choice = group && choiceOf([group], cluster, keys);
  if (!choice) return isZoneLabel(keys.label) && isZoneName(value.value);
  if (choice.by === 'zone') return choice.zones.some((zone) => zone.value === value.value);
  return true;
}
