import { closest } from '../domain/readings.js';
import { type ChoosingKeys, choiceOf, chooses, choosing, DEFAULT_KEY } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import type { NodeMark } from '../model/facts.js';
import type { Rule } from './rule.js';
import { eniConfigs, eniConfigsByName } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';

import { linksToConfigs, linkTo } from './support/links.js';
import { managedGroup } from './support/nodeExamples.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

const labelled = (name: string): string =>
  managedGroup(`
    instanceType: m5.large
    labels:
      k8s.amazonaws.com/eniConfig: ${name}`);

const custom = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' });

export const unknownEniConfig: Rule = {
  id: 'unknown-eni-config',
  severity: 'warning',
  summary: 'A label or annotation of nodes names an ENIConfig that is not in sight.',
  why: `
With custom networking a node takes the ENIConfig that its label \`vpc.amazonaws.com/externalEniConfig\` names, else its
annotation, else its label: \`k8s.amazonaws.com/eniConfig\`, unless \`ENI_CONFIG_ANNOTATION_DEF\` and \`ENI_CONFIG_LABEL_DEF\` say
otherwise. The one called \`default\` counts only where nothing is named. Where the ENIConfig does not exist aws-node makes no
ENIs for pods, and the node stays NotReady.

It is a warning where custom networking is known to be on, otherwise an information, and nothing is said where no ENIConfig
is in sight.`,
  bad: labelled('pods-b') + custom + eniConfigs('pods-a'),
  good: labelled('pods-a') + custom + eniConfigs('pods-a'),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s README, custom networking',
  ],

  *checkInCluster(facts, cluster) {
    if (facts.nodeMarks.length === 0) return;
    const { isOn, install } = choosing(cluster);
    const keys = keysIn(cluster);
    const configs = eniConfigsByName(cluster);
    if (isOn === false || !keys || !configs) return;
    for (const mark of facts.nodeMarks) {
      const { value } = mark;
      if (value.value === undefined || configs.has(value.value) || !counts(mark, cluster, keys)) continue;
      const known = closest(value.value, [...configs.keys()]);
      const near = known === undefined ? undefined : configs.get(known);
      const names = known === undefined ? '' : ` Did you mean ${shown(known)}?`;
      yield {
        span: value.span,
        of: mark,
        ...(!isOn && { severity: 'information' }),
        message: isOn
          ? `No ENIConfig in sight is called ${shown(value.value)}: these nodes stay NotReady, since aws-node has no subnet for their pods.${names}`
          : `No ENIConfig in sight is called ${shown(value.value)}: with custom networking these nodes would stay NotReady.${names}`,
        related: [
          ...(install && isOn
            ? linkTo(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'Custom networking is on here.')
            : []),
          ...linksToConfigs(near ? [near] : configs.values()),
        ],
        fixes: known === undefined ? [] : rewritten(value, known, false),
      };
    }
  },
};

/** Where no aws-node is in sight, it may well look at what it looks at when it is not told otherwise. */
const keysIn = (cluster: Cluster): ChoosingKeys | undefined =>
  cluster.installs.length === 0 ? { annotation: DEFAULT_KEY, label: DEFAULT_KEY } : choosing(cluster).keys;

/** Nodes get the mark, and nothing on them comes before it. */
function counts(mark: NodeMark, cluster: Cluster, keys: ChoosingKeys): boolean {
  const { given, group } = mark;
  if (!given || !chooses(mark, keys) || group?.os === 'windows' || group?.maker === 'auto-mode') return false;
  const choice = group && choiceOf([group], cluster, keys);
  return !group || (choice !== undefined && choice.by !== 'zone' && choice.marks.includes(mark));
}
