import { isZoneId, isZoneName } from '../domain/zone.js';
import { isOn, textOf } from '../model/effective.js';
import type { Facts } from '../model/facts.js';
import { at, type Related, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';

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

  *checkTogether(documents) {
    const wiring = documents.flatMap((home) => wiringOf(home)).at(0);
    if (!wiring) return;
    for (const home of documents) {
      for (const { name } of home.eniConfigs) {
        const message = name?.value === undefined ? undefined : mismatch(name.value, wiring.label);
        if (name && message) yield { ...at(name, message), related: wiring.related, home };
      }
    }
  },
};

const NAMES = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
const IDS = 'topology.k8s.aws/zone-id';

function mismatch(name: string, label: string): string | undefined {
  if (label === IDS) {
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

/** The node label that names the ENIConfig, where it is one of zones. */
function wiringOf(home: Facts): { readonly label: string; readonly related: Related[] }[] {
  return home.installs.flatMap((install) => {
    const label = textOf(install, 'ENI_CONFIG_LABEL_DEF');
    if (!isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG') || typeof label !== 'string') return [];
    if (label !== IDS && !NAMES.includes(label)) return [];
    const related = seeAlso(install, 'ENI_CONFIG_LABEL_DEF', 'This label names the ENIConfig of a node.');
    return [{ label, related: related.map((r) => ({ ...r, home })) }];
  });
}
