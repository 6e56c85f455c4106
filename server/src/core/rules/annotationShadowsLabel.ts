import { choosing, isZoneLabel, marksOf } from '../model/choosing.js';
import type { Rule } from './rule.js';
import { eniConfigs } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { linkTo } from './support/links.js';
import { shown } from './support/places.js';

const byZone = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});

const pool = (annotations: string): string => `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
${annotations}    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: general
---`;

export const annotationShadowsLabel: Rule = {
  id: 'annotation-shadows-label',
  severity: 'information',
  summary: 'An annotation of nodes names an ENIConfig, so the label that should choose it does not count.',
  why: `
aws-node looks at the annotation of a node before it looks at the label that \`ENI_CONFIG_LABEL_DEF\` names. Nodes with the
annotation take its ENIConfig, in every zone; and since a subnet lies in one zone, nodes elsewhere get no ENIs for pods. Often
it is left from before the label was used. Remove it, unless these nodes are meant to differ, and replace them: ENIs that are
there keep what they were made with.`,
  bad:
    pool(`    metadata:
      annotations:
        k8s.amazonaws.com/eniConfig: us-west-2a
`) +
    byZone +
    eniConfigs('us-west-2a', 'us-west-2b'),
  good: pool('') + byZone + eniConfigs('us-west-2a', 'us-west-2b'),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s#514',
  ],

  *checkInCluster(facts, cluster) {
    const { isOn, keys, install } = choosing(cluster);
    if (!isOn || !keys || !install) return;
    for (const mark of facts.nodeMarks) {
      const { form, given, key, value, group } = mark;
      if (form !== 'annotation' || !given || key !== keys.annotation || value.value === undefined) continue;
      const label = group && marksOf(cluster, group).find((m) => m.form === 'label' && m.key === keys.label);
      // Every node has a label of its zone.
      const named = label
        ? [label.value.value]
        : isZoneLabel(keys.label)
          ? group?.zones?.map((zone) => zone.value)
          : undefined;
      if (!label && !isZoneLabel(keys.label)) continue;
      if (named?.includes(undefined) || (named?.length === 1 && named[0] === value.value)) continue;
      yield {
        span: value.span,
        of: mark,
        message: `The annotation counts before the label ${keys.label}: these nodes take the ENIConfig ${shown(value.value)}, whatever the label says. Remove it, unless they are meant to differ.`,
        related: linkTo(install, 'ENI_CONFIG_LABEL_DEF', 'The label that would choose the ENIConfig.'),
      };
    }
  },
};
