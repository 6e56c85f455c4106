import { at, type Rule } from './rule.js';
import { blockLists } from './support/blocks.js';
import { awsNode } from './support/example.js';
import { rewrite, spanOf, withComma } from './support/places.js';

export const cidrDuplicate: Rule = {
  id: 'cidr-duplicate',
  severity: 'information',
  summary: 'A block is in the list twice.',
  why: `
The second one changes nothing. Two texts are the same block when they differ only in bits beyond the prefix, as
\`10.0.0.0/8\` and \`10.1.0.0/8\` do. Often one of the two was meant to be another block.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8,192.168.0.0/16,10.0.0.0/8"' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8,192.168.0.0/16"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/networkutils/network.go, parseCIDRString'],

  *check(facts) {
    for (const list of blockLists(facts)) {
      for (const block of list.blocks) {
        const first = list.find(block.network);
        if (!first || first === block) continue;
        yield {
          ...at(
            { span: spanOf(list.setting, block) },
            `"${block.text}" is already in the list and changes nothing here.`,
            rewrite(`Remove "${block.text}"`, true, list, withComma(list.text, block), ''),
          ),
          tag: 'unnecessary',
          related: [{ span: spanOf(list.setting, first), message: 'The same block.' }],
        };
      }
    }
  },
};
