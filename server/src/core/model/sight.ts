import { type Cluster, clusterOf, factsOf, KINDS } from './cluster.js';
import { type Facts, NO_FACTS } from './facts.js';
import { installsIn, placed } from './parts.js';
import { remembered } from './remembered.js';
import { between, sameEnds } from './sameEnds.js';
import { lineAt, type Span } from './span.js';
import { byFacts, startsOf } from './starts.js';

/** What one file of a workspace says of its cluster, and where. */
export interface Sight {
  /** Slashes between its parts; below the same root as those it is compared with. */
  readonly path: string;
  /** As it is called by who asked for it: a uri, or a path as a user wrote it. */
  readonly name: string;
  readonly cluster: Cluster;
  /** What each of its documents says. */
  readonly documents: readonly Said[];
  /** Where each of them starts. */
  readonly starts: () => Uint32Array;
  /** Offsets at which its lines start. */
  readonly lines: Uint32Array;
}

/** What a document says. */
export interface Said {
  readonly facts: Facts;
}

/** By all documents of a file. `cluster`: what they say together, where that is known. */
export const sightOf = (
  file: Pick<Sight, 'path' | 'name'>,
  text: string,
  documents: readonly (Said & { readonly text: string })[],
  cluster?: Cluster,
): Sight => sightFrom(file, text, { documents, starts: () => startsOf(documents) }, cluster);

/** By those that say something. */
export function sightFrom(
  { path, name }: Pick<Sight, 'path' | 'name'>,
  text: string,
  { documents, starts }: Pick<Sight, 'documents' | 'starts'>,
  cluster: Cluster = clusterOf(sayingIn(documents)),
): Sight {
  // Looked for only where a place is shown. The text is not kept longer.
  let unread: string | undefined = documents.some(({ facts }) => facts !== NO_FACTS) ? text : undefined;
  let lines: Uint32Array = NO_LINES;
  return {
    path,
    name,
    cluster,
    documents,
    starts,
    get lines() {
      if (unread !== undefined) lines = lineStarts(unread);
      unread = undefined;
      return lines;
    },
  };
}

/** Without those that say nothing. */
const sayingIn = (documents: readonly Said[]): readonly Facts[] =>
  documents.map(({ facts }) => facts).filter((facts) => facts !== NO_FACTS);

const NO_LINES = new Uint32Array(1);

/** As the language server protocol counts lines: an `\r` on its own ends one, too. */
function lineStarts(text: string): Uint32Array {
  const starts = [0];
  const ends = text.includes('\r') ? /\r\n?|\n/g : /\n/g;
  while (ends.test(text)) starts.push(ends.lastIndex);
  return Uint32Array.from(starts);
}

/** Lines and characters from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A place in a file. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly start: Position;
  readonly end: Position;
}

/** All that can be found: each fact, and the parts of aws-nodes that are put together with those of other files. */
function* factsIn(facts: Facts): Iterable<object> {
  for (const kind of KINDS) yield* facts[factsOf(kind)];
  for (const install of installsIn(facts)) {
    yield install;
    for (const { settings, shadowed, args } of install.containers) {
      yield* settings;
      yield* shadowed ?? [];
      yield* args;
    }
    for (const { settings } of install.operations ?? []) yield* settings ?? [];
  }
}

/** Where it is only what something comes to: that. */
const writtenOf = (fact: object): object =>
  'written' in fact && typeof fact.written === 'object' && fact.written !== null ? fact.written : fact;

/** Finds the files that facts come from. Facts that nobody holds any more are forgotten. */
export class Homes {
  readonly #homes = new WeakMap<object, Home>();
  /** What is known of a file, by what was said of it last. */
  readonly #files = new WeakMap<Sight, HomeFile>();

  /** `before`: what the file said last, if that was added. Only what it said in other words is looked at. */
  add(sight: Sight, before?: Sight): void {
    const known = before && this.#files.get(before);
    const file = known ?? { sight };
    file.sight = sight;
    this.#files.set(sight, file);
    const [, changed] = known && before ? changedDocuments(before, sight) : [[], sight.documents];
    for (const { facts } of changed) {
      const home = { file, facts };
      for (const fact of factsIn(facts)) this.#homes.set(fact, home);
    }
  }

  /** Where a span of a fact's document stands. Undefined: no file that was added has the fact. */
  placeOf(fact: object, span: Span): Place | undefined {
    const home = this.#homes.get(writtenOf(placed(fact, span)));
    if (!home) return undefined;
    const { sight } = home.file;
    const offset = offsetsIn(sight).get(home.facts);
    if (offset === undefined) return undefined;
    const { path, name } = sight;
    const [start, end] = [span.start, span.end].map((at) => positionIn(sight.lines, offset + at));
    return start && end && { path, name, start, end };
  }
}

/** A document, and the file it is in as that is now. */
interface Home {
  readonly file: HomeFile;
  readonly facts: Facts;
}

interface HomeFile {
  sight: Sight;
}

const offsetsIn = remembered(({ documents, starts }: Sight) => byFacts(documents, starts()));

const factsOfOne = ({ facts }: Said): Facts => facts;

/** What a file says in other documents than before, and what it said there. */
export function changedDocuments(
  { documents: before }: Sight,
  { documents: now }: Sight,
): readonly [before: readonly Said[], now: readonly Said[]] {
  const same = sameEnds(before, now, factsOfOne);
  return [between(before, same), between(now, same)];
}

/** The place of an offset. */
export function positionIn(lines: Uint32Array, offset: number): Position {
  const line = lineAt(lines, offset);
  return { line, character: Math.max(0, offset - (lines[line] ?? 0)) };
}
