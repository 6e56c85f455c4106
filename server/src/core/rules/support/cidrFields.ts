import { addressCount, type Cidr, network, parseCidr } from '../../domain/cidr.js';
import { withCommas } from '../../domain/withCommas.js';
import type { CidrField, CidrRole, Facts } from '../../model/facts.js';
import type { Finding } from '../rule.js';

/** A field with a block in it, of a family that the field takes. */
export interface FieldBlock {
  readonly field: CidrField;
  readonly text: string;
  /** As written, bits beyond the prefix included. */
  readonly written: Cidr;
  readonly network: Cidr;
}

/** Every block that a field holds. What is no block, or of the wrong family, is another rule's. */
export const fieldBlocks = (
  { cidrs }: Pick<Facts, 'cidrs'>,
  ...roles: readonly CidrRole[]
): readonly FieldBlock[] =>
  cidrs.flatMap((field) => (roles.length === 0 || roles.includes(field.role) ? blockIn(field) : []));

function blockIn(field: CidrField): FieldBlock[] {
  const { value: text } = field.text;
  const written = text === undefined ? undefined : parseCidr(text);
  if (text === undefined || !written || (field.family ?? written.family) !== written.family) return [];
  return [{ field, text, written, network: network(written) }];
}

/** The blocks of one VPC, and of the cluster in it. */
export function byNetwork(blocks: readonly FieldBlock[]): Iterable<readonly FieldBlock[]> {
  const networks = new Map<string, FieldBlock[]>();
  for (const block of blocks) {
    const { network = '' } = block.field;
    const others = networks.get(network);
    if (others) others.push(block);
    else networks.set(network, [block]);
  }
  return networks.values();
}

export interface Lengths extends Pick<Finding, 'severity'> {
  /** Who refuses all others. */
  readonly reader: string;
  readonly shortest: number;
  readonly longest: number;
}

/** The prefix lengths that are taken; undefined: none is known to be refused. */
export function lengthsOf(field: CidrField): Lengths | undefined {
  const { role, lengths, reader, family, admission } = field;
  const [shortest, longest] = lengths ?? (family !== 6 && ofVpc(role) ? EC2_LENGTHS : []);
  if (shortest === undefined || longest === undefined) return undefined;
  // Tools hand on to EKS and EC2 what they have no rule of their own for.
  if (role === 'service' && isOfEks(field)) return { reader: 'EKS', shortest, longest };
  const isEc2 = !lengths || (!admission && shortest === EC2_LENGTHS[0] && longest === EC2_LENGTHS[1]);
  return { reader: isEc2 ? 'EC2' : reader, shortest, longest, ...(!isEc2 && refused(field)) };
}

const EC2_LENGTHS = [16, 28] as const;

/** EC2 makes it, and has rules for it. */
export const ofVpc = (role: CidrRole): boolean =>
  role === 'vpc' || role === 'vpc-secondary' || role === 'subnet';

/** The block is longer or shorter than its reader takes. IPv4 lengths say nothing of an IPv6 block. */
export function isOutOfRange({ field, written }: FieldBlock): boolean {
  const range = lengthsOf(field);
  if (!range || (written.family === 6 && range.longest <= 32)) return false;
  return written.prefixLength < range.shortest || written.prefixLength > range.longest;
}

/** An error where the API server refuses the object. */
export const refused = ({ admission }: CidrField): Pick<Finding, 'severity'> =>
  admission ? { severity: 'error' } : {};

/** `256 addresses`. */
export function addresses(block: Cidr): string {
  const count = addressCount(block);
  return `${withCommas(count)} ${count === 1n ? 'address' : 'addresses'}`;
}

/** The range of services is one that EKS is told, or has been. */
export const isOfEks = ({ reader }: CidrField): boolean => EKS_READERS.includes(reader);

const EKS_READERS = ['eksctl', 'EKS', 'CloudFormation', 'nodeadm'];
