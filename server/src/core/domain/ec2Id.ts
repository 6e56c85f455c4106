import { parseCidr } from './cidr.js';

/** What stands in front of the dash of an id: `subnet-`, `sg-`. */
export type Ec2Prefix = 'subnet' | 'sg';

export interface IdFault {
  /** Finishes the sentence `"<text>" …`. */
  readonly message: string;
  /** What was meant. */
  readonly suggestion?: string;
  /** The suggestion says the same, only in the right form. */
  readonly safe: boolean;
}

/**
 * What keeps a text from being the id of a subnet or a security group; undefined: nothing. An id is the prefix, a dash
 * and 17 hexadecimal digits in lower case, or 8 in resources from before 2018.
 *
 * Source: EC2 user guide, "Resource IDs".
 */
export function explainId(text: string, prefix: Ec2Prefix): IdFault | undefined {
  if (isId(text, prefix)) return undefined;
  const bare = text.trim();
  if (bare === '') return { message: 'is empty', safe: false };
  const meant = (message: string, suggestion: string, safe = true) => ({ message, suggestion, safe });
  if (isId(bare, prefix)) return meant('has blanks round it', bare);
  const small = bare.toLowerCase();
  if (isId(small, prefix)) return meant('has letters in upper case', small);
  const [, digits] = BARE.exec(small) ?? [];
  // Eight digits alone may as well be somebody's name for something.
  if (digits) return meant(`lacks "${prefix}-" in front`, `${prefix}-${digits}`, digits.length === 17);
  const [, own, rest] = MISSPELT.exec(small) ?? [];
  if (rest && PREFIXES[prefix].includes(own ?? '')) {
    return meant(`does not begin with "${prefix}-"`, `${prefix}-${rest}`);
  }
  const last = small.split('/').at(-1) ?? '';
  if (small.startsWith('arn:') && isId(last, prefix)) return meant('is an ARN', last);
  return { message: otherwise(bare, small, prefix), safe: false, ...slip(small, prefix) };
}

const isId = (text: string, prefix: Ec2Prefix): boolean =>
  text.startsWith(`${prefix}-`) && /^([0-9a-f]{8}|[0-9a-f]{17})$/.test(text.slice(prefix.length + 1));

const BARE = /^-?([0-9a-f]{17}|[0-9a-f]{8})$/;
const MISSPELT = /^([a-z]+(?:[ _-][a-z]+)?)[ _:.-]{0,3}([0-9a-f]{17}|[0-9a-f]{8})$/;
const PREFIXES: Readonly<Record<Ec2Prefix, readonly string[]>> = {
  subnet: ['subnet', 'subnets', 'subnetid', 'subnet-id', 'sunbet', 'subent', 'sub'],
  sg: ['sg', 'sgs', 'security-group', 'securitygroup', 'security_group', 'sg-id', 'gs'],
};

const OTHERS: Readonly<Record<string, string>> = {
  subnet: 'a subnet',
  sg: 'a security group',
  sgr: 'a rule of a security group',
  vpc: 'a VPC',
  eni: 'a network interface',
  rtb: 'a route table',
  acl: 'a network ACL',
  i: 'an instance',
};

function otherwise(text: string, small: string, prefix: Ec2Prefix): string {
  if (parseCidr(text) || /^[\da-f]*[.:][\da-f.:]*\/\d+$/.test(small)) return 'is a CIDR block, not an id';
  if (/[,;\s]/.test(text)) return 'is more than one id';
  const [, other] = /^([a-z]+)-[0-9a-f]{8,17}$/.exec(small) ?? [];
  if (other && other !== prefix && Object.hasOwn(OTHERS, other)) return `is the id of ${OTHERS[other]}`;
  if (!small.startsWith(`${prefix}-`)) return 'is a name, not an id';
  const digits = small.slice(prefix.length + 1);
  if (digits === '') return 'is only the beginning of an id';
  const strange = [...new Set(digits.replace(/[0-9a-f]/g, ''))];
  if (strange.length === 0) {
    const looks = digits.length < 8 ? 'looks like a sample: it ' : '';
    return `${looks}has ${digits.length} ${digits.length === 1 ? 'digit' : 'digits'} behind "${prefix}-" where an id has 8 or 17`;
  }
  if ((digits.length === 8 || digits.length === 17) && strange.every((c) => /[a-z]/.test(c))) {
    return `holds ${strange.map((c) => `"${c}"`).join(', ')}, and ids have hexadecimal digits only`;
  }
  return 'is a name or a sample, not an id';
}

/** Letters taken for digits. */
function slip(small: string, prefix: Ec2Prefix): { readonly suggestion?: string } {
  const suggestion = `${prefix}-${small
    .slice(prefix.length + 1)
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')}`;
  return small.startsWith(`${prefix}-`) && isId(suggestion, prefix) ? { suggestion } : {};
}
