/** A block of addresses, as written: bits beyond the prefix may be set. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly prefixLength: number;
}

const bits = (family: 4 | 6): number => (family === 4 ? 32 : 128);

/**
 * Accepts what Go's `net.ParseCIDR` accepts: no blanks, no leading zeros in octets (in the prefix length they pass).
 * `::ffff:10.0.0.0/104` stays an IPv6 block here; Go too keeps its 16 bytes, see `unmap` for what it prints.
 */
export function parseCidr(text: string): Cidr | undefined {
  const [, host, length] = /^([^/]*)\/(\d+)$/.exec(text) ?? [];
  if (host === undefined) return undefined;
  const parsed = parseAddress(host);
  const prefixLength = Number(length);
  return parsed && prefixLength <= bits(parsed.family) ? { ...parsed, prefixLength } : undefined;
}

type Address = Pick<Cidr, 'family' | 'address'>;

function parseAddress(text: string): Address | undefined {
  const family = text.includes(':') ? 6 : 4;
  const address = family === 4 ? parseIPv4(text) : parseIPv6(text);
  return address === undefined ? undefined : { family, address };
}

function parseIPv4(text: string): bigint | undefined {
  const octets = text.split('.');
  const valid =
    octets.length === 4 && octets.every((o) => /^(?:0|[1-9]\d{0,2})$/.test(o) && Number(o) <= 255);
  return valid ? joined(octets, 8) : undefined;
}

function parseIPv6(text: string): bigint | undefined {
  const hex = withoutEmbeddedIPv4(text);
  const halves = hex?.split('::').map((half) => (half === '' ? [] : half.split(':')));
  if (!halves || halves.length > 2) return undefined;
  const [head = [], tail] = halves;
  const missing = 8 - head.length - (tail?.length ?? 0);
  // `::` stands for one group at least.
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!groups.every((g) => /^[0-9a-fA-F]{1,4}$/.test(g))) return undefined;
  return joined(
    groups.map((g) => `0x${g}`),
    16,
  );
}

/** `::ffff:10.0.0.1` → `::ffff:a00:1`. */
function withoutEmbeddedIPv4(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const start = text.lastIndexOf(':') + 1;
  const embedded = parseIPv4(text.slice(start));
  if (embedded === undefined) return undefined;
  return `${text.slice(0, start)}${(embedded >> 16n).toString(16)}:${(embedded & 0xffffn).toString(16)}`;
}

const joined = (parts: readonly string[], width: number): bigint =>
  parts.reduce((sum, part) => (sum << BigInt(width)) | BigInt(part), 0n);

/** Number of addresses in the block. */
export const addressCount = ({ family, prefixLength }: Cidr): bigint =>
  1n << BigInt(bits(family) - prefixLength);

const hostBits = (cidr: Cidr): bigint => cidr.address & (addressCount(cidr) - 1n);

export const hasHostBits = (cidr: Cidr): boolean => hostBits(cidr) !== 0n;

/** The same block with the bits beyond the prefix cleared. */
export const network = (cidr: Cidr): Cidr => ({ ...cidr, address: cidr.address - hostBits(cidr) });

export const contains = (outer: Cidr, inner: Cidr): boolean =>
  outer.family === inner.family &&
  outer.prefixLength <= inner.prefixLength &&
  network(outer).address === network({ ...inner, prefixLength: outer.prefixLength }).address;

/** Blocks are nested or apart, so one of two that overlap holds the other. */
export const overlaps = (a: Cidr, b: Cidr): boolean => contains(a, b) || contains(b, a);

/** The block whose two halves these are; undefined for any other pair. */
export function merge(a: Cidr, b: Cidr): Cidr | undefined {
  if (a.family !== b.family || a.prefixLength !== b.prefixLength || a.prefixLength === 0) return undefined;
  const whole = network({ ...a, prefixLength: a.prefixLength - 1 });
  return contains(whole, b) && !overlaps(a, b) ? whole : undefined;
}

const MAPPED: Cidr = { family: 6, address: 0xffffn << 32n, prefixLength: 96 };

