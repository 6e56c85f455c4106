import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type AnalyzedDocument, analyzeDocuments, isOnlyForPolicies, mayBeOurs } from '../core/analysis.js';
import { isEmpty } from '../core/model/cluster.js';
import { isRoot, type Neighbours } from '../core/model/neighbours.js';
import { Homes, type Sight, sightOf } from '../core/model/sight.js';
import { stackedNeighbourhood } from '../core/model/valueStacks.js';
import type { Settings } from '../core/settings.js';
import { innermost } from '../lsp/clusters.js';
import { globs } from '../lsp/globs.js';
import { textsOf } from './files.js';
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
  /** How many files were read, ours or not. */
  readonly count: number;
  /** Those that name something of ours, in the order of the paths. */
  readonly ours: readonly Manifest[];
  /** Those that say something, and what kustomizations among them refer to. */
  readonly sights: readonly Sight[];
  readonly neighbours: Neighbours;
  readonly homes: Homes;
  /** What could not be read, and why. */
  readonly complaints: readonly string[];
}

/** Which files are read, as the command line takes it. */
export interface ReadingOptions {
  /** Folders that hold one cluster each: paths or globs. */
  readonly cluster?: readonly string[];
  /** False: folders are read with what `.gitignore` files leave out. */
  readonly ignore?: boolean;
}

/** More files are not read for the sake of those that are named. */
const MOST_REFERRED = 1000;

/** First what each file says of its cluster, so that files near each other are seen together. */
export async function readManifests(
  paths: readonly string[],
  settings: Settings,
  { cluster = [], ignore: ignores = true }: ReadingOptions = {},
): Promise<Manifests> {
  const complaints: string[] = [];
  const ours: Manifest[] = [];
  const sights: Sight[] = [];
  const homes = new Homes();
  let count = 0;
  const folders = new Set<string>();
  const names: string[] = [];
  const later: Omit<Manifest, 'documents'>[] = [];
  const beside = (name: string, path: string, text: string): void => {
    const sight = sightOf({ path, name }, text, analyzeDocuments(text, settings));
    sights.push(sight);
    homes.add(sight);
  };
  const take = ({ name, path, text }: Omit<Manifest, 'documents'>): void => {
    const documents = mayBeOurs(text) ? analyzeDocuments(text, settings) : [];
    if (documents.length > 0) ours.push({ name, path, text, documents });
    const sight = sightOf({ path, name }, text, documents);
    if (isEmpty(sight.cluster) && !isRoot(path)) return;
    sights.push(sight);
    homes.add(sight);
  };
  const complain = (complaint: string) => void complaints.push(complaint);
  for await (const { name, text } of textsOf(paths, complain, { ignores })) {
    count++;
    names.push(name);
    const path = absolute(name);
    folders.add(path.slice(0, path.lastIndexOf('/')));
    // Most files run pods: of these only policies want to know, and there may be none.
    if (mayBeOurs(text) && isOnlyForPolicies(text)) later.push({ name, path, text });
    else take({ name, path, text });
  }
  // What an overlay lies on belongs to it, wherever it is; mistakes in it are for those who name it.
  const read = new Set(names.map(absolute));
  for (const sight of sights) {
    for (const path of referredFrom(sight)) {
      if (read.has(path) || read.size >= MOST_REFERRED + names.length) continue;
      read.add(path);
      for await (const { name, text } of textsOf([path], complain)) beside(name, path, text);
    }
  }
  const hasPolicies = sights.some(({ cluster }) => cluster.policies.length > 0);
  if (hasPolicies) for (const file of later) take(file);
  const places = new Map(names.map((name, i) => [name, i]));
  ours.sort((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
  const surroundings = {
    clusterOf: clusterOf(cluster, folders, complain),
    complete: paths.some(isFolder) && complaints.length === 0,
  };
  return { count, ours, sights, neighbours: stackedNeighbourhood(sights, surroundings), homes, complaints };
}

/** The folders that are clusters. A shell writes out globs: of what is on disk some may well hold no manifests. */
function clusterOf(
  patterns: readonly string[],
  folders: ReadonlySet<string>,
  complain: (text: string) => void,
) {
  for (const pattern of patterns) {
    const around = innermost(globs([absolute(pattern)]));
    if (!existsSync(pattern) && ![...folders].some((folder) => around(`${folder}/`) !== undefined))
      complain(`--cluster ${pattern}: no such folder`);
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

/** Slashes between its parts on every system. */
const absolute = (name: string): string => resolve(name).replaceAll('\\', '/');
