import { inSight } from '../model/cluster.js';
import { at, type Rule } from './rule.js';
import { addresses, fieldBlocks } from './support/cidrFields.js';
import { seeAlso } from './support/fixes.js';
import { shown } from './support/places.js';

/** Two nodes, each with a block in use and a warm one. */
const ENOUGH = 4;

const clusterWith = (cidr: string): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  networking:
    amazonvpc:
      env:
        - name: ENABLE_PREFIX_DELEGATION
          value: "true"
  subnets:
    - name: eu-central-1a
      zone: eu-central-1a
      type: Private
      cidr: ${cidr}
`;

export const prefixDelegationInSmallSubnet: Rule = {
  id: 'prefix-delegation-in-small-subnet',
  severity: 'warning',
  summary: 'Prefix delegation is on, and a subnet of nodes has hardly a /28 block to give.',
  why: `
With prefix delegation nodes take whole /28 blocks, 16 addresses that begin at a multiple of 16. AWS keeps the first four
addresses and the last one of a subnet, so its first and last /28 are not whole: a /28 and a /27 have none to give, a /26 two,
a /25 six, a /24 fourteen. Interfaces of nodes and load balancers take single addresses out of what is left, and
break more of them up.

A node that runs a pod holds two blocks with default settings: one in use and one warm. A /26 is enough for one node, so
the warning is for subnets that cannot serve two. When no block is left EC2 answers InsufficientCidrBlocks, and pods wait
in ContainerCreating although the subnet has free addresses. Give nodes larger subnets, with a reservation of prefixes where
others use the subnet too.`,
  bad: clusterWith('10.20.0.0/26'),
  good: clusterWith('10.20.0.0/20'),
  sources: [
    'aws/amazon-vpc-cni-k8s#2749',
    'aws/amazon-vpc-cni-k8s#1634',
    'EKS best practices guide, prefix mode for Linux',
    'VPC user guide, "Subnet CIDR blocks"',
  ],

  *checkInCluster(facts, cluster) {
    const { mode, certain, install } = inSight(cluster);
    // Prefixes of IPv6 are of another size, and with custom networking pods are in subnets of ENIConfigs.
    if (!certain || !mode?.prefixDelegation || mode.ipv6 || mode.customNetworking) return;
    for (const { field, text, network } of fieldBlocks(facts, 'subnet')) {
      if (!field.forNodes || network.family === 6) continue;
      const whole = wholePrefixes(network.prefixLength);
      if (whole >= ENOUGH) continue;
      const there =
        whole === 0
          ? 'no /28 block in which AWS keeps no address: pods get none'
          : `${whole} /28 blocks in which AWS keeps no address, and a node that runs a pod holds 2: enough for ${whole / 2} node`;
      yield {
        ...at(
          field.text,
          `With prefix delegation, ${shown(text)} (${addresses(network)}) has ${there}. Give nodes a larger subnet, a /24 at least.`,
        ),
        related:
          install && facts.installs.includes(install)
            ? seeAlso(install, 'ENABLE_PREFIX_DELEGATION', 'Turned on here.')
            : [],
      };
    }
  },
};

/** /28 blocks of a subnet in which AWS keeps no address. */
const wholePrefixes = (prefixLength: number): number =>
  prefixLength > 28 ? 0 : Math.max(0, 2 ** (28 - prefixLength) - 2);