/** The IPv4 block that Go's `IPNet.String` prints for an IPv4-mapped one; every other block as it is. */
export const unmap = (cidr: Cidr): Cidr =>
  contains(MAPPED, cidr)
    ? { family: 4, address: cidr.address & 0xffffffffn, prefixLength: cidr.prefixLength - 96 }
    : cidr;

/** Canonical text: RFC 5952 for IPv6. Bits beyond the prefix are kept. */
export const print = (cidr: Cidr): string =>
  `${cidr.family === 4 ? printIPv4(cidr.address) : printIPv6(cidr)}/${cidr.prefixLength}`;

const parts = (address: bigint, count: number, width: number): bigint[] =>
  Array.from(
    { length: count },
    (_, i) => (address >> BigInt((count - 1 - i) * width)) & ((1n << BigInt(width)) - 1n),
  );

const printIPv4 = (address: bigint): string => parts(address, 4, 8).join('.');

function printIPv6({ address }: Cidr): string {
  if (address >> 32n === 0xffffn) return `::ffff:${printIPv4(address & 0xffffffffn)}`;
  const groups = parts(address, 8, 16).map((group) => group.toString(16));
  const zeros = longestRun(groups);
  if (zeros.length < 2) return groups.join(':');
  return `${groups.slice(0, zeros.start).join(':')}::${groups.slice(zeros.start + zeros.length).join(':')}`;
}

/** The longest run of zero groups, the first one of equals. */
function longestRun(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  groups.forEach((group, i) => {
    length = group === '0' ? length + 1 : 0;
    if (length > best.length) best = { start: i - length + 1, length };
  });
  return best;
}

