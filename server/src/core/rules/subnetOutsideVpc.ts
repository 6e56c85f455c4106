import { contains, print } from '../domain/cidr.js';
import type { Facts } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { byNetwork, type FieldBlock, fieldBlocks, isOutOfRange } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { listed } from './support/written.js';

export const subnetOutsideVpc: Rule = {
  id: 'subnet-outside-vpc',
  severity: 'warning',
  summary: 'A subnet lies in none of the blocks of its VPC.',
  why: `
A subnet takes a part of a block of its VPC. EC2 refuses one that lies elsewhere, or that is larger than the block; kOps
refuses it before it asks EC2. Move the subnet, or give the VPC a further block for it.

Where the VPC exists already it may have blocks that are not written down, and nothing is said.`,
  bad: `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  networking:
    amazonvpc: {}
  subnets:
    - name: eu-central-1a
      zone: eu-central-1a
      type: Public
      cidr: 10.2.0.0/19
`,
  good: `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  networking:
    amazonvpc: {}
  subnets:
    - name: eu-central-1a
      zone: eu-central-1a
      type: Public
      cidr: 10.20.0.0/19
`,
  sources: [
    'VPC user guide, "Subnet CIDR blocks"',
    'kubernetes/kops pkg/apis/kops/validation/validation.go, validateSubnet',
  ],

  *check(facts) {
    for (const blocks of byNetwork(fieldBlocks(facts, 'vpc', 'vpc-secondary', 'subnet'))) {
      const outer = blocks.filter(({ field }) => field.role !== 'subnet' && field.family !== 6);
      if (!outer.some(({ field }) => field.role === 'vpc') || !allKnown(facts, outer)) continue;
      for (const block of blocks) {
        const { field, text, network } = block;
        // One that is too large for any VPC is another rule's.
        if (field.role !== 'subnet' || network.family === 6 || isOutOfRange(block)) continue;
        if (field.existing && field.reader !== 'kOps') continue;
        if (outer.some((vpc) => contains(vpc.network, network))) continue;
        const around = outer.filter((vpc) => contains(network, vpc.network));
        const how = around.length > 0 ? 'is larger than' : 'does not lie in';
        const named = around.length > 0 ? around : outer;
        yield {
          ...at(
            field.text,
            `${shown(text)} ${how} ${listed(named.map((vpc) => print(vpc.network)))} of its VPC; ${field.reader === 'kOps' ? 'kOps' : 'EC2'} refuses the subnet. Choose a part of the VPC, or add a block to the VPC.`,
          ),
          related: named.map((vpc) => ({ span: vpc.field.text.span, message: 'A block of the VPC.' })),
        };
      }
    }
  },
};

/** No block of the VPC is a template, is wrong, or is written elsewhere. */
function allKnown({ cidrs }: Facts, outer: readonly FieldBlock[]): boolean {
  const [first] = outer;
  const same = cidrs.filter(
    ({ role, network, family }) =>
      (role === 'vpc' || role === 'vpc-secondary') && network === first?.field.network && family !== 6,
  );
  // eksctl only names subnets of VPCs that exist. kOps looks at the text alone, whether or not the VPC exists.
  return (
    same.length === outer.length &&
    outer.every(({ field }) => field.reader !== 'eksctl' && (field.reader === 'kOps' || !field.existing))
  );
}
