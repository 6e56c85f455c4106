import { type Complaint, isFields, quoted, type Reader, type Report, Spot } from './complaints.js';
import { faultsOf } from './domain/globLimits.js';
import { closestInstanceTypes } from './domain/instances.js';
import { nearestTo } from './domain/nearest.js';
import { CURRENT, parseVersion } from './domain/versions.js';
import { isWhole, type Range, readInstanceTypes, wholeFrom } from './readInstanceTypes.js';
import { RULES } from './rules/index.js';
import { DEFAULT_SETTINGS, type Settings, type Severity, typeNamed } from './settings.js';

/** Settings as they were written: those that count. */
export type Given = Partial<Settings>;

/** Settings of the editor's part, which reads them itself. */
const CLIENT_KEYS = ['statusBar', 'trace'];

/** Checks what a client sends as its `vpcCni` section. What is wrong is reported and its default taken. */
export function readSettings(section: unknown, report: Report): Settings {
  const given = readGiven(section, ALL_KEYS, report);
  const unlisted = unlistedType(given);
  // It stays: the file of a team may give its figures.
  if (unlisted) report({ ...unlisted, isTaken: true });
  return { ...DEFAULT_SETTINGS, ...given };
}

/** What to say of an instance type that nobody has figures of. */
export function unlistedType({ instanceType = '', instanceTypes = {} }: Given): Complaint | undefined {
  if (instanceType === '' || typeNamed(instanceType, { instanceTypes })) return undefined;
  const [nearest] = closestInstanceTypes(instanceType, Object.keys(instanceTypes));
  const advice = nearest === undefined ? '; its figures can be given under instanceTypes' : '';
  return {
    path: ['instanceType'],
    subject: 'instanceType',
    what: `: ${quoted(instanceType)} is no type of the table${advice}`,
    isWhole: true,
    ...(nearest !== undefined && { nearest }),
  };
}

/** Of some settings those that are given and right. What is wrong, or not one of them, is reported. */
export function readGiven(section: unknown, known: readonly string[], report: Report): Given {
  if (!isFields(section)) return {};
  const top = new Spot(report);
  top.complainOfStrangers(section, known, 'setting', misplaced(known));
  return Object.fromEntries(
    SETTINGS.filter((key) => known.includes(key) && Object.hasOwn(section, key)).flatMap((key) => {
      const value = section[key] ?? undefined;
      const read = value === undefined ? undefined : READERS[key](value, top.below(key, key));
      return read === undefined ? [] : [[key, read]];
    }),
  );
}

/** Tells of names that are right elsewhere: with the section in front, or in the settings of an editor. */
const misplaced =
  (known: readonly string[]) =>
  (key: string, at: Spot): boolean => {
    const name = key.replace(/^vpcCni\./, '');
    const [setting = ''] = name.split('.');
    if (key === 'vpcCni') at.isStranger(': the settings stand here without "vpcCni" around them');
    else if (known.includes(name))
      at.isStranger(`: the name ${quoted(key)} stands here without "vpcCni."`, name);
    else if (ALL_KEYS.includes(setting) && !known.includes(setting))
      at.isStranger(`: the setting ${quoted(name)} is for an editor, in whose own settings it belongs`);
    else return false;
    return true;
  };

const isTrueOrFalse: Reader<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : at.refuse(' should be a boolean');

/** As EC2 writes it, however a person does. */
const typeName: Reader<string> = (value, at) =>
  typeof value === 'string' ? value.trim().toLowerCase() : at.refuse(' should be a string');

const count =
  (...range: Range): Reader<number> =>
  (value, at) =>
    isWhole(value, range) ? value : at.refuse(` should be ${wholeFrom(range)}`);

const release: Reader<string> = (value, at) => {
  // YAML reads 1.20 as the number 1.2, which no quotes would make a release.
  const written = typeof value === 'string' ? value.trim() : undefined;
  if (written !== undefined && (written === '' || parseVersion(written))) return written.replace(/^v/, '');
  return at.refuse(` should be a release such as ${CURRENT}`);
};