/** An item of a list, without the blanks round it. Half-open offsets into the list. */
export interface Item {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** As Go's `strings.Split` at commas and `strings.TrimSpace`: an empty item stays, with `start` equal to `end`. */
export function splitList(text: string): Item[] {
  let offset = 0;
  return text.split(',').map((raw) => {
    const item = raw.trim();
    const start = offset + (raw.length - raw.trimStart().length);
    offset += raw.length + 1;
    return { text: item, start, end: start + item.length };
  });
}

export type CidrProblem =
  | 'missing-prefix-length'
  | 'prefix-length-out-of-range'
  | 'octet-out-of-range'
  | 'leading-zeros'
  | 'netmask'
  | 'blanks'
  | 'separator'
  | 'other-family'
  | 'not-a-cidr';

export interface CidrExplanation {
  readonly kind: CidrProblem;
  /** Finishes the sentence `"<text>" …`, without a full stop. */
  readonly message: string;
  /** Whole texts to put in its place, the most plausible first. Each is a block without host bits. */
  readonly suggestions: readonly string[];
}

/** Why a text is no block of the family, or of either; undefined: it is one. */
export function explainCidr(text: string, family?: 4 | 6): CidrExplanation | undefined {
  const cidr = parseCidr(text);
  if (cidr && (family ?? cidr.family) === cidr.family) return undefined;
  const { kind, meant } = cidr ? { kind: 'other-family' as const, meant: [] } : guess(text);
  const suggestions = meant
    .filter((block) => (family ?? block.family) === block.family)
    .map((b) => print(network(b)));
  const wanted = family && meant.length > suggestions.length ? 'other-family' : kind;
  return { kind: wanted, message: MESSAGES[wanted](family), suggestions: [...new Set(suggestions)] };
}

const MESSAGES: Record<CidrProblem, (family: 4 | 6 | undefined) => string> = {
  'missing-prefix-length': () => 'has no prefix length',
  'prefix-length-out-of-range': () => 'has a prefix length longer than the address',
  'octet-out-of-range': () => 'has a part above 255',
  'leading-zeros': () => 'has a part with leading zeros, which Go refuses',
  netmask: () => 'has a netmask where a prefix length belongs',
  blanks: () => 'has blanks in it',
  separator: () => 'has a wrong separator: dots go between the parts, a slash before the prefix length',
  'other-family': (family) =>
    family === 4 ? 'is an IPv6 block where only IPv4 counts' : 'is an IPv4 block where only IPv6 counts',
  'not-a-cidr': (family) =>
    `is not an ${family === 6 ? 'IPv6' : 'IPv4'} block such as ${family === 6 ? '2001:db8::/32' : '10.0.0.0/8'}`,
};

interface Guess {
  readonly kind: CidrProblem;
  readonly meant: readonly Cidr[];
}

const NOTHING: Guess = { kind: 'not-a-cidr', meant: [] };

function guess(text: string): Guess {
  // Longer than any block that somebody could have meant.
  if (text.length > 100) return NOTHING;
  const dense = text.replace(/\s+/g, '');
  if (dense === '') return NOTHING;
  if (dense !== text) {
    const cidr = parseCidr(dense);
    return { kind: 'blanks', meant: cidr ? [cidr] : guess(dense).meant };
  }
  return guessNetmask(text) ?? guessIPv4(text) ?? guessIPv6(text) ?? NOTHING;
}

/** `10.0.0.0/255.0.0.0`. A mask with a gap stands for no block. */
function guessNetmask(text: string): Guess | undefined {
  const [, host = '', maskText] = /^([\d.]+)\/(\d+(?:\.\d+){3})$/.exec(text) ?? [];
  const mask = maskText === undefined ? undefined : parseIPv4(maskText);
  if (mask === undefined) return undefined;
  const prefixLength = mask.toString(2).replace(/0+$/, '').length;
  const contiguous = mask === 0n || mask === (1n << 32n) - (1n << BigInt(32 - prefixLength));
  const length = mask === 0n ? 0 : prefixLength;
  return { kind: 'netmask', meant: contiguous ? (guessIPv4(`${host}/${length}`)?.meant ?? []) : [] };
}

/** One to four numbers, then perhaps a prefix length, whatever stands between them. */
function guessIPv4(text: string): Guess | undefined {
  const [, head = '', lengthMark = '', lengthText] =
    /^(\d+(?:[.,;:_-]+\d+){0,3})(?:([/\\|]+[+-]?|[:,;_-]+)(\d+)|\/)?$/.exec(text) ?? [];
  if (head === '') return undefined;
  const octets = head.split(/[^\d]+/);
  // A lone number, and five of them in a row without a slash in front of the last, mean nothing to us.
  if (lengthText === undefined && octets.length < 4) return undefined;
  const address = joined(
    [...octets, '0', '0', '0'].slice(0, 4).map((o) => `${Math.min(255, Number(o))}`),
    8,
  );
  const kind = (): CidrProblem => {
    if (/[,;:_-]|\.\./.test(head) || (lengthText !== undefined && lengthMark !== '/')) return 'separator';
    if (octets.length < 4) return 'not-a-cidr';
    if (octets.some((o) => Number(o) > 255)) return 'octet-out-of-range';
    if (octets.some((o) => /^0\d/.test(o))) return 'leading-zeros';
    return lengthText === undefined ? 'missing-prefix-length' : 'prefix-length-out-of-range';
  };
  if (lengthText !== undefined) {
    return { kind: kind(), meant: [{ family: 4, address, prefixLength: Math.min(32, Number(lengthText)) }] };
  }
  return {
    kind: kind(),
    meant: plausibleLengths(address).map((prefixLength) => ({ family: 4, address, prefixLength })),
  };
}

/** Blocks that people write by their first address alone. */
const WELL_KNOWN = ['0.0.0.0/0', '100.64.0.0/10', '172.16.0.0/12'].flatMap((text) => parseCidr(text) ?? []);

const plausibleLengths = (address: bigint): number[] => [
  ...WELL_KNOWN.filter((block) => block.address === address).map((block) => block.prefixLength),
  ...[8, 16, 24, 32].filter((prefixLength) => !hasHostBits({ family: 4, address, prefixLength })),
];

function guessIPv6(text: string): Guess | undefined {
  const [host = '', lengthText, more] = text.split('/');
  const parsed = parseAddress(host);
  if (parsed?.family !== 6 || more !== undefined) return undefined;
  const lengths = lengthText === undefined ? [32, 48, 56, 64, 128] : /^\d+$/.test(lengthText) ? [128] : [];
  const blocks = lengths.map((prefixLength) => ({ ...parsed, prefixLength }));
  return {
    kind: lengthText === undefined ? 'missing-prefix-length' : 'prefix-length-out-of-range',
    meant: blocks.filter((block) => !hasHostBits(block)),
  };
}
