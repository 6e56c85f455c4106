import { isZoneId, isZoneName, ZONE_ID_LABEL } from '../domain/zone.js';
import { type ChoosingKeys, chooses, choosing, isOfZones } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import { remembered } from '../model/remembered.js';
import { at, type Rule } from './rule.js';
import { mayBeRenamed } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { linkTo } from './support/links.js';

const WIRED = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};
const eniConfig = (name: string) => `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: ${name}
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`;

export const eniConfigNotAZone: Rule = {
  id: 'eni-config-not-a-zone',
  severity: 'warning',
  summary: 'Nodes look for an ENIConfig named after their zone, and this name is something else.',
  why: `
With \`ENI_CONFIG_LABEL_DEF\` set to \`topology.kubernetes.io/zone\` a node takes the ENIConfig whose name is the value of
that label: the full name of its zone, such as \`us-west-2a\`. One named after the letter of the zone (\`a\`) or after its id
(\`usw2-az1\`) is never found, and the pods of the node get no address.`,
  bad: `${awsNode(WIRED)}${eniConfig('a')}`,
  good: `${awsNode(WIRED)}${eniConfig('us-west-2a')}`,
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s#1981',
    'aws/amazon-vpc-cni-k8s#1917',
    'aws/eks-charts#739',
  ],

  *checkInCluster(facts, cluster) {
    const { isOn, keys, install } = choosing(cluster);
    if (!isOn || !install || !keys || !isOfZones(keys.label) || mayBeRenamed(cluster)) return;
    for (const { name } of facts.eniConfigs) {
      const message = name?.value === undefined ? undefined : mismatch(name.value, keys.label);
      if (!name?.value || !message || isNamed(name.value, cluster, keys)) continue;
      const related = linkTo(install, 'ENI_CONFIG_LABEL_DEF', 'This label names the ENIConfig of a node.');
      yield { ...at(name, message), related };
    }
  },
};

/** Nodes in sight ask for it by another mark, or may do. */
function isNamed(config: string, { nodeMarks }: Cluster, keys: ChoosingKeys): boolean {
  const names = namesIn(nodeMarks)(keys);
  return names.has(config) || names.has(undefined);
}

const namesIn = remembered((marks: Cluster['nodeMarks']) =>
  remembered(
    (keys: ChoosingKeys) =>
      new Set(marks.filter((mark) => chooses(mark, keys)).map(({ value }) => value.value)),
  ),
);

function mismatch(name: string, label: string): string | undefined {
  if (label === ZONE_ID_LABEL) {
    return isZoneName(name)
      ? 'This is the name of a zone. Nodes look for the ENIConfig named after the id of their zone, such as usw2-az1.'
      : undefined;
  }
  if (isZoneId(name)) {
    return 'This is the id of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.';
  }
  return /^[a-z]$/.test(name)
    ? 'This is only the letter of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.'
    : undefined;
}
