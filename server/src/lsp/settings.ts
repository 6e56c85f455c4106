import type { InstanceType } from '../core/domain/instances.js';
import { CURRENT, parseVersion } from '../core/domain/versions.js';
import { RULES } from '../core/rules/index.js';
import { DEFAULT_SETTINGS, type Settings, type Severity, typeNamed } from '../core/settings.js';

type Fields = Readonly<Record<string, unknown>>;
type Report = (complaint: string) => void;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const SEVERITIES = new Set<unknown>(['off', 'error', 'warning', 'information', 'hint']);
const RULE_IDS = new Set(RULES.map(({ id }) => id));
/** Settings of the editor's part, which reads them itself. */
const CLIENT_KEYS = ['statusBar', 'trace'];

/** Checks what a client sends as its `vpcCni` section. What is wrong is reported and its default taken. */
export function readSettings(section: unknown, report: Report): Settings {
  if (!isFields(section)) return DEFAULT_SETTINGS;
  const defaults = DEFAULT_SETTINGS;
  complainOfStrangers(section, [...Object.keys(defaults), ...CLIENT_KEYS], 'vpcCni', report);
  const pick = <T extends string | boolean>(from: Fields, path: string, fallback: T): T => {
    const value = from[path.slice(path.lastIndexOf('.') + 1)];
    if (value === undefined || value === null) return fallback;
    if (typeof value === typeof fallback) return value as T;
    report(`vpcCni.${path} should be a ${typeof fallback}; using ${JSON.stringify(fallback)}`);
    return fallback;
  };
  const count = <T extends number | undefined>(key: string, range: Range, fallback: T): number | T => {
    const value = section[key];
    if (value === undefined || value === null) return fallback;
    if (isWhole(value, range)) return value;
    report(`vpcCni.${key} should be ${wholeFrom(range)}; using ${fallback ?? 'null'}`);
    return fallback;
  };
  const hints = readHints(section.inlayHints, report);
  return {
    instanceType: pick(section, 'instanceType', defaults.instanceType).trim(),
    maxPodsCeiling: pick(section, 'maxPodsCeiling', defaults.maxPodsCeiling),
    cniVersion: readRelease(pick(section, 'cniVersion', defaults.cniVersion).trim(), report),
    inlayHints: {
      maxPods: pick(hints, 'inlayHints.maxPods', defaults.inlayHints.maxPods),
      addresses: pick(hints, 'inlayHints.addresses', defaults.inlayHints.addresses),
      pool: pick(hints, 'inlayHints.pool', defaults.inlayHints.pool),
      nodes: pick(hints, 'inlayHints.nodes', defaults.inlayHints.nodes),
    },
    instanceTypes: readTypes(section.instanceTypes, report),
    daemonSetPods: count('daemonSetPods', [0, 1000], defaults.daemonSetPods),
    unmanagedEnis: count('unmanagedEnis', [0, 100], defaults.unmanagedEnis),
    podsPerNode: count('podsPerNode', [1, 10_000], defaults.podsPerNode),
    readWorkspace: pick(section, 'readWorkspace', defaults.readWorkspace),
    clusters: readClusters(section.clusters, report),
    rules: readRules(section.rules, report),
  };
}

function readClusters(clusters: unknown, report: Report): readonly string[] {
  if (clusters === undefined || clusters === null) return [];
  if (!Array.isArray(clusters)) {
    report('vpcCni.clusters should be a list of folders; using []');
    return [];
  }
  return clusters.filter((folder): folder is string => {
    const isFolder = typeof folder === 'string' && FOLDER.test(folder);
    if (!isFolder)
      report(
        `vpcCni.clusters: ${quoted(typeof folder === 'string' ? folder : typeof folder)} is no folder inside the workspace; left out`,
      );
    return isFolder;
  });
}

/** Not from the root of the disk, and not out of the folder. */
const FOLDER = /^(?!\/|[A-Za-z]:)(?!.*(^|\/)\.\.(\/|$)).+$/;