const hints: Reader<Settings['inlayHints']> = (value, at) => {
  const defaults = DEFAULT_SETTINGS.inlayHints;
  if (!isFields(value)) return at.refuse(' should be an object');
  at.complainOfStrangers(value, Object.keys(defaults), 'setting');
  const pick = (key: keyof typeof defaults): boolean => {
    const each = Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined;
    const read = each === undefined ? undefined : isTrueOrFalse(each, at.below(key, `inlayHints.${key}`));
    return read ?? defaults[key];
  };
  return {
    maxPods: pick('maxPods'),
    addresses: pick('addresses'),
    pool: pick('pool'),
    nodes: pick('nodes'),
  };
};

/** Every file is compared with them. */
const MOST_PATHS = 1000;

/** What they lead to, one and several. */
const paths =
  (kind: string, kinds: string): Reader<readonly string[]> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length > MOST_PATHS) return at.refuse(` should be a list of ${kinds}`);
    const isInside = (path: unknown): path is string => typeof path === 'string' && PATH.test(path);
    const faults = faultsOf(value.map((path) => (isInside(path) ? path : '')));
    return value.filter((path, i): path is string => {
      const shown = quoted(typeof path === 'string' ? path : typeof path);
      const fault = isInside(path) ? faults[i] : `is no ${kind} inside this one`;
      if (fault !== undefined) at.below(i).leaveOut(`: ${shown} ${fault}`);
      return fault === undefined;
    });
  };

/** Not from the root of the disk, and not out of the folder. */
const PATH = /^(?!\/|[A-Za-z]:)(?!.*(^|\/)\.\.(\/|$)).+$/;

const SEVERITIES = ['off', 'error', 'warning', 'information', 'hint'] as const;
const isSeverity = (value: unknown): value is Severity | 'off' =>
  (SEVERITIES as readonly unknown[]).includes(value);

/** `warn` and `info` are begun right; what switches a rule off elsewhere is `off` here. */
function severityMeant(value: unknown): string | undefined {
  if (value === false) return 'off';
  if (typeof value !== 'string') return undefined;
  return /^(no|none|disabled?|ignored?|never|silent)$/i.test(value) ? 'off' : nearestTo(value, SEVERITIES);
}

const RULE_IDS = RULES.map(({ id }) => id);

const rules: Reader<Settings['rules']> = (value, at) => {
  if (!isFields(value)) return at.refuse(' should be an object of severities');
  at.complainOfStrangers(value, RULE_IDS, 'rule');
  const accepted = Object.entries(value).flatMap(([id, severity]): [string, Severity | 'off'][] => {
    if (!RULE_IDS.includes(id)) return [];
    if (isSeverity(severity)) return [[id, severity]];
    at.below(id).leaveOut(
      `: "${id}" takes off, error, warning, information or hint`,
      severityMeant(severity),
    );
    return [];
  });
  return Object.fromEntries(accepted);
};

const READERS: { readonly [Key in keyof Settings]: Reader<NonNullable<Settings[Key]>> } = {
  instanceType: typeName,
  maxPodsCeiling: isTrueOrFalse,
  cniVersion: release,
  inlayHints: hints,
  codeLens: isTrueOrFalse,
  instanceTypes: readInstanceTypes,
  daemonSetPods: count(0, 1000),
  unmanagedEnis: count(0, 100),
  podsPerNode: count(1, 10_000),
  readWorkspace: isTrueOrFalse,
  clusters: paths('folder', 'folders'),
  ignore: paths('file or folder', 'files and folders'),
  rules,
};

const SETTINGS = Object.keys(READERS) as readonly (keyof Settings)[];
const ALL_KEYS: readonly string[] = [...SETTINGS, ...CLIENT_KEYS];
