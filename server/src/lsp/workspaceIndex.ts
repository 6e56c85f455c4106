import { type Cluster, clusterOf, isEmpty, KINDS, NO_CLUSTER, saysTheSame } from '../core/model/cluster.js';
import { meansTheSame } from '../core/model/meaning.js';
import { isRoot, type Neighbours, newMemory, PLAIN, type Surroundings } from '../core/model/neighbours.js';
import { changedDocuments, Homes, type Sight } from '../core/model/sight.js';
import { stackedNeighbourhood } from '../core/model/valueStacks.js';
import { keyOf } from './folders.js';

/** What the files of the workspace say of their clusters: those that say something, and nothing else of them. */
export class WorkspaceIndex {
  #files = new Map<string, Sight>();
  #isInOrder = true;
  readonly homes = new Homes();
  #version = 0;
  #edition = 0;
  readonly #memory = newMemory();
  #isComplete = false;
  #later: readonly string[] = [];
  #isReadingLater = false;
  #clusterOf: Surroundings['clusterOf'];
  /** By path, how many of the editions changed nothing of what is in sight from the file itself. */
  readonly #ownEdits = new Map<string, number>();
  /** The last answer about a file that is plain, and the edition without those of its own. */
  #seen: { readonly path: string; readonly edition: number; readonly answer: Cluster } | undefined;
  #neighbours: { readonly edition: number; readonly of: Neighbours } | undefined;

  /** Counts changes of what any file says. */
  get version(): number {
    return this.#version;
  }

  /** Counts changes of facts, also of those that say what was said before, but elsewhere in their file. */
  get edition(): number {
    return this.#edition;
  }

  /** All files in the order of their paths: what is first of several does not depend on what was opened or written first. */
  sights(): Iterable<Sight> {
    if (!this.#isInOrder) this.#files = new Map(inOrder([...this.#files.values()]));
    this.#isInOrder = true;
    return this.#files.values();
  }

  /** What a file says; undefined: nothing. */
  sightOf(uri: string): Sight | undefined {
    return this.#files.get(keyOf(uri));
  }

  set(sight: Sight): void {
    if (indexed(sight)) this.#put(sight);
    else this.delete(sight.name);
  }

  #put(sight: Sight): void {
    const known = this.#files.get(sight.path);
    this.#files.set(sight.path, sight);
    if (!known) this.#isInOrder = false;
    this.homes.add(sight, known);
    if (!known || !isTheSame(known, sight)) this.#changed();
    else if (!saysTheSame(known.cluster, sight.cluster)) this.#edition++;
    else return;
    if (known && isNothingToItself(known, sight))
      this.#ownEdits.set(sight.path, (this.#ownEdits.get(sight.path) ?? 0) + 1);
  }

