import { contains } from '../domain/cidr.js';
import { at, type Rule } from './rule.js';
import { byNetwork, fieldBlocks } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { isRefusedByEks, ranges, touches } from './support/ranges.js';

export const cidrReserved: Rule = {
  id: 'cidr-reserved',
  severity: 'warning',
  summary: 'A block overlaps one that EC2 or the plugin keeps for itself.',
  why: `
\`169.254.0.0/16\` is link-local: EC2 refuses it for a VPC, and on every node the metadata of the instance, the DNS resolver
and the agent of Pod Identity have addresses there. Inside it the plugin gives pods of IPv6 clusters addresses of
\`169.254.172.0/22\` for their way to IPv4, and pods of IPv4 clusters addresses of \`fd00::ac:00/118\` for their way to IPv6.
What has such an address in the VPC or as a service cannot be reached from a pod.`,
  bad: `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  serviceClusterIPRange: 169.254.172.0/24
  networking:
    amazonvpc: {}
`,
  good: `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  serviceClusterIPRange: 100.64.0.0/16
  networking:
    amazonvpc: {}
`,
  sources: [
    'VPC user guide, "VPC CIDR blocks", IPv4 CIDR block association restrictions',
    'aws/amazon-vpc-cni-k8s cmd/egress-cni-plugin, and README, ENABLE_V4_EGRESS and ENABLE_V6_EGRESS',
  ],

  *check(facts) {
    for (const blocks of byNetwork(fieldBlocks(facts, 'vpc', 'vpc-secondary', 'subnet', 'service'))) {
      const vpc = blocks.filter(({ field }) => field.role === 'vpc' || field.role === 'vpc-secondary');
      for (const block of blocks) {
        const { field, text, network } = block;
        const kept = RESERVED.find(({ block: range }) => touches(network, range));
        if (!kept || isRefusedByEks(block)) continue;
        // Subnets only follow the VPC.
        if (field.role === 'subnet' && vpc.some((outer) => contains(outer.network, network))) continue;
        yield at(field.text, `${shown(text)} overlaps ${kept.text}, ${kept.why} Choose another block.`);
      }
    }
  },
};

const reserved = (text: string, why: string) => ({ text, why, block: ranges(text) });

const RESERVED = [
  reserved(
    '169.254.0.0/16',
    'which is link-local: nodes have the metadata service and DNS there, pods their way out to IPv4, and EC2 refuses it for a VPC.',
  ),
  reserved(
    'fd00::ac:00/118',
    'out of which the plugin gives pods addresses for their way out to IPv6: they cannot reach others there.',
  ),
];
