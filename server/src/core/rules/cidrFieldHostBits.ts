import { hasHostBits, print } from '../domain/cidr.js';
import type { CidrField } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { addresses, type FieldBlock, fieldBlocks, isOutOfRange, ofVpc } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const cidrFieldHostBits: Rule = {
  id: 'cidr-field-host-bits',
  severity: 'information',
  summary: 'A field holds a block with bits beyond its prefix.',
  why: `
\`100.68.0.18/18\` looks like one address and stands for 16,384, which begin at \`100.68.0.0\`. EC2 clears the bits beyond the
prefix of a VPC or a subnet without a word, so what it makes is not what is written; other texts that name the block then
differ from it. In a list of who may come in, the block lets in more than the address it seems to name. kOps refuses such
a block.

Write the block that counts, or a longer prefix if a smaller block was meant.`,
  bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-office
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.7/24
`,
  good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-office
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.0/24
`,
  sources: [
    'EC2 API reference, CreateSubnet and CreateVpc, CidrBlock',
    'kubernetes/kops pkg/apis/kops/validation/validation.go, parseCIDR',
    'projectcalico/calico libcalico-go/lib/validator/v3, IPPool',
    'containernetworking/plugins plugins/ipam/host-local/backend/allocator/range.go, Canonicalize',
  ],

  *check(facts) {
    for (const block of fieldBlocks(facts)) {
      // A block of another length will have to be written anyway.
      if (!hasHostBits(block.written) || isOutOfRange(block) || block.field.address) continue;
      const { field } = block;
      const text = print(block.network);
      yield {
        ...at(field.text, message(block, text), ...rewritten(field.text, text, isSame(block))),
        ...(refuses(field) && { severity: 'warning' }),
      };
    }
  },
};

function message({ field, text, network }: FieldBlock, put: string): string {
  const what = `${shown(text)} has bits beyond its prefix`;
  if (refuses(field)) return `${what}, which ${field.reader} refuses. Write ${shown(put)}.`;
  if (ofVpc(field.role)) return `${what}, which EC2 clears: what you get is ${put}.`;
  return `${what}: it stands for ${put}, ${addresses(network)}.`;
}

/** Others clear the bits; for pools of Calico that stand in its Installation it is not known. */
const refuses = ({ reader, role, field }: CidrField): boolean =>
  reader === 'kOps' ||
  (reader === 'host-local' && role === 'attachment') ||
  (reader === 'Calico' && field === 'spec.cidr');

/** It reads the same to all readers. A VPC or a subnet whose text changes may be replaced by a new one. */
const isSame = ({ field: { role } }: FieldBlock): boolean =>
  role === 'access' || role === 'policy' || role === 'policy-except';
