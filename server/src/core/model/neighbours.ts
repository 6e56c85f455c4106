import { lookingAround } from './around.js';
import { type Build, buildsOf } from './build.js';
import { type Anywhere, type Cluster, clusterBy, type Kind, NO_CLUSTER } from './cluster.js';
import { grouped, less } from './lists.js';
import { type Membership, membershipOf } from './membership.js';
import { byTopic, defines, foldersOf, type Outline, outlineOf, saysCni, type Topic } from './outline.js';
import { remembered, unlessChanged } from './remembered.js';
import type { Sight } from './sight.js';
import { type Spot, spotting } from './spots.js';

export { isRoot } from './outline.js';

/** What is in sight from a file that says `own` itself. */
export type Neighbours = (path: string, own: Cluster) => Cluster;

/** What the user says of files that belong together. */
export interface Surroundings {
  /** The innermost folder around a file that is one cluster by the user's word; undefined: none is. */
  readonly clusterOf?: (path: string) => string | undefined;
  /** These are all files of the workspace. */
  readonly complete?: boolean;
  /** But for some that run pods, which nobody has asked about yet. */
  readonly workloadsUnread?: boolean;
  /** How many answers are kept for the next time: each may be long, and all that follows from it is kept with it. */
  readonly keeps?: number;
  /** Of files that were asked about before, when some of them said something else. */
  readonly memory?: Memory;
}

/** What often stays the same while one of many files is written. */
export interface Memory {
  readonly membership: ReturnType<typeof unlessChanged<Membership>>;
  readonly anywhere: ReturnType<typeof unlessChanged<Anywhere>>;
  readonly spots: ReturnType<typeof unlessChanged<(file: Outline) => Spot>>;
  /** Files of values that lie on others, by their paths. */
  readonly stacks: ReturnType<typeof unlessChanged<ReadonlyMap<string, Pick<Sight, 'path' | 'cluster'>>>>;
  /** The same of those of one folder, by a name for them. */
  readonly stackOf: Map<string, ReturnType<typeof unlessChanged<readonly Pick<Sight, 'path' | 'cluster'>[]>>>;
}

export const newMemory = (): Memory => ({
  membership: unlessChanged(),
  anywhere: unlessChanged(),
  spots: unlessChanged(),
  stacks: unlessChanged(),
  stackOf: new Map(),
});

/**
 * Files that belong together by their folders: one is in the other's folder or below it, or both are below a folder that is
 * one whole (a kustomization, a chart, the definition of a cluster). Files in folders side by side say nothing of each other:
 * they may well be of two clusters. Of several the nearest count, those with the most folders in common. Where the user says
 * which folders are clusters, files in the same one belong together, and those in different ones never do.
 *
 * A file that defines a cluster is not told about others by their definitions. What stands beside nodes of its own is not
 * taken to be about nodes outside of its folder: all that is said to them is that there is something that nobody read.
 *
 * Files that a kustomization puts together belong together wherever they are, and what is in sight from them is what comes
 * out of it: the aws-node of a base with the patches of the overlay. From a base that several overlays share it is all that
 * come out of these.
 */
export function neighbourhood(
  files: Iterable<Pick<Sight, 'path' | 'cluster'>>,
  {
    clusterOf = NO_WORD,
    complete = false,
    workloadsUnread = false,
    keeps = MOST_KNOWN,
    memory = newMemory(),
  }: Surroundings = {},
): Neighbours {
  const all = [...files].map(outlineOf);
  if (all.length === 0) return () => NO_CLUSTER;
  const by = byTopic(all);
  const roots = rootsOf(by('root'), by('definition'));
  const [workloads, accounts] = [by('workloads'), by('serviceAccounts')];
  const anywhere = memory.anywhere(
    [
      complete,
      workloadsUnread,
      workloads.length,
      ...workloads.map(({ cluster }) => cluster.workloads),
      ...accounts.map(({ cluster }) => cluster.serviceAccounts),
    ],
    (): Anywhere => ({
      ...(complete && { complete }),
      ...(workloadsUnread && { workloadsUnread }),
      workloads: workloads.flatMap(({ cluster }) => cluster.workloads),
      serviceAccounts: accounts.flatMap(({ cluster }) => cluster.serviceAccounts),
    }),
  );
  const paths = all.map(({ path }) => path);
  const built = [...by('kustomizations'), ...by('installs'), ...by('patches')];
  const membership = memory.membership([complete, built.length, ...built, ...paths], () =>
    membershipOf(buildsOf(all, complete)),
  );
  const spotOf = memory.spots([membership, clusterOf, ...paths], () => spotting(membership, clusterOf));
  const around = lookingAround({ by, roots, membership, spotOf, anywhere });
  const named = grouped(all, ({ path }) => path);
  const known = remembered((_: Spot) => remembered((_: readonly Build[]) => new Map<string, Cluster>()));
  return answeringOnce((path, own, question) => {
    const folders = foldersOf(path);
    const spot = spotOf({ path, cluster: own, folders, place: folders.join('/'), topics: [] });
    const ownBuilds = membership.of(path);
    const same = named.get(path) ?? [];
    const says = same.at(-1)?.topics ?? [];
    if (!says.every((topic) => PLAIN.has(topic))) return around(path, { spot, ownBuilds, own });
    // What it says is nothing to what others are told: all that are here and ask the same are told the same, but for itself.
    const before = known(spot)(ownBuilds);
    const shared = before.get(question) ?? around(undefined, { spot, ownBuilds, own });
    before.set(question, shared);
    if (says.length === 0) return shared;
    return clusterBy((kind) => {
      if (!says.includes(kind)) return shared[kind];
      return less(
        shared[kind],
        same.flatMap(({ cluster }): readonly object[] => cluster[kind]),
      );
    }, anywhere);
  }, keeps);
}

/** Of these all that are related count, each for itself: what a file says of them decides about nothing else. */
export const PLAIN: ReadonlySet<Kind | Topic> = new Set<Kind | Topic>([
  'eniConfigs',
  'policies',
  'workloads',
  'serviceAccounts',
  'networkPolicies',
  'networkAttachments',
]);

/** Files that are open are less. */
const MOST_KNOWN = 200;

/** Asked at every keystroke, mostly with the same question. */
function answeringOnce(
  ask: (path: string, own: Cluster, question: string) => Cluster,
  keeps: number,
): Neighbours {
  const known = new Map<string, { readonly question: string; readonly answer: Cluster }>();
  return (path, own) => {
    const names = own.nodeGroups.map(({ provides, uses }) => [provides, uses]);
    const question = JSON.stringify([saysCni(own), own.installs.length > 0, defines(own), names]);
    const before = known.get(path);
    if (before?.question === question) return before.answer;
    const answer = ask(path, own, question);
    // The one that was asked first goes: where all files are asked one after the other, none is asked again.
    if (before === undefined && known.size >= keeps) known.delete(known.keys().next().value ?? '');
    known.set(path, { question, answer });
    return answer;
  };
}

/** One function, so that it is the same from one time to the next. */
const NO_WORD = (): undefined => undefined;

/** Folders that are one whole. With two clusters defined in it, a folder is not. */
function rootsOf(marked: readonly Outline[], defining: readonly Outline[]): ReadonlySet<string> {
  const definitions = new Map<string, number>();
  for (const { place } of defining) definitions.set(place, (definitions.get(place) ?? 0) + 1);
  const places = [...marked.map(({ place }) => place), ...definitions.keys()];
  return new Set(places.filter((place) => (definitions.get(place) ?? 0) < 2));
}
