import type { Analysis } from '../analysis.js';
import type { AnalyzedDocument } from '../analyzedDocument.js';
import { applied, type Edit } from '../carriers/lines.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { type Cluster, clusterOf } from '../model/cluster.js';
import { containerOf, effective, textOf } from '../model/effective.js';
import type { Install } from '../model/facts.js';
import { meansTheSame } from '../model/meaning.js';
import { installsIn } from '../model/parts.js';
import { startsOf } from '../model/starts.js';
import type { Settings } from '../settings.js';
import { editsOf } from './codeActions.js';
import type { ExplorationQuery } from './exploration.js';
import { whyNotApply } from './explorationNotes.js';
import { pictureOf, textInEffect } from './explorationPicture.js';
import { TRIABLES, type Triable } from './explorationQuery.js';
import { pictured } from './explore.js';
import { troublesOf } from './troubles.js';
import { sentence } from './words.js';

/** A file in which a layer of the aws-node is written. */
export interface Home {
  readonly text: string;
  readonly documents: readonly AnalyzedDocument[];
  readonly layer: Install;
}

/** Offsets in the file. */
export type Written<Of extends Home> =
  | { readonly home: Of; readonly edits: readonly Edit[] }
  | { readonly refused: string };

/**
 * The parts of the aws-node in sight that may be written to, in this order: patches in the file itself, then others, the
 * uppermost first. A base below patches of other files is written to only in its own file, since others may share it.
 */
export function layersToWrite(analysis: Analysis): readonly Install[] {
  if (whyNotApply(analysis) !== undefined) return [];
  const [install] = analysis.cluster.installs;
  const layers = install?.layers ?? (install ? [install] : []);
  const [base, ...patches] = layers;
  const isOwn = (layer: Install): boolean => homeOf(analysis, layer) !== undefined;
  const onTop = patches.toReversed();
  return [
    ...onTop.filter(isOwn),
    ...onTop.filter((layer) => !isOwn(layer)),
    ...(base && (onTop.length === 0 || isOwn(base)) ? [base] : []),
  ];
}

/** Where a part of an aws-node is, if it is in this file. */
export const homeOf = (
  { text, documents }: Pick<Analysis, 'text' | 'documents'>,
  layer: Install,
): Home | undefined =>
  documents.some((document) => holds(document, layer)) ? { text, documents, layer } : undefined;

const holds = ({ facts }: AnalyzedDocument, layer: Install): boolean => {
  for (const install of installsIn(facts)) if (install === layer) return true;
  return false;
};

/**
 * The edits that write what is tried, in one of these files: the first in which that can be done. `judge`: what is in sight
 * once a file has another text. What comes of the edits is looked at: there is nothing but what is wanted.
 */
export function application<Of extends Home>(
  analysis: Analysis | undefined,
  query: ExplorationQuery,
  settings: Settings,
  homes: readonly Of[],
  judge: (home: Of, text: string) => Analysis,
): Written<Of> {
  const refused = whyNotApply(analysis);
  if (!analysis || refused !== undefined) return { refused: refused ?? '' };
  const { picture } = pictured(analysis, query, settings);
  const [was] = pictureOf(analysis.cluster).installs;
  const [is] = picture.installs;
  const values = was && is ? differing(was, is) : [];
  if (!was || !is || values.length === 0)
    return { refused: 'Nothing is tried that differs from what is in effect.' };
  const [trouble] = newTroubles(was, is);
  if (trouble !== undefined) return { refused: `This is not written: ${trouble}` };
  let problem: string | undefined;
  for (const home of homes) {
    const edits = editsTo(home, values);
    if (!edits) continue;
    const text = applied(home.text, edits);
    const after = judge(home, text);
    const wrong = whatIsWrong(analysis, after, values) ?? whatElse(home, after, text);
    if (wrong === undefined) return { home, edits };
    problem ??= wrong;
  }
  return { refused: problem ?? (homes.length === 0 ? UNREAD : UNWRITABLE) };
}

