import { type Build, buildsOf } from './build.js';
import { type Anywhere, type Cluster, clusterBy, type Kind, NO_CLUSTER, UNREAD } from './cluster.js';
import type { ClusterSetting, NodeGroup } from './facts.js';
import { installsOf, type Membership, membershipOf } from './membership.js';
import {
  byTopic,
  defines,
  foldersOf,
  isEngine,
  isOfController,
  isOfFamily,
  isSwitch,
  isUnread,
  type Outline,
  outlineOf,
  saysCni,
  type Topic,
} from './outline.js';
import { remembered, unlessChanged } from './remembered.js';
import type { Sight } from './sight.js';
import {
  areApart,
  areRelated,
  belongsElsewhere,
  nearest,
  reachOf,
  type Spot,
  shared,
  spotting,
} from './spots.js';

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
  const ofCni = by('cni');
  const ofFamily = by('family');
  const ofController = by('controller');
  const ofNodes = by('nodeGroups');
  const ofDaemons = by('nodeDaemons');
  const ofSwitches = by('switch');
  const ofEngines = by('engine');
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
  const ofOverlays = by('patch').filter(
    ({ place, path }) => roots.has(place) && membership.of(path).length === 0,
  );
  /** `path`: of the file that is not told about itself; undefined: all are told of. */
  const around = (path: string | undefined, { spot, ownBuilds, own }: Standpoint): Around => {
    const here = spot.folders;
    const { given, builds } = spot;
    const reach = reachOf(here, roots);
    const isOfOtherOverlay = membership.apartFrom(builds);
    const isDefining = defines(own);
    const isApart = remembered((other: Spot) => areApart(spot, other) || isOfOtherOverlay(other.builds));
    const isNear = remembered((other: Spot) => areRelated(here, other.folders, reach));
    const others = (of: readonly Outline[]) =>
      of.filter(
        (file) =>
          file.path !== path && !isApart(spotOf(file)) && !(isDefining && file.topics.includes('definition')),
      );
    const isOfBuild = (file: Outline) => builds.length === 1 && builds[0]?.files.has(file.path) === true;
    const isOfSame = (file: Outline) =>
      (given !== undefined && spotOf(file).given === given) || isOfBuild(file);
    const nearestOrBuilt = (of: readonly Outline[]) => [
      ...new Set([...nearest(here, of), ...of.filter(isOfBuild)]),
    ];
    const related = (of: readonly Outline[]) =>
      others(of).filter((file) => isNear(spotOf(file)) || isOfSame(file));
    /** Whether a file is of one of these rather than of what is here. */
    const isOfOthers = (owners: readonly Outline[]) => {
      const spots = new Set(owners.map(spotOf));
      const isElsewhere = remembered((other: Spot) => belongsElsewhere(here, other, spots));
      return (file: Outline) => !isOfSame(file) && isElsewhere(spotOf(file));
    };
    /** As an overlay is beside its base: in a folder beside that of the file, or near it. */
    const isPatchedBy = (base: Spot, patch: Outline) =>
      !areApart(spotOf(patch), base) && shared(patch.folders, base.folders) >= base.folders.length - 1;
    const isOfOtherNodes = isOfOthers(ofNodes);
    const isOfOtherCni = isOfOthers(ofCni);
    const near = nearest(here, inBuild(related(ofCni), ownBuilds));
    const cni = near.some(isOfBuild) ? nearestOrBuilt(inBuild(related(ofCni), ownBuilds)) : near;
    // What comes out of an overlay counts, and not what goes into it.
    const builtFrom = (file: Outline): readonly Build[] => {
      const found = membership.of(file.path);
      const same = found.filter((build) => builds.includes(build));
      return same.length > 0 ? same : found;
    };
    const installs = new Set([
      ...(own.installs.length > 0 ? installsOf(ownBuilds) : []),
      ...cni.flatMap((file) => {
        const from = builtFrom(file);
        return from.length > 0 ? installsOf(from) : file.cluster.installs;
      }),
    ]);
    // Some of the overlays have none, or delete it; or they are too many to be told apart.
    const isPartly = isOnlyInSome(ownBuilds) || ownBuilds.length > MOST_BUILDS;
    // An aws-node is not told about nodes that have another one nearer to them.
    const nodes = related(ofNodes).filter((file) => !saysCni(own) || !isOfOtherCni(file));
    const isForeign =
      isPartly ||
      cni.some(
        (file) =>
          isOfOtherNodes(file) ||
          (builtFrom(file).length === 0 &&
            ofOverlays.some((patch) => patch !== file && isPatchedBy(spotOf(file), patch))),
      );
    // What patches an aws-node of this file, as others see it.
    const patches =
      saysCni(own) && ownBuilds.length === 0
        ? ofOverlays.filter(
            (patch) => patch.path !== path && !cni.includes(patch) && isPatchedBy(spot, patch),
          )
        : [];
    // Objects that have another aws-node nearer to them are of its cluster, unless that is the one in sight.
    const known = saysCni(own) || near.some(({ place }) => place !== near[0]?.place) ? [] : near;
    const owners = ofCni.filter((owner) => owner.path !== path && !known.includes(owner));
    const isOfOwner = isOfOthers(owners);
    const objects = (of: readonly Outline[]) => related(of).filter((file) => !isOfOwner(file));
    const otherNodes = others(ofNodes);
    const makers = nearestMakers(here, nearestOrBuilt(nodes.filter(makesNodes)), otherNodes, own, spotOf);
    const nodeGroups = new Set([
      ...makers.flatMap(({ cluster }) => cluster.nodeGroups.filter(isMaker)),
      ...nearestProviders(here, otherNodes, own, spotOf),
      // An aws-node is told all that there is about its nodes.
      ...(saysCni(own) && makers.length <= MOST_MAKERS
        ? makers
            .flatMap((maker) => nearestProviders(maker.folders, otherNodes, maker.cluster, spotOf))
            .filter(({ provides }) => !own.nodeGroups.some((group) => group.provides === provides))
        : []),
    ]);
    const settings = [
      ...(isForeign ? [UNREAD] : settingsOf(cni, isUnread)),
      ...settingsOf(nearest(here, related(ofFamily)), isOfFamily),
      ...settingsOf(nearest(here, related(ofController)), isOfController),
      ...settingsOf(objects(ofSwitches), isSwitch),
      ...settingsOf(
        ofEngines.filter((file) => file.path !== path),
        isEngine,
      ),
    ];
    const cluster = clusterBy((kind) => {
      switch (kind) {
        case 'installs':
          return [...(isForeign ? [] : installs), ...patches.flatMap(({ cluster }) => cluster.installs)];
        case 'otherCnis':
          return (isForeign ? patches : [...cni, ...patches]).flatMap(({ cluster }) => cluster.otherCnis);
        case 'settings':
          return settings;
        // Of the kustomization that applies them.
        case 'patches':
          return [];
        case 'nodeGroups':
          return [...nodeGroups];
        case 'nodeDaemons':
          return nearestOrBuilt(related(ofDaemons))
            .filter((file) => !isOfOtherNodes(file))
            .flatMap(({ cluster }) => cluster.nodeDaemons);
        // Of these all count that are related, and not only the nearest.
        default:
          return said(kind, objects(by(kind)));
      }
    }, anywhere);
    return { cluster, objects };
  };
  const topics = new Map(all.map((file) => [file.path, file.topics]));
  const known = remembered((_: Spot) =>
    remembered((_: readonly Build[]) => new Map<string, Around & { readonly lists: Lists }>()),
  );
  return answeringOnce((path, own, question) => {
    const folders = foldersOf(path);
    const spot = spotOf({ path, cluster: own, folders, place: folders.join('/'), topics: [] });
    const ownBuilds = membership.of(path);
    const says = topics.get(path) ?? [];
    if (!says.every((topic) => PLAIN.has(topic))) return around(path, { spot, ownBuilds, own }).cluster;
    // What it says is nothing to what others are told: all that are here and ask the same are told the same, but for itself.
    const before = known(spot)(ownBuilds);
    const shared: Around & { readonly lists: Lists } = before.get(question) ?? {
      ...around(undefined, { spot, ownBuilds, own }),
      lists: new Map(),
    };
    before.set(question, shared);
    if (says.length === 0) return shared.cluster;
    return clusterBy((kind) => {
      if (!says.includes(kind)) return shared.cluster[kind];
      const files = shared.lists.get(kind) ?? shared.objects(by(kind));
      shared.lists.set(kind, files);
      return said(
        kind,
        files.filter((file) => file.path !== path),
      );
    }, anywhere);
  }, keeps);
}

