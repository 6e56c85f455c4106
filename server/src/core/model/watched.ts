import { type Cluster, KINDS } from './cluster.js';
import { noteReads, reading, unread } from './reads.js';
import { sameEnds } from './sameEnds.js';

/** One bit for each list of a cluster, and one for what is anywhere. */
const PARTS = [...KINDS, 'anywhere'] as const satisfies readonly (keyof Cluster)[];

/** The same cluster, which notes what of it is read. */
export function watched(cluster: Cluster): Cluster {
  const seen = {} as Cluster;
  for (const [i, part] of PARTS.entries())
    Object.defineProperty(seen, part, {
      enumerable: true,
      get: () => {
        noteReads(1 << i);
        return cluster[part];
      },
    });
  return seen;
}

/** What follows from a cluster, and what of it that was read from. */
interface Gist {
  readonly is: readonly object[];
  readonly reads: number;
}

/** One of all that can follow from a cluster, by itself. */
interface Question {
  readonly bit: number;
  readonly of: (cluster: Cluster) => Gist;
  readonly answers: WeakMap<Cluster, Gist>;
}

const QUESTIONS: Question[] = [];

/**
 * The same function, whose answer mostly stays the same while the lists that it is made of change. Who asks has read the answer and
 * not these lists: as long as the answer holds the very same objects, nobody who was told it is asked again.
 */
export function gist<Fact extends object>(
  of: (cluster: Cluster) => readonly Fact[],
): (cluster: Cluster) => readonly Fact[] {
  const question: Question = {
    bit: 1 << (PARTS.length + QUESTIONS.length),
    of: (cluster) => unread(() => reading(() => of(cluster))),
    answers: new WeakMap(),
  };
  QUESTIONS.push(question);
  return (cluster) => {
    noteReads(question.bit);
    // What was put there follows from `of`.
    return answerTo(question, cluster).is as readonly Fact[];
  };
}

function answerTo({ of, answers }: Question, cluster: Cluster): Gist {
  const known = answers.get(cluster) ?? of(cluster);
  answers.set(cluster, known);
  return known;
}

/** The parts in which two clusters are not the very same, to be compared with what was read. */
export function changedParts(before: Cluster, now: Cluster): number {
  if (before === now) return 0;
  let bits = PARTS.reduce((all, part, i) => (before[part] === now[part] ? all : all | (1 << i)), 0);
  for (const question of QUESTIONS) {
    const known = question.answers.get(before);
    // Nobody was told.
    if (!known) continue;
    if ((known.reads & bits) === 0) question.answers.set(now, known);
    else if (!isSame(known.is, answerTo(question, now).is)) bits |= question.bit;
  }
  return bits;
}

const isSame = (a: readonly object[], b: readonly object[]): boolean =>
  a.length === b.length && sameEnds(a, b).front === a.length;

/** Whether an answer with these reads may follow from a part of the cluster: what was told by a `gist` may follow from any. */
export const mayFollowFrom = (reads: number, part: (typeof PARTS)[number]): boolean =>
  (reads & ((1 << PARTS.indexOf(part)) | (ALL_PARTS << PARTS.length))) !== 0;

/** Whatever was read. */
export const ALL_PARTS = -1;
