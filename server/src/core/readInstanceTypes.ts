import { isFields, quoted, type Reader, type Spot } from './complaints.js';
import type { InstanceType } from './domain/instances.js';
import { type Settings, typeNamed } from './settings.js';

/** Least and most. */
export type Range = readonly [number, number];

export const isWhole = (value: unknown, [least, most]: Range): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

export const wholeFrom = ([least, most]: Range): string => `a whole number from ${least} to ${most}`;

interface Figure {
  readonly is: (value: unknown) => boolean;
  /** What it should be. */
  readonly what: string;
}

const whole = (...range: Range): Figure => ({
  is: (value) => isWhole(value, range),
  what: wholeFrom(range),
});
const oneOf = (...words: readonly string[]): Figure => ({
  is: (value) => typeof value === 'string' && words.includes(value),
  what: words.join(' or '),
});
const SWITCH: Figure = { is: (value) => typeof value === 'boolean', what: 'true or false' };
const PRICE: Figure = {
  is: (value) => typeof value === 'number' && value > 0 && value <= 100_000,
  what: 'a price above 0',
};

/** Twice what any type has today, and more. `package.json` gives the same limits. */
const FIGURES: Readonly<Record<Exclude<keyof InstanceType, 'name'>, Figure>> = {
  enis: whole(1, 256),
  ipv4PerEni: whole(2, 256),
  vcpus: whole(1, 4096),
  memoryMib: whole(1, 268_435_456),
  arch: oneOf('amd64', 'arm64'),
  hypervisor: oneOf('nitro', 'xen', 'none'),
  bareMetal: SWITCH,
  totalEnis: whole(1, 1024),
  trunking: SWITCH,
  branchEnis: whole(0, 1024),
  usdPerHour: PRICE,
};

/** Names of types go into messages and hovers: they are built as those of EC2. */
const TYPE_NAME = /^[a-z\d][a-z\d-]{0,30}\.[a-z\d][a-z\d-]{0,30}$/;

export const readInstanceTypes: Reader<Settings['instanceTypes']> = (value, at) => {
  if (!isFields(value)) return at.refuse(' should be an object of instance types');
  const accepted: [string, InstanceType][] = [];
  for (const [name, figures] of Object.entries(value)) {
    const own = at.below(name);
    if (!TYPE_NAME.test(name)) {
      own.leaveOut(`: ${quoted(name)} is no name of an instance type, such as m5.large`);
    } else if (isFields(figures)) {
      const type = readType(name, figures, own);
      if (type) accepted.push([name, type]);
    } else {
      own.leaveOut(`: "${name}" should be an object of figures`);
    }
  }
  return Object.fromEntries(accepted);
};

/** Undefined: what no type can be counted without is missing, and the table does not have it either. */
function readType(
  name: string,
  figures: Readonly<Record<string, unknown>>,
  at: Spot,
): InstanceType | undefined {
  const right: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(figures)) {
    const figure = Object.hasOwn(FIGURES, key) ? FIGURES[key as keyof typeof FIGURES] : undefined;
    if (!figure)
      at.below(key).isStranger(
        `: "${name}" has no figure ${quoted(key)}; it takes ${Object.keys(FIGURES).join(', ')}`,
      );
    else if (!figure.is(value)) at.below(key).leaveOut(`: "${name}" takes ${figure.what} for ${key}`);
    else right[key] = value;
  }
  // The keys and their types have just been compared.
  const own: InstanceType = { name, ...(right as Partial<InstanceType>) };
  const { enis, ipv4PerEni } = { ...typeNamed(name, { instanceTypes: {} }), ...own };
  if (enis !== undefined && ipv4PerEni !== undefined) return withWhatFollows(own);
  return at.leaveOut(`: "${name}" is not in the table, so it needs both enis and ipv4PerEni`);
}

/** A number of branch ENIs says whether there is a trunk, bare metal that there is no hypervisor, and no hypervisor the reverse. */
const withWhatFollows = (type: InstanceType): InstanceType => ({
  ...(type.branchEnis !== undefined && { trunking: type.branchEnis > 0 }),
  ...(type.bareMetal && { hypervisor: 'none' as const }),
  ...(type.hypervisor && { bareMetal: type.hypervisor === 'none' }),
  ...type,
});
