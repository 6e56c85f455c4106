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

/** A line of the table: its parts are cut, but not read. */
interface Family {
  readonly name: string;
  /** What goes for the rows that say nothing else. */
  readonly usual: readonly string[];
  readonly rows: readonly string[];
}

const families = onDemand(
  (): ReadonlyMap<string, Family> =>
    new Map(
      TABLE.trim()
        .split('\n')
        .map((line) => {
          const [head = '', ...rows] = line.split(' ');
          const [name = '', ...usual] = head.split(',');
          return [name, { name, usual, rows }];
        }),
    ),
);

/** In the order of the table. */
const names = onDemand((): readonly string[] =>
  [...families().values()].flatMap(({ name, rows }) => rows.map((row) => `${name}.${sizeOf(row)}`)),
);

const read = new Map<string, InstanceType>();

/** Reads one row of the table only, once. */
export function instanceType(name: string): InstanceType | undefined {
  const before = read.get(name);
  if (before) return before;
  const type = found(name);
  // There are as many as the table has rows.
  if (type) read.set(name, type);
  return type;
}

function found(name: string): InstanceType | undefined {
  const [start = '', size, more] = name.split('.');
  if (!size || more !== undefined) return undefined;
  const family = families().get(start);
  const row = family?.rows.find((each) => sizeOf(each) === size);
  return family && row !== undefined ? readRow(family, row) : undefined;
}

/** All types, by family and size in the order of the table. Reads the whole table: about a millisecond. */
export const instanceTypes = (): readonly InstanceType[] =>
  [...families().values()].flatMap((family) => family.rows.map((row) => readRow(family, row)));

const ARCHS = { x: 'amd64', a: 'arm64' } as const;
const HYPERVISORS = { n: 'nitro', x: 'xen', b: 'none' } as const;

/** `large,2,3,10,,9` in the line of `m5,xn,4096,.048`: see the head of the table for the columns. */
function readRow({ name, usual: [usualMake, mib, usd] }: Family, row: string): InstanceType {
  const [size, cpus, enis, addresses, total, branch, ownMake, memory, price] = row.split(',');
  const make = ownMake || usualMake || '';
  const vcpus = figure(cpus);
  const arch = lookup(ARCHS, make[0]);
  const hypervisor = lookup(HYPERVISORS, make[1]);
  const branchEnis = figure(branch);
  return compact({
    name: `${name}.${size}`,
    vcpus,
    memoryMib: memory ? figure(memory) : perVcpu(figure(mib), vcpus),
    arch,
    hypervisor,
    bareMetal: hypervisor ? hypervisor === 'none' : make[1] === '0' ? false : undefined,
    enis: figure(enis),
    ipv4PerEni: figure(addresses),
    totalEnis: figure(total || enis),
    trunking: branchEnis === undefined ? undefined : branchEnis > 0,
    branchEnis,
    usdPerHour: price ? figure(price) : perVcpu(figure(usd), vcpus),
  });
}

function sizeOf(row: string): string {
  const end = row.indexOf(',');
  return end < 0 ? row : row.slice(0, end);
}

const lookup = <T extends object>(letters: T, letter: string | undefined): T[keyof T] | undefined =>
  letter !== undefined && Object.hasOwn(letters, letter) ? letters[letter as keyof T] : undefined;

/** `?` is not known. */
const figure = (text: string | undefined): number | undefined =>
  text && text !== '?' ? Number(text) : undefined;

/** What so many vCPUs come to; prices have no more digits. */
export const perVcpu = (one: number | undefined, vcpus: number | undefined): number | undefined =>
  one === undefined || vcpus === undefined ? undefined : Number((one * vcpus).toFixed(6));

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
