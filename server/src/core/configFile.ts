import { type Complaint, guess } from './complaints.js';
import { withCommas } from './domain/withCommas.js';
import { ofLastText } from './model/remembered.js';
import { type Chunk, chunks, type Problem, read } from './model/source.js';
import type { Span } from './model/span.js';
import type { Node, ScalarNode } from './model/tree.js';
import { type Given, readGiven, unlistedType } from './readSettings.js';
import type { Settings } from './settings.js';

/** The name of the file that a team keeps its settings in: the same for editors and the command line. */
export const CONFIG_FILE = '.vpc-cni.yaml';

/** A name like it, of a file that nobody reads. */
export const MISNAMED_FILE = '.vpc-cni.yml';
export const MISNAMED = `Settings are read from ${CONFIG_FILE}, not from ${MISNAMED_FILE}: rename the file.`;

/** The settings that say something of the clusters, not of whom it is shown to. */
export const TEAM_SETTINGS = [
  'rules',
  'ignore',
  'instanceType',
  'instanceTypes',
  'maxPodsCeiling',
  'cniVersion',
  'clusters',
  'daemonSetPods',
  'podsPerNode',
  'unmanagedEnis',
] as const satisfies readonly (keyof Settings)[];

/** What a configuration file says. Spans are offsets in its text. */
export interface ConfigFile {
  /** What counts: also of a file in which something is wrong. */
  readonly given: Given;
  readonly problems: readonly ConfigProblem[];
  readonly root?: Node;
}

export interface ConfigProblem {
  readonly span: Span;
  /** An error does not count; of a warning something does. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What is meant by the text of the span, as far as that can be guessed. */
  readonly nearest?: string;
}

/** Figures of all instance types there are take less. It is read with every key that is pressed in it. */
const MAX_LENGTH = 200_000;
/** More tell nothing new. */
const MOST_PROBLEMS = 100;

/** Reads the text of a configuration file. Never throws. */
export function readConfigOnce(text: string): ConfigFile {
  if (text.length > MAX_LENGTH) return { given: {}, problems: [error(START, TOO_LONG)] };
  const [document, ...others] = chunks(text);
  const { root, problems: broken, templated, beyond } = read(document?.text ?? '', { masks: false });
  const problems = broken
    .slice(0, MOST_PROBLEMS)
    .map(({ span, message }: Problem) => error(span, `Not valid YAML: ${message}`));
  const other = others.find(({ text }) => /^[^\s#]/m.test(text.replace(/^(---|\.\.\.)/, '')));
  if (other) problems.push(error(beginningOf(other), 'Only the first document of the file counts.'));
  // Nothing is masked here: nothing at all is known.
  if (templated) problems.push(error(START, beyond ? `The file is not read, since ${beyond}.` : UNREAD));
  if (!root || isNothing(root)) return { given: {}, problems };
  if (root.kind !== 'map') {
    problems.push(error(root.span, `The file takes settings by name: ${TEAM_SETTINGS.join(', ')}.`));
    return { given: {}, problems };
  }
  // What is missing in a text that cannot be read follows from that.
  const complain = (complaint: Complaint): void => {
    if (broken.length === 0 && problems.length < MOST_PROBLEMS) problems.push(problemOf(complaint, root));
  };
  const given = withListedType(readGiven(asValues(root), TEAM_SETTINGS, complain), complain);
  if (broken.length === 0) problems.push(...writtenTwice(root));
  return {
    given,
    problems: problems.sort((a, b) => a.span.start - b.span.start).slice(0, MOST_PROBLEMS),
    root,
  };
}

/** The same for a text of which several things are asked. */
export const readConfig = ofLastText(readConfigOnce);

/** What a file gives lies on top of other settings, rule by rule and type by type. */
export const withGiven = (settings: Settings, given: Given): Settings => ({
  ...settings,
  ...given,
  rules: { ...settings.rules, ...given.rules },
  instanceTypes: { ...settings.instanceTypes, ...given.instanceTypes },
});

const TOO_LONG = `The file is not read, since it has more than ${withCommas(MAX_LENGTH)} characters.`;
const UNREAD = 'The file cannot be read.';
const START: Span = { start: 0, end: 0 };

/** Its marker; behind the end of another document it may have none. */
const beginningOf = ({ offset, text }: Chunk): Span => ({
  start: offset,
  end: offset + (/^(?:---|[^\r\n]*)/.exec(text)?.[0].length ?? 0),
});

const error = (span: Span, message: string): ConfigProblem => ({ span, severity: 'error', message });

const isNothing = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null';

/** A type that nobody has figures of counts for nothing: elsewhere than here they would be missing. */
function withListedType(given: Given, complain: (complaint: Complaint) => void): Given {
  const unlisted = unlistedType(given);
  if (!unlisted) return given;
  complain(unlisted);
  const { instanceType: _, ...rest } = given;
  return rest;
}

function problemOf(complaint: Complaint, root: Node): ConfigProblem {
  const { path, subject, isKey, nearest } = complaint;
  const what = `${complaint.what}${guess(complaint)}`;
  const text = subject === '' ? what.replace(/^: t/, 'T') : `${subject}${what}`;
  const span = spanAt(root, path, isKey ?? false);
  return {
    ...error(span, /[.?]$/.test(text) ? text : `${text}.`),
    ...(nearest !== undefined && { nearest }),
  };
}

/** Of the key or the value at the end of a path; where there is none, of what is nearest to it. */
function spanAt(root: Node, path: Complaint['path'], isKey: boolean): Span {
  let node = root;
  let span = root.span;
  for (const [i, part] of path.entries()) {
    const entry = node.kind === 'map' ? node.entries.find(({ key }) => key.text === part) : undefined;
    const next = entry?.value ?? (node.kind === 'list' ? node.items[Number(part)] : undefined);
    if (!next) return span;
    const isLast = i === path.length - 1;
    const showsKey = entry && (isKey ? isLast : next.kind !== 'scalar' || next.span.end <= next.span.start);
    // A map may be long: its key stands for it.
    span = showsKey ? entry.key.span : next.span;
    node = next;
  }
  return span;
}

/** What stands behind an anchor is the same list or map in all places, and is told once. */
function writtenTwice(node: Node, told = new Set<Node>()): ConfigProblem[] {
  if (node.kind !== 'map' || told.has(node)) return [];
  told.add(node);
  return [
    ...node.lost.map(({ key }): ConfigProblem => {
      const message = `"${key.text.slice(0, 40)}" is written again further down, which is what counts.`;
      return { span: key.span, severity: 'warning', message };
    }),
    ...node.entries.flatMap(({ value }) => writtenTwice(value, told)),
  ];
}

/** As plain values, once for all places. Scalars are typed as YAML 1.2 types them, where `off` is a text. */
function asValues(node: Node, known = new Map<Node, unknown>()): unknown {
  if (node.kind === 'scalar') return scalarOf(node);
  if (known.has(node)) return known.get(node);
  const values =
    node.kind === 'list'
      ? node.items.map((item) => asValues(item, known))
      : // fromEntries defines own properties, so a key `__proto__` stays data.
        Object.fromEntries(node.entries.map(({ key, value }) => [key.text, asValues(value, known)]));
  known.set(node, values);
  return values;
}

function scalarOf({ type, text }: ScalarNode): string | number | boolean | null {
  if (type === 'null') return null;
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return /^true$/i.test(text);
  const number = type === 'number' ? Number(text) : Number.NaN;
  return Number.isNaN(number) ? text : number;
}
