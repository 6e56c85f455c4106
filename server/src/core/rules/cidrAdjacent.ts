import { addressCount, print } from '../domain/cidr.js';
import { at, type Rule } from './rule.js';
import { type Block, parent } from './support/blockIndex.js';
import { blockLists } from './support/blocks.js';
import { awsNode } from './support/example.js';
import { spanOf, withComma } from './support/places.js';

export const cidrAdjacent: Rule = {
  id: 'cidr-adjacent',
  severity: 'hint',
  summary: 'Two blocks are the halves of one.',
  why: `
Each block becomes a rule on every node. Two halves of one block can be written as that block, which means the same in
one rule. Where the halves belong to two networks, two items may be the clearer text.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/17,10.0.128.0/17"' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/16"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/networkutils/network.go, parseCIDRString'],

  *check(facts) {
    for (const { setting, text: list, blocks, find, holding } of blockLists(facts)) {
      for (const second of blocks) {
        const whole = parent(second.network);
        if (!whole || holding(whole)) continue;
        // The halves differ in the last bit of the prefix.
        const first = find({
          ...second.network,
          address: second.network.address ^ addressCount(second.network),
        });
        // Once for each pair: at the later half, and not at its duplicates.
        if (!first || first.start > second.start || find(second.network) !== second) continue;
        const text = print(whole);
        yield {
          ...at(
            { span: spanOf(setting, second) },
            `"${second.text}" and "${first.text}" are the halves of ${text}; one item can stand for both.`,
            // Two items may say more to a reader.
            {
              title: `Write "${text}" for both`,
              safe: false,
              kind: 'value',
              setting,
              text: merged(list, first, second, text),
            },
          ),
          related: [{ span: spanOf(setting, first), message: 'The other half.' }],
        };
      }
    }
  },
};

function merged(list: string, first: Block, second: Block, text: string): string {
  const gone = withComma(list, second);
  return list.slice(0, first.start) + text + list.slice(first.end, gone.start) + list.slice(gone.end);
}