  #changed(): void {
    this.#version++;
    this.#edition++;
  }

  delete(uri: string): void {
    if (this.#files.delete(keyOf(uri))) this.#changed();
  }

  /** Takes out files, and what is below folders, by their uris. `keeps`: those that stay, by their keys. */
  deleteBelow(uris: readonly string[], keeps: (key: string) => boolean): void {
    const gone = new Set(uris.map((uri) => keyOf(uri).replace(/\/+$/, '')));
    const isGone = (key: string): boolean => {
      for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1))
        if (gone.has(key.slice(0, end))) return true;
      return false;
    };
    for (const key of [...this.#files.keys()])
      if (isGone(key) && !keeps(key) && this.#files.delete(key)) this.#changed();
  }

  /** Takes out files that no longer count. */
  retain(wants: (uri: string) => boolean): void {
    for (const { name } of [...this.#files.values()]) if (!wants(name)) this.delete(name);
  }

  clear(): void {
    this.#files.clear();
    this.#later = [];
    this.#isComplete = false;
    this.#changed();
  }

  /** By the user's word: see `Surroundings`. */
  set clusterOf(clusterOf: Surroundings['clusterOf']) {
    if (clusterOf === this.#clusterOf) return;
    this.#clusterOf = clusterOf;
    this.#changed();
  }

  /** What is in sight from a file that says this of its own. */
  neighboursOf(uri: string, own: Cluster): Cluster {
    const path = keyOf(uri);
    if (!isPlain(own)) return this.#neighboursOf(path, own);
    const edition = this.#edition - (this.#ownEdits.get(path) ?? 0);
    if (this.#seen?.path !== path || this.#seen.edition !== edition)
      this.#seen = { path, edition, answer: this.#neighboursOf(path, own) };
    return this.#seen.answer;
  }

  #neighboursOf(path: string, own: Cluster): Cluster {
    if (this.#neighbours?.edition !== this.#edition) {
      const of = stackedNeighbourhood(this.sights(), this.#surroundings(this.#memory));
      this.#neighbours = { edition: this.#edition, of };
    }
    return this.#neighbours.of(path, own);
  }

  /** The same, as if a file said something else. */
  neighboursWith(other: Sight): (uri: string, own: Cluster) => Cluster {
    const others = [...this.sights()].filter(({ path }) => path !== other.path);
    const sights = new Map(inOrder([...others, other])).values();
    const of = stackedNeighbourhood(sights, this.#surroundings(newMemory()));
    return (uri, own) => of(keyOf(uri), own);
  }

  #surroundings(memory: Surroundings['memory'] & object): Surroundings {
    return {
      ...(this.#clusterOf && { clusterOf: this.#clusterOf }),
      complete: this.#isComplete,
      memory,
      workloadsUnread: this.#isReadingLater || this.#later.length > 0,
    };
  }

  /** Files of which something is now wanted that nobody asked for when they were read. Handed out once, until `laterIsRead`. */
  takeLater(): readonly string[] {
    if (this.#later.length === 0 || !this.hasPolicies) return [];
    const later = this.#later;
    this.#later = [];
    this.#isReadingLater = true;
    return later;
  }

  laterIsRead(): void {
    this.#isReadingLater = false;
    this.#changed();
  }

  get hasPolicies(): boolean {
    for (const { cluster } of this.#files.values()) if (cluster.policies.length > 0) return true;
    return false;
  }

  /** Takes what a reading found. `keeps`: files of which the editor has the text. */
  take({ found, later, isComplete }: Reading, keeps: (sight: Sight) => boolean): void {
    const read = new Set(found.map(({ sight }) => sight.path));
    this.#later = later;
    // A reading that was cut short tells nothing of the rest.
    for (const [key, sight] of isComplete ? [...this.#files] : [])
      if (!read.has(key) && !keeps(sight)) this.delete(sight.name);
    for (const { sight } of found) if (!keeps(sight)) this.#put(sight);
    if (this.#isComplete !== isComplete) this.#changed();
    this.#isComplete = isComplete;
  }
}

/** What was read of a workspace. */
export interface Reading {
  readonly found: readonly Indexed[];
  /** Uris of files that only say something to policies, of which there are none. */
  readonly later: readonly string[];
  /** Nothing was left out. */
  readonly isComplete: boolean;
}

/** A file that says something. */
export interface Indexed {
  readonly sight: Sight;
}

/** Undefined: it says nothing. */
export const indexed = (sight: Sight): Indexed | undefined =>
  isEmpty(sight.cluster) && !isRoot(sight.path) ? undefined : { sight };

const inOrder = (sights: readonly Sight[]): readonly (readonly [string, Sight])[] =>
  [...sights].sort((a, b) => (a.path < b.path ? -1 : 1)).map((sight) => [sight.path, sight]);

/** What a file says of the others alone decides nothing about what is in sight from it. */
const NOT_PLAIN = KINDS.filter((kind) => !PLAIN.has(kind));

const isPlain = (cluster: Cluster): boolean => NOT_PLAIN.every((kind) => cluster[kind].length === 0);

/** The file sees the same around it as before. What runs pods is anywhere, for the file itself as well. */
const isNothingToItself = (before: Sight, now: Sight): boolean =>
  isPlain(before.cluster) && isPlain(now.cluster) && saysTheSame(podsOf(before.cluster), podsOf(now.cluster));

const podsOf = ({ workloads, serviceAccounts }: Cluster): Cluster => ({
  ...NO_CLUSTER,
  workloads,
  serviceAccounts,
});

/** Other files are told the same by it as before: only what is said in other documents is compared. */
function isTheSame(before: Sight, now: Sight): boolean {
  const [a, b] = changedDocuments(before, now).map((documents) =>
    clusterOf(documents.map(({ facts }) => facts)),
  );
  return a !== undefined && b !== undefined && meansTheSame(a, b);
}

/** A file as the index knows it. */
export const fileOf = (uri: string): Pick<Sight, 'path' | 'name'> => ({ path: keyOf(uri), name: uri });
