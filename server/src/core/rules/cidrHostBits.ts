import { hasHostBits, print } from '../domain/cidr.js';
import { at, type Rule } from './rule.js';
import { blockLists } from './support/blocks.js';
import { awsNode } from './support/example.js';
import { rewrite, spanOf } from './support/places.js';

export const cidrHostBits: Rule = {
  id: 'cidr-host-bits',
  severity: 'information',
  summary: 'A block is written with bits beyond its prefix.',
  why: `
\`10.1.2.3/16\` looks like one address and stands for 65,536. The plugin clears the bits beyond the prefix without a word
and works with \`10.1.0.0/16\`. Write the block that counts, or a longer prefix if a smaller block was meant.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.1.2.3/16"' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.1.0.0/16"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/networkutils/network.go, parseCIDRString', 'Go net.ParseCIDR'],

  *check(facts) {
    for (const list of blockLists(facts)) {
      for (const block of list.blocks) {
        if (!hasHostBits(block.written)) continue;
        const text = print(block.network);
        yield at(
          { span: spanOf(list.setting, block) },
          `"${block.text}" has bits beyond its prefix, which the plugin clears: it works with ${text}.`,
          rewrite(`Write "${text}"`, true, list, block, text),
        );
      }
    }
  },
};
