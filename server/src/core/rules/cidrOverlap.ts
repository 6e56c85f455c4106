import { at, type Rule } from './rule.js';
import { APART_ROLES, type Clash, clashes } from './support/apart.js';
import { byNetwork, fieldBlocks, isOutOfRange } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { isRefusedByEks, isRefusedByWebhook } from './support/ranges.js';

export const cidrOverlap: Rule = {
  id: 'cidr-overlap',
  severity: 'warning',
  summary: 'Two blocks of a cluster overlap that have to be apart.',
  why: `
EC2 refuses a subnet that overlaps another one of its VPC, and a secondary block that overlaps the first. Addresses of
Kubernetes services belong to no interface: kube-proxy rewrites them on the node, so pods cannot reach an address of the VPC
that is in the range of services too. EKS refuses such a range, and networks of hybrid nodes and their pods that overlap
the VPC, the services or each other.

Only blocks of one document are compared. That a subnet lies in its VPC is as it should be.`,
  bad: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  cidr: 10.20.0.0/16
kubernetesNetworkConfig:
  serviceIPv4CIDR: 10.20.0.0/20
`,
  good: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  cidr: 10.20.0.0/16
kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/16
`,
  sources: [
    'EKS API reference, KubernetesNetworkConfigRequest, RemoteNodeNetwork and RemotePodNetwork',
    'VPC user guide, "VPC CIDR blocks" and "Subnet CIDR blocks"',
    'kubernetes/kops pkg/apis/kops/validation/validation.go, validateSubnet',
  ],

  *check(facts) {
    // A block of the wrong length will have to be written anew.
    const all = fieldBlocks(facts, ...APART_ROLES).filter((block) => !isOutOfRange(block));
    for (const blocks of byNetwork(all)) {
      for (const clash of clashes(blocks)) {
        const { block, other } = clash;
        // Refused for where it is already.
        if (isRefusedByEks(block) || isRefusedByWebhook(block)) continue;
        const overlap = `${shown(block.text)} overlaps ${shown(other.text)} in ${other.field.field}`;
        yield {
          ...at(block.field.text, `${overlap}: ${effect(clash)}`),
          related: [{ span: other.field.text.span, message: `Overlaps ${shown(block.text)}.` }],
        };
      }
    }
  },
};

function effect({ block: { field }, other }: Clash): string {
  switch (field.role) {
    case 'service':
      if (field.reader === 'kOps')
        return 'kOps refuses it. Choose a range of services in which no subnet lies.';
      return 'pods cannot reach what has an address in both, and EKS refuses it. Choose a range of services outside of the VPC.';
    case 'vpc-secondary':
      return 'EC2 refuses to add it. Choose a block outside of those that the VPC has.';
    case 'subnet':
      return 'EC2 refuses a subnet that overlaps another one of its VPC. Choose a block that no other subnet has.';
    default:
      return other.field.role === 'service'
        ? 'EKS refuses it, since traffic to services would leave for the network on premises. Choose blocks that are apart.'
        : 'EKS refuses it, since there is no telling where such an address is. Choose blocks that are apart.';
  }
}