function readHints(hints: unknown, report: Report): Fields {
  if (hints === undefined || hints === null) return {};
  if (!isFields(hints)) {
    report('vpcCni.inlayHints should be an object; using its defaults');
    return {};
  }
  complainOfStrangers(hints, Object.keys(DEFAULT_SETTINGS.inlayHints), 'vpcCni.inlayHints', report);
  return hints;
}

function readRelease(text: string, report: Report): string {
  if (text === '' || parseVersion(text)) return text.replace(/^v/, '');
  report(`vpcCni.cniVersion should be a release such as ${CURRENT}; using ""`);
  return '';
}

/** Least and most. */
type Range = readonly [number, number];

const isWhole = (value: unknown, [least, most]: Range): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

const wholeFrom = ([least, most]: Range): string => `a whole number from ${least} to ${most}`;

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

function readTypes(types: unknown, report: Report): Settings['instanceTypes'] {
  const path = 'vpcCni.instanceTypes';
  if (types === undefined || types === null) return {};
  if (!isFields(types)) {
    report(`${path} should be an object of instance types; using {}`);
    return {};
  }
  const accepted: Record<string, InstanceType> = {};
  for (const [name, figures] of Object.entries(types)) {
    if (!TYPE_NAME.test(name)) {
      report(`${path}: ${quoted(name)} is no name of an instance type, such as m5.large; left out`);
    } else if (isFields(figures)) {
      const type = readType(name, figures, (complaint) => report(`${path}: "${name}" ${complaint}`));
      if (type) accepted[name] = type;
    } else {
      report(`${path}: "${name}" should be an object of figures; left out`);
    }
  }
  return accepted;
}

/** Undefined: what no type can be counted without is missing, and the table does not have it either. */
function readType(name: string, figures: Fields, report: Report): InstanceType | undefined {
  const right: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(figures)) {
    const figure = Object.hasOwn(FIGURES, key) ? FIGURES[key as keyof typeof FIGURES] : undefined;
    if (!figure) report(`has no figure ${quoted(key)}; it takes ${Object.keys(FIGURES).join(', ')}`);
    else if (!figure.is(value)) report(`takes ${figure.what} for ${key}; left out`);
    else right[key] = value;
  }
  // The keys and their types have just been compared.
  const own: InstanceType = { name, ...(right as Partial<InstanceType>) };
  const { enis, ipv4PerEni } = { ...typeNamed(name, { instanceTypes: {} }), ...own };
  if (enis !== undefined && ipv4PerEni !== undefined) return withWhatFollows(own);
  report('is not in the table, so it needs both enis and ipv4PerEni; left out');
  return undefined;
}

/** A number of branch ENIs says whether there is a trunk, bare metal that there is no hypervisor, and no hypervisor the reverse. */
const withWhatFollows = (type: InstanceType): InstanceType => ({
  ...(type.branchEnis !== undefined && { trunking: type.branchEnis > 0 }),
  ...(type.bareMetal && { hypervisor: 'none' as const }),
  ...(type.hypervisor && { bareMetal: type.hypervisor === 'none' }),
  ...type,
});

function readRules(rules: unknown, report: Report): Settings['rules'] {
  if (!isFields(rules)) return {};
  const accepted: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(rules)) {
    if (!RULE_IDS.has(id)) report(`vpcCni.rules: there is no rule "${id}"`);
    else if (!SEVERITIES.has(severity))
      report(`vpcCni.rules: "${id}" takes off, error, warning, information or hint`);
    else accepted[id] = severity as Severity | 'off';
  }
  return accepted;
}

function complainOfStrangers(fields: Fields, known: readonly string[], path: string, report: Report): void {
  for (const key of Object.keys(fields))
    if (!known.includes(key)) report(`${path}: there is no setting ${quoted(key)}`);
}

/** A text of the user's, short enough for a line of a log. */
const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
