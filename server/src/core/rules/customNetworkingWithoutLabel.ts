import { VARIABLES } from '../domain/variables.js';
import { DEFAULT_NAME, hasChoosingMarks } from '../model/choosing.js';
import { isOn, isRead, textOf } from '../model/effective.js';
import type { EniConfig, Install } from '../model/facts.js';
import { chosenIn } from '../model/following.js';
import { choosingFrom } from '../model/lists.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { mayBeRenamed } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';
import { linksToConfigs } from './support/links.js';

const ON = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' };
const ENI_CONFIG = `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`;

export const customNetworkingWithoutLabel: Rule = {
  id: 'custom-networking-without-label',
  severity: 'warning',
  summary: 'Custom networking is on, and nothing says which ENIConfig a node takes.',
  why: `
A node takes the ENIConfig that its annotation or label \`k8s.amazonaws.com/eniConfig\` names, and without either the one
called \`default\`. Where that does not exist its pods get no address. To have one ENIConfig for each zone, name them after
the zones and set \`ENI_CONFIG_LABEL_DEF\` to \`topology.kubernetes.io/zone\`, a label that every node carries.

It is a warning when ENIConfigs are in sight and none is called \`default\`, otherwise an information; nothing is said where
nodes in sight have the annotation or label.`,
  bad: `${awsNode(ON)}${ENI_CONFIG}`,
  good: `${awsNode({ ...ON, ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' })}${ENI_CONFIG}`,
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s#611',
    'aws/aws-eks-best-practices#435',
    'aws/aws-eks-best-practices#649',
  ],

  *checkInCluster(facts, cluster) {
    if (facts.installs.length === 0) return;
    const configs = cluster.eniConfigs;
    if (calledDefault(configs).length > 0) return;
    if (hasChoosingMarks(cluster) || mayBeRenamed(cluster)) return;
    for (const install of facts.installs) {
      const place = placeOf(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
      if (!place || !takesDefault(install)) continue;
      const message =
        configs.length > 0
          ? 'Nodes not labelled k8s.amazonaws.com/eniConfig look for an ENIConfig called default, which is not in sight, and their pods get no address.'
          : 'Nodes not labelled k8s.amazonaws.com/eniConfig all take the ENIConfig called default.';
      yield {
        ...at(
          place,
          `${message} For one ENIConfig per zone set ENI_CONFIG_LABEL_DEF.`,
          setTo(install, 'ENI_CONFIG_LABEL_DEF', 'topology.kubernetes.io/zone'),
        ),
        of: install,
        ...(!(configs.length > 0 && cluster.anywhere.complete) && { severity: 'information' }),
        related: linksToConfigs(configs),
      };
    }
  },
};

/** A name that is a template may be any. */
const calledDefault = choosingFrom<EniConfig, void>(
  chosenIn(({ name }: EniConfig) => name?.value === undefined || name.value === DEFAULT_NAME),
);

/** ENIs are created from ENIConfigs, and the keys that choose one are the usual ones. */
const takesDefault = (install: Install): boolean =>
  isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG') &&
  managesPool(install) &&
  isRead(VARIABLES.ENI_CONFIG_LABEL_DEF, install.release) &&
  (['ENI_CONFIG_LABEL_DEF', 'ENI_CONFIG_ANNOTATION_DEF'] as const).every((name) => {
    const text = textOf(install, name);
    return text === undefined || text === '';
  });
