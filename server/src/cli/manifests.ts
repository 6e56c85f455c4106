import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyzeDocuments } from '../core/analysis.js';
import type { AnalyzedDocument } from '../core/analyzedDocument.js';
import { isOnlyForPolicies, mayBeOurs } from '../core/carriers/marks.js';
import type { OnBug } from '../core/fenced.js';
import { isEmpty } from '../core/model/cluster.js';
import { isRoot, type Neighbours } from '../core/model/neighbours.js';
import { once } from '../core/model/remembered.js';
import { Homes, type Sight, sightOf } from '../core/model/sight.js';
import { stackedNeighbourhood } from '../core/model/valueStacks.js';
import type { Settings } from '../core/settings.js';
import { innermost } from '../lsp/clusters.js';
import { globs, leavingOut } from '../lsp/globs.js';
import type { Complaint } from './complaint.js';
import { type Refuses, STDIN_NAME, textsOf } from './files.js';
import { referredFrom } from './referred.js';

/** A file that names something of ours, its documents seen alone. */
export interface Manifest {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly documents: readonly AnalyzedDocument[];
}

/** The files that paths name, seen together. */
export interface Manifests {
  /** The files that were read, ours or not. */
  readonly names: readonly string[];
  /** Those that name something of ours, in the order of the paths. */
  readonly ours: readonly Manifest[];
  /** Those that say something, and what kustomizations among them refer to. */
  readonly sights: readonly Sight[];
  readonly neighbours: Neighbours;
  readonly homes: Homes;
  /** What could not be read, and why. Grows where a mistake of ours shows when files are judged. */
  readonly complaints: readonly Complaint[];
  /** For mistakes of ours about a file: each is a complaint, once. */
  readonly bugsIn?: (file: string) => OnBug;
}

/** Which files are read, as the command line takes it. */
export interface ReadingOptions {
  /** Folders that hold one cluster each, in place of those of the settings: paths or globs. */
  readonly cluster?: readonly string[];
  /** False: what `.gitignore` files leave out of folders is read, and what the settings leave out. */
  readonly ignore?: boolean;
  /** The folder that paths in the settings start at; absent: that of the process. */
  readonly root?: string;
  /** A file that is no manifest, wherever it is found. */
  readonly besides?: string;
  /** Why a file is not to be read, whoever names it. */
  readonly refuses?: Refuses;
  /** What standard input holds, where it was read before. */
  readonly stdin?: string;
  /** Called with the number of files read so far. */
  readonly onFile?: (count: number) => Promise<void> | undefined;
}

/** More files are not read for the sake of those that are named. */
const MOST_REFERRED = 1000;

