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

/** A constant that is made when it is first asked for: what starts the module need not wait for it. */
function onDemand<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The rows of each family as they stand in the table: cut, but not read. */
const families = onDemand(
  (): ReadonlyMap<string, readonly string[]> =>
    new Map(
      TABLE.trim()
        .split('\n')
        .map((line) => {
          const [family = '', ...rows] = line.split(' ');
          return [family, rows];
        }),
    ),
);

/** In the order of the table. */
const names = onDemand((): readonly string[] =>
  [...families()].flatMap(([family, rows]) => rows.map((row) => `${family}.${sizeOf(row)}`)),
);

/** Reads one row of the table only. */
export function instanceType(name: string): InstanceType | undefined {
  const [family = '', size, more] = name.split('.');
  if (!size || more !== undefined) return undefined;
  const row = families()
    .get(family)
    ?.find((each) => sizeOf(each) === size);
  return row === undefined ? undefined : readRow(family, row);
}

/** All types, by family and size in the order of the table. Reads the whole table: about a millisecond. */
export const instanceTypes = (): readonly InstanceType[] =>
  [...families()].flatMap(([family, rows]) => rows.map((row) => readRow(family, row)));

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
  const near: { readonly known: string; readonly slips: number }[] = [];
  for (const known of more.length > 0 ? new Set([...names(), ...more]) : names()) {
    // Each character more or less is a slip.
    if (Math.abs(known.length - wanted.length) > 2) continue;
    const slips = distance(wanted, known);
    if (slips <= 2) near.push({ known, slips });
  }
  return near
    .sort((a, b) => a.slips - b.slips || (a.known < b.known ? -1 : 1))
    .slice(0, 5)
    .map(({ known }) => known);
}
