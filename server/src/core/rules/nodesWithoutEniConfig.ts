import { choiceOf, chooses, choosing, DEFAULT_NAME, EXTERNAL_LABEL, isOfSystem } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import type { NodeMaker, NodeMark } from '../model/facts.js';
import type { Rule } from './rule.js';
import { eniConfigs, eniConfigsByName } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { linksToConfigs, linkTo } from './support/links.js';
import { isIn, type Nodes, nodesOf } from './support/nodes.js';

const groups = (labels: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
managedNodeGroups:
  - name: general
    instanceType: m5.large
    labels: { example.com/eni: pods-a }
  - name: batch
    instanceType: m5.large${labels}
---`;

const custom = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'example.com/eni',
});

export const nodesWithoutEniConfig: Rule = {
  id: 'nodes-without-eni-config',
  severity: 'warning',
  summary: 'Nodes of other groups have a label that names their ENIConfig, and these have none.',
  why: `
With custom networking a node without the annotation or label that names its ENIConfig takes the one called \`default\`. Where
that does not exist aws-node has no subnet for its pods, and the node stays NotReady until somebody labels it by hand.

Looked at are node groups of eksctl and NodePools of Karpenter of which all labels are known, where nodes of another group have
the label, ENIConfigs are in sight, and none is called \`default\`. Nothing is said where each node has the label, as that of
its zone.`,
  bad: groups('') + custom + eniConfigs('pods-a'),
  good: groups('\n    labels: { example.com/eni: pods-a }') + custom + eniConfigs('pods-a'),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s README, ENI_CONFIG_LABEL_DEF',
  ],

  *checkInCluster(facts, cluster, settings) {
    if (facts.nodeGroups.length === 0) return;
    const { isOn, keys, install } = choosing(cluster);
    const configs = eniConfigsByName(cluster);
    if (!isOn || !keys || !install || isOfSystem(keys.label)) return;
    if (!configs || configs.has(DEFAULT_NAME)) return;
    const named = cluster.nodeMarks.filter(
      (mark) => mark.given && mark.key !== EXTERNAL_LABEL && chooses(mark, keys),
    );
    for (const nodes of nodesOf(facts, cluster, settings)) {
      const { group, parts } = nodes;
      const other = named.find((mark) => mark.group && !parts.includes(mark.group));
      if (!other || !isIn(group, facts) || !areLabelsKnown(nodes, cluster)) continue;
      if (choiceOf(parts, cluster, keys)) continue;
      const { start } = group.span;
      yield {
        span: group.name?.span ?? { start, end: start },
        of: group,
        message: `Nothing names the ENIConfig of ${group.name ? `nodes of ${group.name.value}` : 'these nodes'}, and no ENIConfig in sight is called default: they stay NotReady, since aws-node has no subnet for their pods. Give them the ${other.form} ${other.key}.`,
        related: [
          ...linkTo(install, 'ENI_CONFIG_LABEL_DEF', 'Nodes take the ENIConfig that this label names.'),
          { span: other.value.span, message: whoseMark(other), of: other },
          ...linksToConfigs(configs.values()),
        ],
      };
    }
  },
};

/** What is in sight is all that can give them labels: no user data, no template, and no patch. */
const areLabelsKnown = ({ group, parts, complete, windows }: Nodes, { kustomizations }: Cluster): boolean =>
  complete &&
  !windows &&
  MAKERS.includes(group.maker) &&
  parts.every(({ labelsComplete }) => labelsComplete) &&
  (group.maker !== 'karpenter' ||
    kustomizations.every(({ patches, components }) => patches.length + components.length === 0));

/** Those of which all labels are read. */
const MAKERS: readonly NodeMaker[] = ['eksctl', 'eksctl-managed', 'karpenter'];

const whoseMark = ({ form, group }: NodeMark): string =>
  `Nodes${group?.name ? ` of ${group.name.value}` : ' of another group'} have the ${form}.`;