const UNREAD = 'The file that configures aws-node cannot be read, or is not in the workspace.';
const UNWRITABLE =
  'The values cannot be written where aws-node is configured without touching something else: it comes from a template, stands behind an anchor, or has no list of variables to add to.';

interface Value {
  readonly name: Triable;
  readonly text: string;
}

const differing = (was: Install, is: Install): readonly Value[] =>
  TRIABLES.flatMap((name) => {
    const text = textInEffect(is, name);
    return text !== undefined && effective(was, name) !== effective(is, name) ? [{ name, text }] : [];
  });

function editsTo({ documents, layer }: Home, values: readonly Value[]): readonly Edit[] | undefined {
  const offset = startsOf(documents)[documents.findIndex((each) => holds(each, layer))];
  if (offset === undefined) return undefined;
  const fix = { kind: 'set-all', title: '', install: layer, role: 'aws-node', values, safe: false } as const;
  return editsOf({ documents }, { offset }, fix);
}

/** Mistakes for which aws-node exits, or which its reader refuses, and which are not there before. */
function newTroubles(was: Install, is: Install): readonly string[] {
  const known = new Set(troublesOf(was).map(({ rule, message }) => `${rule} ${message}`));
  return troublesOf(is).flatMap(({ rule, message, part }) => {
    const name = typeof part?.name === 'string' ? part.name : part?.name.value;
    return known.has(`${rule} ${message}`)
      ? []
      : [sentence(name === undefined ? message : `${name}: ${message}`)];
  });
}

/** Undefined: what is wanted is in effect, and all else is as before. */
function whatIsWrong(before: Analysis, after: Analysis, values: readonly Value[]): string | undefined {
  const [was] = pictureOf(before.cluster).installs;
  const [is, ...others] = pictureOf(after.cluster).installs;
  if (!was || !is || others.length > 0) return UNWRITABLE;
  const other = values.find(({ name, text }) => textInEffect(is, name) !== text);
  if (other)
    return `${other.name} would be written and not come to be in effect: something on top of it sets it, too.`;
  if (restOf(was, values) !== restOf(is, values)) return UNWRITABLE;
  const [trouble] = newTroubles(was, is);
  return trouble === undefined ? undefined : `This is not written: ${trouble}`;
}

/** What the containers run with beside these variables. */
function restOf(install: Install, values: readonly Value[]): string {
  const written = new Set<string>(values.map(({ name }) => name));
  return JSON.stringify([
    install.release,
    install.containers.map(({ role, image, args, settings }) => [
      role,
      image?.value,
      args.map(({ name, value }) => [name, value]),
      settings.flatMap(({ name: { value: name }, value: { value } }) =>
        (written.has(name) && role === 'aws-node') || isVariable(name) ? [] : [[name, value]],
      ),
      NAMES.flatMap((name) =>
        written.has(name) && role === 'aws-node' ? [] : [String(textOf(install, name, role))],
      ),
    ]),
    containerOf(install, 'aws-node')?.complete,
  ]);
}

const NAMES = Object.keys(VARIABLES).filter((name): name is VariableName => isVariable(name));

/** Undefined: the file says nothing else than before but of its aws-node. */
function whatElse(home: Home, after: Analysis, text: string): string | undefined {
  const said = after.text === text ? after.documents : undefined;
  if (!said) return undefined;
  const rest = (documents: readonly AnalyzedDocument[]): Cluster =>
    withoutInstalls(clusterOf(documents.map(({ facts }) => facts)));
  return said.length === home.documents.length && meansTheSame(rest(said), rest(home.documents))
    ? undefined
    : UNWRITABLE;
}

const withoutInstalls = (cluster: Cluster): Cluster => ({
  ...cluster,
  installs: [],
  patches: [],
  kustomizations: [],
  chartValues: [],
});
