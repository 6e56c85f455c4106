import { parseCidr } from '../domain/cidr.js';
import { at, type Finding, type Fix, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { type FaultyText, faultFinding, faultyPart, faultyTexts } from './support/faults.js';
import { blocksIn } from './support/mended.js';
import { rewrite, shown, spanOf, withComma } from './support/places.js';

export const droppedItem: Rule = {
  id: 'dropped-item',
  severity: 'warning',
  summary: 'The plugin drops this item and goes on with the rest of the value.',
  why: `
\`AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS\` and \`AWS_EXTERNAL_SERVICE_CIDRS\` are IPv4 blocks between commas, each with a prefix
length. An item in any other form (a bare address, a netmask, leading zeros, an IPv6 block, another separator) is logged on
the node and left out, so its traffic is treated as if it had never been listed. In \`ADDITIONAL_ENI_TAGS\` the plugin leaves
out tags whose key contains \`k8s.amazonaws.com\`.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8, 192.168.0.0, fd00::/8"' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8, 192.168.0.0/16"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/networkutils/network.go, parseCIDRString',
    'aws/amazon-vpc-cni-k8s#2243',
    'aws/amazon-vpc-cni-k8s#734',
  ],

  *check(facts) {
    for (const faulty of faultyTexts(facts, 'drops-item')) {
      const isBlock = faulty.variable.kind === 'cidr-list';
      yield (isBlock && severalBlocks(faulty)) || faultFinding(faulty, ...(isBlock ? without(faulty) : []));
    }
  },
};

function severalBlocks(faulty: FaultyText): Finding | undefined {
  const part = faultyPart(faulty);
  const item = faulty.text.slice(part.start, part.end);
  const blocks = blocksIn(item);
  if (!blocks) return undefined;
  return at(
    { span: spanOf(faulty.setting, part) },
    `${shown(item)} is one item to the plugin, which logs it and drops it from the list. Put commas between the blocks.`,
    rewrite('Put commas between the blocks', false, faulty, part, blocks.join(',')),
  );
}

function without(faulty: FaultyText): Fix[] {
  const part = faultyPart(faulty);
  const item = faulty.text.slice(part.start, part.end);
  // An empty item goes by the suggestion of the row.
  if (/^[\s,]*$/.test(item)) return [];
  // There never was and never will be an IPv6 block in these lists.
  const safe = parseCidr(item)?.family === 6;
  return [rewrite(`Remove ${shown(item)}`, safe, faulty, withComma(faulty.text, part), '')];
}
