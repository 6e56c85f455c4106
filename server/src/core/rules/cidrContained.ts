import { at, type Rule } from './rule.js';
import { outerOf } from './support/blockIndex.js';
import { blockLists } from './support/blocks.js';
import { awsNode } from './support/example.js';
import { rewrite, spanOf, withComma } from './support/places.js';

export const cidrContained: Rule = {
  id: 'cidr-contained',
  severity: 'information',
  summary: 'A block lies inside another one of the same list.',
  why: `
The larger block already says all that the smaller one does, so the smaller one changes nothing. There is no way to take
a part out of a block again by naming it.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8,10.20.0.0/16"' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s#3658',
    'aws/amazon-vpc-cni-k8s pkg/networkutils/network.go, parseCIDRString',
  ],

  *check(facts) {
    for (const list of blockLists(facts)) {
      for (const block of list.blocks) {
        const outer = outerOf(block, list);
        if (!outer) continue;
        yield {
          ...at(
            { span: spanOf(list.setting, block) },
            `"${block.text}" lies inside "${outer.text}" of the same list and changes nothing.`,
            rewrite(`Remove "${block.text}"`, true, list, withComma(list.text, block), ''),
          ),
          tag: 'unnecessary',
          related: [{ span: spanOf(list.setting, outer), message: 'The block around it.' }],
        };
      }
    }
  },
};
