import { contains, overlaps } from '../domain/cidr.js';
import { at, type Rule } from './rule.js';
import { byNetwork, type FieldBlock, fieldBlocks } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { isIn, isRefusedByWebhook, PRIVATE, ranges } from './support/ranges.js';

export const secondaryCidrRestricted: Rule = {
  id: 'secondary-cidr-restricted',
  severity: 'hint',
  summary: 'EC2 may not take this secondary block beside the first block of the VPC.',
  why: `
Not every block goes with every VPC. Beside a first block of one of the private ranges \`10.0.0.0/8\`, \`172.16.0.0/12\` and
\`192.168.0.0/16\`, EC2 refuses blocks of the other two, and \`198.19.0.0/16\`; beside a block of \`10.0.0.0/15\` it refuses those
of \`10.0.0.0/16\`, and beside one of \`172.16.0.0/12\` it refuses \`172.31.0.0/16\`. Beside \`100.64.0.0/10\`, \`198.19.0.0/16\` and
public blocks it refuses the private ranges.

Blocks of \`100.64.0.0/10\` go with all private VPCs and are the usual choice for the subnets of pods.`,
  bad: `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  additionalNetworkCIDRs:
    - 192.168.0.0/16
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
  additionalNetworkCIDRs:
    - 100.64.0.0/16
  networking:
    amazonvpc: {}
`,
  sources: ['VPC user guide, "VPC CIDR blocks", IPv4 CIDR block association restrictions'],

  *check(facts) {
    for (const blocks of byNetwork(fieldBlocks(facts, 'vpc', 'vpc-secondary'))) {
      const primaries = blocks.filter(({ field, network }) => field.role === 'vpc' && network.family === 4);
      const [primary, another] = primaries;
      if (!primary || another) continue;
      for (const secondary of blocks) {
        // What a VPC has already, EC2 has taken.
        if (secondary.field.role === 'vpc' || secondary.field.existing) continue;
        if (!isRestricted(primary, secondary)) continue;
        yield {
          ...at(
            secondary.field.text,
            `EC2 does not take ${shown(secondary.text)} beside ${shown(primary.text)}, as far as its documentation goes. Blocks of 100.64.0.0/10 go with every private VPC.`,
          ),
          related: [{ span: primary.field.text.span, message: 'The first block of the VPC.' }],
        };
      }
    }
  },
};

const BENCHMARK = ranges('198.19.0.0/16');

function isRestricted({ network: primary }: FieldBlock, secondary: FieldBlock): boolean {
  const { network: block } = secondary;
  // What overlaps is refused for that, and is another rule's.
  if (block.family === 6 || overlaps(primary, block) || isRefusedByWebhook(secondary)) return false;
  const own = PRIVATE.filter((range) => contains(range, primary));
  if (own.length === 0) return isIn(block, PRIVATE) || (isIn(block, BENCHMARK) && !isIn(primary, BENCHMARK));
  if (isIn(block, BENCHMARK)) return true;
  if (!isIn(block, own)) return isIn(block, PRIVATE);
  return NARROW.some(({ beside, refused }) => isIn(primary, beside) && isIn(block, refused));
}

/** Within one private range. */
const NARROW = [
  { beside: ranges('10.0.0.0/15'), refused: ranges('10.0.0.0/16') },
  { beside: ranges('172.16.0.0/12'), refused: ranges('172.31.0.0/16') },
];