/** First what each file says of its cluster, so that files near each other are seen together. */
export async function readManifests(
  paths: readonly string[],
  settings: Settings,
  { cluster = [], ignore: ignores = true, root = '.', besides, refuses, stdin, onFile }: ReadingOptions = {},
): Promise<Manifests> {
  const complaints: Complaint[] = [];
  const complain = (complaint: Complaint) => void complaints.push(complaint);
  const bugsIn = (file: string): OnBug => {
    return (who, error) => {
      const message = `${who} failed, so what it would have found is missing: ${String(error)}`;
      if (complaints.some((known) => known.file === file && known.message === message)) return;
      complain({ file, message });
    };
  };
  const ours: Manifest[] = [];
  const sights: Sight[] = [];
  const folders = new Set<string>();
  const names: string[] = [];
  const later: { readonly name: string; readonly path: string; readonly text?: string }[] = [];
  const named = new Set(paths.map(absolute));
  const beside = (name: string, path: string, text: string): void => {
    const sight = sightOf({ path, name }, text, analyzeDocuments(text, settings, { onBug: bugsIn(name) }));
    sights.push(sight);
  };
  const take = ({ name, path, text }: Omit<Manifest, 'documents'>, isOurs: boolean): void => {
    const documents = isOurs ? analyzeDocuments(text, settings, { onBug: bugsIn(name) }).map(slim) : [];
    if (documents.length > 0) ours.push({ name, path, text, documents });
    const sight = sightOf({ path, name }, text, documents);
    if (isEmpty(sight.cluster) && !isRoot(path)) return;
    sights.push(sight);
  };
  const inRoot = fromFolder(absolute(root));
  const isIgnored = inRoot(leavingOut(ignores ? settings.ignore : []));
  const other = besides === undefined ? undefined : resolve(besides);
  const isLeftOut = (file: string): boolean => file === other || isIgnored(file);
  const options = { ignores, ...(refuses && { refuses }), ...(stdin !== undefined && { stdin }) };
  for await (const { name, text } of textsOf(paths, complain, { ...options, leavesOut: isLeftOut })) {
    names.push(name);
    const path = absolute(name);
    folders.add(path.slice(0, path.lastIndexOf('/')));
    // Most files run pods: of these only policies want to know, and there may be none. Texts of a hundred thousand are not held
    // for that; what is named may be a pipe, which is read once.
    const isOurs = mayBeOurs(text);
    const isThereAgain = name !== STDIN_NAME && !named.has(path);
    if (isOurs && isOnlyForPolicies(text)) later.push({ name, path, ...(!isThereAgain && { text }) });
    else take({ name, path, text }, isOurs);
    const turn = onFile?.(names.length);
    if (turn) await turn;
  }
  // What an overlay lies on belongs to it, wherever it is; mistakes in it are for those who name it.
  const read = new Set(names.map(absolute));
  for (const sight of sights) {
    for (const path of referredFrom(sight)) {
      if (read.has(path) || read.size >= MOST_REFERRED + names.length) continue;
      read.add(path);
      for await (const { name, text } of textsOf([path], complain, options)) beside(name, path, text);
    }
  }
  const hasPolicies = sights.some(({ cluster }) => cluster.policies.length > 0);
  for (const { name, path, text } of hasPolicies ? later : []) {
    if (text !== undefined) take({ name, path, text }, true);
    else for await (const again of textsOf([path], complain, options)) take({ ...again, name, path }, true);
  }
  const places = new Map(names.map((name, i) => [name, i]));
  ours.sort((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
  const surroundings = {
    // One file is judged after the other.
    keeps: 1,
    clusterOf:
      cluster.length > 0
        ? clusterOf(cluster, folders, complain)
        : innermost(inRoot(globs(settings.clusters))),
    complete: paths.some(isFolder) && complaints.length === 0,
  };
  const neighbours = stackedNeighbourhood(sights, surroundings);
  // Mostly no place in another file is shown.
  const homes = once(() => homesOf(sights));
  return {
    names,
    ours,
    sights,
    neighbours,
    get homes() {
      return homes();
    },
    complaints,
    bugsIn,
  };
}

function homesOf(sights: readonly Sight[]): Homes {
  const homes = new Homes();
  for (const sight of sights) homes.add(sight);
  return homes;
}

/**
 * What is kept of a document until all files are read: there may be a hundred thousand. Keys of an object are looked at when it is
 * read, and once more where something is wrong with it; findings name its namespace.
 */
function slim(document: AnalyzedDocument): AnalyzedDocument {
  const { facts, findings } = document;
  if (facts.objects.length === 0 || findings.length > 0 || facts.installs.length > 0) return document;
  const objects = facts.objects.map((object) => ({
    ...object,
    fields: object.fields.filter(({ path }) => path === 'metadata.namespace'),
  }));
  return { ...document, facts: { ...facts, objects } };
}

/** There is more in it than a name that might have been ours. */
export const saysSomething = (documents: Manifest['documents']): boolean =>
  documents.some(
    ({ facts, findings }) => findings.length > 0 || Object.values(facts).some((found) => found.length > 0),
  );

/** The folders that are clusters. A shell writes out globs: of what is on disk some may well hold no manifests. */
function clusterOf(
  patterns: readonly string[],
  folders: ReadonlySet<string>,
  complain: (complaint: Complaint) => void,
) {
  for (const pattern of patterns) {
    const around = innermost(globs([absolute(pattern)]));
    if (!existsSync(pattern) && ![...folders].some((folder) => around(`${folder}/`) !== undefined))
      complain({ message: `--cluster ${pattern}: no such folder` });
  }
  return innermost(globs(patterns.map(absolute)));
}

/** A workspace by itself, as in an editor: what is not in it is not there. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What holds of paths from a folder on, asked of paths from the root of the disk. */
const fromFolder =
  (folder: string) =>
  (holds: (path: string) => boolean) =>
  (path: string): boolean => {
    const around = `${folder.replace(/\/$/, '')}/`;
    const at = `${path.replaceAll('\\', '/')}/`;
    return at.startsWith(around) && holds(at.slice(around.length, -1));
  };

/** Slashes between its parts on every system. */
const absolute = (name: string): string => resolve(name).replaceAll('\\', '/');
