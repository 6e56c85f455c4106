import { type Cluster, clusterOf, KINDS } from './cluster.js';
import { type Facts, NO_FACTS } from './facts.js';
import { installsIn, placed } from './parts.js';
import { lineAt, type Span } from './span.js';

/** What one file of a workspace says of its cluster, and where. */
export interface Sight {
  /** Slashes between its parts; below the same root as those it is compared with. */
  readonly path: string;
  /** As it is called by who asked for it: a uri, or a path as a user wrote it. */
  readonly name: string;
  readonly cluster: Cluster;
  /** What each of its documents says, and where that starts. */
  readonly documents: readonly { readonly offset: number; readonly cluster: Cluster }[];
  /** Offsets at which its lines start. */
  readonly lines: Uint32Array;
}

export function sightOf(
  { path, name }: Pick<Sight, 'path' | 'name'>,
  text: string,
  documents: readonly { readonly offset: number; readonly facts: Facts }[],
): Sight {
  const saying = documents.filter(({ facts }) => facts !== NO_FACTS);
  const each = saying.map(({ offset, facts }) => ({ offset, cluster: clusterOf([facts]) }));
  const [only] = each;
  return {
    path,
    name,
    cluster: only && each.length === 1 ? only.cluster : clusterOf(saying.map(({ facts }) => facts)),
    documents: each,
    lines: saying.length > 0 ? lineStarts(text) : NO_LINES,
  };
}

const NO_LINES = new Uint32Array(1);

function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
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
function* factsIn(cluster: Cluster): Iterable<object> {
  for (const kind of KINDS) yield* cluster[kind];
  for (const install of installsIn(cluster)) {
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
  readonly #homes = new WeakMap<object, { readonly sight: Sight; readonly offset: number }>();

  add(sight: Sight): void {
    for (const { offset, cluster } of sight.documents) {
      const home = { sight, offset };
      for (const fact of factsIn(cluster)) this.#homes.set(fact, home);
    }
  }

  /** Where a span of a fact's document stands. Undefined: no file that was added has the fact. */
  placeOf(fact: object, span: Span): Place | undefined {
    const home = this.#homes.get(writtenOf(placed(fact, span)));
    if (!home) return undefined;
    const { sight, offset } = home;
    const { path, name } = sight;
    const [start, end] = [span.start, span.end].map((at) => positionIn(sight.lines, offset + at));
    return start && end && { path, name, start, end };
  }
}

/** The place of an offset. */
export function positionIn(lines: Uint32Array, offset: number): Position {
  const line = lineAt(lines, offset);
  return { line, character: Math.max(0, offset - (lines[line] ?? 0)) };
}
