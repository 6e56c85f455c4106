import type { Build } from './build.js';
import { type Anywhere, type Cluster, clusterBy, type Kind, UNREAD } from './cluster.js';
import type { ClusterSetting } from './facts.js';
import { installsOf, type Membership } from './membership.js';
import {
  isMaker,
  MOST_MAKERS,
  makesNodes,
  nearestMakers,
  nearestProviders,
  type SpotOf,
} from './nodeMakers.js';
import {
  defines,
  isEngine,
  isOfController,
  isOfFamily,
  isSwitch,
  isUnread,
  type Outline,
  saysCni,
  type Topic,
} from './outline.js';
import { remembered } from './remembered.js';
import { areApart, areRelated, belongsElsewhere, nearest, reachOf, type Spot, shared } from './spots.js';

/** Where a file stands, and what it says itself. */
export interface Standpoint {
  readonly spot: Spot;
  readonly ownBuilds: readonly Build[];
  readonly own: Cluster;
}

/** All files that say something, and what follows from where they are. */
interface Files {
  readonly by: (topic: Topic) => readonly Outline[];
  /** Folders that are one whole. */
  readonly roots: ReadonlySet<string>;
  readonly membership: Membership;
  readonly spotOf: SpotOf;
  readonly anywhere: Anywhere;
}

/**
 * What is in sight from a place among files. `path`: of the file that is not told about itself; undefined: all are told of.
 */
export function lookingAround({
  by,
  roots,
  membership,
  spotOf,
  anywhere,
}: Files): (path: string | undefined, from: Standpoint) => Cluster {
  const ofCni = by('cni');
  const ofFamily = by('family');
  const ofController = by('controller');
  const ofNodes = by('nodeGroups');
  const ofDaemons = by('nodeDaemons');
  const ofSwitches = by('switch');
  const ofEngines = by('engine');
  const ofOverlays = by('patch').filter(
    ({ place, path }) => roots.has(place) && membership.of(path).length === 0,
  );
  return (path: string | undefined, { spot, ownBuilds, own }: Standpoint): Cluster => {
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
    return clusterBy((kind) => {
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
  };
}

const said = (kind: Kind, files: readonly Outline[]): readonly object[] =>
  files.flatMap(({ cluster }): readonly object[] => cluster[kind]);

/** What the one build of a file is made of counts before what else is near. */
function inBuild(files: readonly Outline[], [build, ...others]: readonly Build[]): readonly Outline[] {
  const found = build && others.length === 0 ? files.filter(({ path }) => build.files.has(path)) : [];
  return found.length > 0 ? found : files;
}

/** For each of them rules are asked. */
const MOST_BUILDS = 20;

const isOnlyInSome = (builds: readonly Build[]): boolean =>
  builds.some(({ installs }) => installs.length === 0) && builds.some(({ installs }) => installs.length > 0);

const settingsOf = (
  files: readonly Outline[],
  isWanted: (setting: ClusterSetting) => boolean,
): readonly ClusterSetting[] => files.flatMap(({ cluster }) => cluster.settings.filter(isWanted));
