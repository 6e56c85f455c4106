import { isFields, quoted, type Reader, type Report, Spot } from './complaints.js';
import { tooMuchIn } from './domain/globLimits.js';
import { CURRENT, parseVersion } from './domain/versions.js';
import { isWhole, type Range, readInstanceTypes, wholeFrom } from './readInstanceTypes.js';
import { RULES } from './rules/index.js';
import { DEFAULT_SETTINGS, type Settings, type Severity } from './settings.js';

/** Settings as they were written: those that count. */
export type Given = Partial<Settings>;

/** Settings of the editor's part, which reads them itself. */
const CLIENT_KEYS = ['statusBar', 'trace'];

/** Checks what a client sends as its `vpcCni` section. What is wrong is reported and its default taken. */
export const readSettings = (section: unknown, report: Report): Settings => ({
  ...DEFAULT_SETTINGS,
  ...readGiven(section, [...SETTINGS, ...CLIENT_KEYS], report),
});

/** Of some settings those that are given and right. What is wrong, or not one of them, is reported. */
export function readGiven(section: unknown, known: readonly string[], report: Report): Given {
  if (!isFields(section)) return {};
  const top = new Spot(report);
  top.complainOfStrangers(section, known, 'setting');
  return Object.fromEntries(
    SETTINGS.filter((key) => known.includes(key) && Object.hasOwn(section, key)).flatMap((key) => {
      const value = section[key] ?? undefined;
      const read = value === undefined ? undefined : READERS[key](value, top.below(key, key));
      return read === undefined ? [] : [[key, read]];
    }),
  );
}

const isTrueOrFalse: Reader<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : at.refuse(' should be a boolean');

const text: Reader<string> = (value, at) =>
  typeof value === 'string' ? value.trim() : at.refuse(' should be a string');

const count =
  (...range: Range): Reader<number> =>
  (value, at) =>
    isWhole(value, range) ? value : at.refuse(` should be ${wholeFrom(range)}`);

const release: Reader<string> = (value, at) => {
  const written = text(value, at);
  if (written === undefined || written === '' || parseVersion(written)) return written?.replace(/^v/, '');
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
    return value.filter((path, i): path is string => {
      const isInside = typeof path === 'string' && PATH.test(path);
      const shown = quoted(typeof path === 'string' ? path : typeof path);
      const tooMuch = isInside ? tooMuchIn(path) : undefined;
      if (!isInside) at.below(i).leaveOut(`: ${shown} is no ${kind} inside this one`);
      else if (tooMuch) at.below(i).leaveOut(`: ${shown} has too many ${tooMuch} for a glob`);
      return isInside && !tooMuch;
    });
  };

/** Not from the root of the disk, and not out of the folder. */
const PATH = /^(?!\/|[A-Za-z]:)(?!.*(^|\/)\.\.(\/|$)).+$/;

const SEVERITIES = ['off', 'error', 'warning', 'information', 'hint'] as const;
const isSeverity = (value: unknown): value is Severity | 'off' =>
  (SEVERITIES as readonly unknown[]).includes(value);
const RULE_IDS = RULES.map(({ id }) => id);

const rules: Reader<Settings['rules']> = (value, at) => {
  if (!isFields(value)) return at.refuse(' should be an object of severities');
  at.complainOfStrangers(value, RULE_IDS, 'rule');
  const accepted = Object.entries(value).flatMap(([id, severity]): [string, Severity | 'off'][] => {
    if (!RULE_IDS.includes(id)) return [];
    if (isSeverity(severity)) return [[id, severity]];
    at.below(id).leaveOut(`: "${id}" takes off, error, warning, information or hint`);
    return [];
  });
  return Object.fromEntries(accepted);
};

const READERS: { readonly [Key in keyof Settings]: Reader<NonNullable<Settings[Key]>> } = {
  instanceType: text,
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
