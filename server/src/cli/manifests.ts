import { resolve } from 'node:path';
import { type AnalyzedDocument, analyzeDocuments, mayBeOurs } from '../core/analysis.js';
import { isEmpty } from '../core/model/cluster.js';
import { isRoot, type Neighbours, neighbourhood } from '../core/model/neighbours.js';
import { Homes, type Sight, sightOf } from '../core/model/sight.js';
import type { Settings } from '../core/settings.js';
import { textsOf } from './files.js';

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
  readonly sights: readonly Sight[];
  readonly neighbours: Neighbours;
  readonly homes: Homes;
  /** What could not be read, and why. */
  readonly complaints: readonly string[];
}

/** First what each file says of its cluster, so that files near each other are seen together. */
export async function readManifests(paths: readonly string[], settings: Settings): Promise<Manifests> {
  const complaints: string[] = [];
  const ours: Manifest[] = [];
  const sights: Sight[] = [];
  const homes = new Homes();
  let count = 0;
  for await (const { name, text } of textsOf(paths, (complaint) => complaints.push(complaint))) {
    count++;
    const path = absolute(name);
    const documents = mayBeOurs(text) ? analyzeDocuments(text, settings) : [];
    if (documents.length > 0) ours.push({ name, path, text, documents });
    const sight = sightOf({ path, name }, text, documents);
    if (isEmpty(sight.cluster) && !isRoot(path)) continue;
    sights.push(sight);
    homes.add(sight);
  }
  return { count, ours, sights, neighbours: neighbourhood(sights), homes, complaints };
}

/** Slashes between its parts on every system. */
const absolute = (name: string): string => resolve(name).replaceAll('\\', '/');
