import { distance } from 'fastest-levenshtein';
import { TABLE } from './instances.data.js';

export { DATA_DATE, PRICE_DATE } from './instances.data.js';

/** What EC2 lets one instance type have. An absent figure is not known; it is never zero. */
export interface InstanceType {
  readonly name: string;
  readonly vcpus?: number;
  readonly memoryMib?: number;
  readonly arch?: 'amd64' | 'arm64';
  /** `none` is bare metal. */
  readonly hypervisor?: 'nitro' | 'xen' | 'none';
  readonly bareMetal?: boolean;
  /** Network interfaces of the default network card: the only ones that pods get addresses from. */
  readonly enis?: number;
  /** IPv4 addresses of one interface, its own primary one included. */
  readonly ipv4PerEni?: number;
  /** Network interfaces of all network cards together. */
  readonly totalEnis?: number;
  /** Can have a trunk ENI, which security groups for pods need. */
  readonly trunking?: boolean;
  /** Branch ENIs, that is pods with security groups of their own. */
  readonly branchEnis?: number;
  /** On demand, Linux, in us-east-1. */
  readonly usdPerHour?: number;
}

/** The rows of each family, as they stand in the table: cut, and not read before they are asked for. */
const FAMILIES: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [family = '', ...rows] = line.split(' ');
      return [family, rows] as const;
    }),
);

/** In the order of the table. */
const NAMES: readonly string[] = [...FAMILIES].flatMap(([family, rows]) =>
  rows.map((row) => `${family}.${sizeOf(row)}`),
);

/** Reads one row of the table only. */
export function instanceType(name: string): InstanceType | undefined {
  const [family = '', size, more] = name.split('.');
  if (!size || more !== undefined) return undefined;
  const row = FAMILIES.get(family)?.find((each) => sizeOf(each) === size);
  return row === undefined ? undefined : readRow(family, row);
}

/** All types, by family and size in the order of the table. Reads the whole table: about a millisecond. */
export const instanceTypes = (): readonly InstanceType[] =>
  [...FAMILIES].flatMap(([family, rows]) => rows.map((row) => readRow(family, row)));

const ARCHS = { x: 'amd64', a: 'arm64' } as const;
const HYPERVISORS = { n: 'nitro', x: 'xen', b: 'none' } as const;

/** `large,xn,2,8192,3,10,,9,.096`: see the head of the table for the columns. */
function readRow(family: string, row: string): InstanceType {
  const [size, make = '', vcpus, memory, enis, addresses, total, branch, price] = row.split(',');
  const arch = lookup(ARCHS, make[0]);
  const hypervisor = lookup(HYPERVISORS, make[1]);
  const branchEnis = figure(branch);
  return compact({
    name: `${family}.${size}`,
    vcpus: figure(vcpus),
    memoryMib: figure(memory),
    arch,
    hypervisor,
    bareMetal: hypervisor ? hypervisor === 'none' : make[1] === '0' ? false : undefined,
    enis: figure(enis),
    ipv4PerEni: figure(addresses),
    totalEnis: figure(total || enis),
    trunking: branchEnis === undefined ? undefined : branchEnis > 0,
    branchEnis,
    usdPerHour: figure(price),
  });
}

function sizeOf(row: string): string {
  const end = row.indexOf(',');
  return end < 0 ? row : row.slice(0, end);
}

const lookup = <T extends object>(letters: T, letter: string | undefined): T[keyof T] | undefined =>
  letter !== undefined && Object.hasOwn(letters, letter) ? letters[letter as keyof T] : undefined;

const figure = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Without the keys that have no value. */
const compact = (
  type: { readonly name: string } & Loose<Required<Omit<InstanceType, 'name'>>>,
): InstanceType =>
  Object.fromEntries(
    Object.entries(type).filter(([, value]) => value !== undefined),
  ) as unknown as InstanceType;

/** Types of the table, or of `more`, that a misspelt name may mean, the nearest first; at most five, at most two slips away. */
export function closestInstanceTypes(name: string, more: readonly string[] = []): readonly string[] {
  const wanted = name.trim().toLowerCase();
  if (wanted === '' || wanted.length > 40) return [];
  return [...NAMES, ...more]
    .flatMap((known) => {
      // Each character more or less is a slip.
      const slips = Math.abs(known.length - wanted.length) > 2 ? 3 : distance(wanted, known);
      return slips > 2 ? [] : [{ name: known, slips }];
    })
    .sort((a, b) => a.slips - b.slips || (a.name < b.name ? -1 : 1))
    .filter(({ name: found }, i, all) => found !== all[i - 1]?.name)
    .slice(0, 5)
    .map((type) => type.name);
}