/** Where a file stands, and what it says itself. */
interface Standpoint {
  readonly spot: Spot;
  readonly ownBuilds: readonly Build[];
  readonly own: Cluster;
}

/** What is in sight from there. */
interface Around {
  readonly cluster: Cluster;
  /** Of these files those whose objects are of the same cluster. */
  readonly objects: (of: readonly Outline[]) => readonly Outline[];
}

type Lists = Map<Kind, readonly Outline[]>;

const said = (kind: Kind, files: readonly Outline[]): readonly object[] =>
  files.flatMap(({ cluster }): readonly object[] => cluster[kind]);

/** Of these all that are related count, each for itself: what a file says of them decides about nothing else. */
const PLAIN: ReadonlySet<Topic> = new Set<Topic>([
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

/** What the one build of a file is made of counts before what else is near. */
function inBuild(files: readonly Outline[], [build, ...others]: readonly Build[]): readonly Outline[] {
  const found = build && others.length === 0 ? files.filter(({ path }) => build.files.has(path)) : [];
  return found.length > 0 ? found : files;
}

/** For each of them rules are asked. */
const MOST_BUILDS = 20;

const isOnlyInSome = (builds: readonly Build[]): boolean =>
  builds.some(({ installs }) => installs.length === 0) && builds.some(({ installs }) => installs.length > 0);

/** Folders that are one whole. With two clusters defined in it, a folder is not. */
function rootsOf(marked: readonly Outline[], defining: readonly Outline[]): ReadonlySet<string> {
  const definitions = new Map<string, number>();
  for (const { place } of defining) definitions.set(place, (definitions.get(place) ?? 0) + 1);
  const places = [...marked.map(({ place }) => place), ...definitions.keys()];
  return new Set(places.filter((place) => (definitions.get(place) ?? 0) < 2));
}

const settingsOf = (
  files: readonly Outline[],
  isWanted: (setting: ClusterSetting) => boolean,
): readonly ClusterSetting[] => files.flatMap(({ cluster }) => cluster.settings.filter(isWanted));

type SpotOf = (file: Outline) => Spot;

/** Files with groups that make nodes: those that are near, and the nearest of those that use what this file provides. */
function nearestMakers(
  here: readonly string[],
  near: readonly Outline[],
  others: readonly Outline[],
  own: Cluster,
  spotOf: SpotOf,
): readonly Outline[] {
  const provided = new Set(own.nodeGroups.flatMap(({ provides }) => provides ?? []));
  const isUser = ({ uses }: NodeGroup) => uses.some((name) => provided.has(name));
  const isProvider = ({ provides }: NodeGroup) => provides !== undefined && provided.has(provides);
  const withUsers = others.filter(({ cluster }) => cluster.nodeGroups.some(isUser));
  const providers = others.filter(({ cluster }) => cluster.nodeGroups.some(isProvider));
  const spots = providers.map(spotOf);
  const users = nearest(here, withUsers).filter((file) => !belongsElsewhere(here, spotOf(file), spots));
  return [...new Set([...near, ...users])];
}

/** For each of them all files are looked through. */
const MOST_MAKERS = 50;

const makesNodes = ({ cluster }: Outline): boolean => cluster.nodeGroups.some(isMaker);
const isMaker = ({ provides }: NodeGroup): boolean => provides === undefined;

/** Of each name the groups nearest to this place. Not one that others use who are nearer to it. */
function nearestProviders(
  here: readonly string[],
  files: readonly Outline[],
  own: Cluster,
  spotOf: SpotOf,
): NodeGroup[] {
  const wanted = new Set(own.nodeGroups.flatMap(({ uses }) => uses));
  return [...wanted].flatMap((name) => {
    const users = files.filter(({ cluster }) => cluster.nodeGroups.some(({ uses }) => uses.includes(name)));
    const providers = files.filter(({ cluster }) =>
      cluster.nodeGroups.some(({ provides }) => provides === name),
    );
    return nearest(here, providers)
      .filter((file) => !belongsElsewhere(here, spotOf(file), users.map(spotOf)))
      .flatMap(({ cluster }) => cluster.nodeGroups.filter(({ provides }) => provides === name));
  });
}
