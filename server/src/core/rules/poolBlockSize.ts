import { at, type Rule } from './rule.js';
import { fieldBlocks } from './support/cidrFields.js';

export const poolBlockSize: Rule = {
  id: 'pool-block-size',
  severity: 'warning',
  summary: '`blockSize` of a pool of Calico is out of range, or larger than the pool.',
  why: `
Calico divides a pool into blocks of \`blockSize\` and gives them to nodes. It is a prefix length: 20 to 32 for IPv4, 116 to
128 for IPv6, with 26 and 122 as defaults. A block that is larger than the pool cannot be taken out of it. Calico refuses the
pool. The size cannot be changed later.`,
  bad: `
apiVersion: projectcalico.org/v3
kind: IPPool
metadata:
  name: overlay
spec:
  cidr: 10.244.0.0/16
  blockSize: 16
`,
  good: `
apiVersion: projectcalico.org/v3
kind: IPPool
metadata:
  name: overlay
spec:
  cidr: 10.244.0.0/16
  blockSize: 26
`,
  sources: [
    'Calico documentation, IPPool, blockSize',
    'projectcalico/calico libcalico-go/lib/validator/v3, IPPool',
  ],

  *check(facts) {
    for (const { field, text, written } of fieldBlocks(facts, 'pods')) {
      const { blockSize } = field;
      if (!blockSize) continue;
      const [shortest, longest] = written.family === 4 ? [20, 32] : [116, 128];
      const { value } = blockSize;
      if (value < shortest || value > longest) {
        yield at(
          blockSize,
          `Calico takes a blockSize of ${shortest} to ${longest} for IPv${written.family} and refuses ${value}. It is a prefix length: ${longest - 6} stands for 64 addresses.`,
        );
      } else if (value < written.prefixLength) {
        yield {
          ...at(
            blockSize,
            `A block of /${value} is larger than the pool, a /${written.prefixLength}: Calico refuses it. Choose ${written.prefixLength} to ${longest}, or a larger pool.`,
          ),
          related: [{ span: field.text.span, message: `The pool, ${text}.` }],
        };
      }
    }
  },
};
