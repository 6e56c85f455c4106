import { type Build, buildsOf, isKustomizationFile } from './build.js';
import { type Anywhere, type Cluster, clusterBy, KINDS, type Kind, NO_CLUSTER } from './cluster.js';
import type { ClusterSetting, Install, NodeGroup } from './facts.js';
import { installsOf, membershipOf } from './membership.js';
import { remembered } from './remembered.js';
import type { Sight } from './sight.js';

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
}

/** A file that makes its folder one whole: what is in the folders below it belongs together. */
export const isRoot = (path: string): boolean => isKustomizationFile(path) || /(^|\/)Chart\.yaml$/.test(path);

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
  { clusterOf = () => undefined, complete = false, workloadsUnread = false }: Surroundings = {},
): Neighbours {
  const all = [...files].map((file): File => {
    const given = clusterOf(file.path);
    return given === undefined ? outlineOf(file) : { ...outlineOf(file), given };
  });
  const by = byTopic(all);
  const roots = rootsOf(all, by('definition'));
  if (all.length === 0) return () => NO_CLUSTER;
  const ofCni = by('cni');
  const ofFamily = by('family');
  const ofController = by('controller');
  const ofNodes = by('nodeGroups');
  const ofDaemons = by('nodeDaemons');
  const ofSwitches = by('switch');
  const ofEngines = by('engine');
  const anywhere: Anywhere = {
    ...(complete && { complete }),
    ...(workloadsUnread && { workloadsUnread }),
    workloads: by('workloads').flatMap(({ cluster }) => cluster.workloads),
    serviceAccounts: by('serviceAccounts').flatMap(({ cluster }) => cluster.serviceAccounts),
  };
  const membership = membershipOf(buildsOf(all));
  const ofOverlays = by('patch').filter(
    ({ place, path }) => roots.has(place) && membership.of(path).length === 0,
  );
  return answeringOnce((path, own) => {
    const here = foldersOf(path);
    const given = clusterOf(path);
    const reach = reachOf(here, roots);
    const builds = membership.around(path);
    const isOfOtherOverlay = membership.apartFrom(builds);
    const isDefining = defines(own);
    const others = (of: readonly File[]) =>
      of.filter(
        (file) =>
          file.path !== path &&
          !areApart(given, file.given) &&
          !isOfOtherOverlay(file.path) &&
          !(isDefining && file.topics.includes('definition')),
      );
    const isOfBuild = (file: File) => builds.length === 1 && builds[0]?.files.has(file.path) === true;
    const isOfSame = (file: File) => (given !== undefined && file.given === given) || isOfBuild(file);
    const nearestOrBuilt = (of: readonly File[]) => [
      ...new Set([...nearest(here, of), ...of.filter(isOfBuild)]),
    ];
    const related = (of: readonly File[]) =>
      others(of).filter((file) => isOfSame(file) || areRelated(here, file.folders, reach));
    const isOfOthers = (file: File, owners: readonly File[]) =>
      !isOfSame(file) && belongsElsewhere(here, file, owners);
    const ownBuilds = membership.of(path);
    const near = nearest(here, inBuild(related(ofCni), ownBuilds));
    const cni = near.some(isOfBuild) ? nearestOrBuilt(inBuild(related(ofCni), ownBuilds)) : near;
    // What comes out of an overlay counts, and not what goes into it.
    const builtFrom = (file: Pick<File, 'path'>): readonly Build[] => {
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
    const nodes = related(ofNodes).filter((file) => !saysCni(own) || !isOfOthers(file, ofCni));
    const isForeign =
      isPartly ||
      cni.some(
        (file) => isOfOthers(file, ofNodes) || (builtFrom(file).length === 0 && isPatched(file, ofOverlays)),
      );
    // What patches an aws-node of this file, as others see it.
    const patches =
      saysCni(own) && ownBuilds.length === 0
        ? ofOverlays.filter(
            (patch) =>
              patch.path !== path && !cni.includes(patch) && isPatched({ folders: here, given }, [patch]),
          )
        : [];
    // Objects that have another aws-node nearer to them are of its cluster, unless that is the one in sight.
    const known = saysCni(own) || near.some(({ place }) => place !== near[0]?.place) ? [] : near;
    const owners = ofCni.filter((owner) => owner.path !== path && !known.includes(owner));
    const objects = (of: readonly File[]) => related(of).filter((file) => !isOfOthers(file, owners));
    const makers = nearestMakers(here, nearestOrBuilt(nodes.filter(makesNodes)), others(ofNodes), own);
    const nodeGroups = new Set([
      ...makers.flatMap(({ cluster }) => cluster.nodeGroups.filter(isMaker)),
      ...nearestProviders(here, others(ofNodes), own),
      // An aws-node is told all that there is about its nodes.
      ...(saysCni(own) && makers.length <= MOST_MAKERS
        ? makers
            .flatMap((maker) => nearestProviders(maker.folders, others(ofNodes), maker.cluster))
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
            .filter((file) => !isOfOthers(file, ofNodes))
            .flatMap(({ cluster }) => cluster.nodeDaemons);
        // Of these all count that are related, and not only the nearest.
        default:
          return objects(by(kind)).flatMap(({ cluster }): readonly object[] => cluster[kind]);
      }
    }, anywhere);
  });
}

/** Asked at every keystroke, mostly with the same question. */
function answeringOnce(ask: Neighbours): Neighbours {
  const known = new Map<string, { readonly question: string; readonly answer: Cluster }>();
  return (path, own) => {
    const names = own.nodeGroups.map(({ provides, uses }) => [provides, uses]);
    const question = JSON.stringify([saysCni(own), own.installs.length > 0, defines(own), names]);
    const before = known.get(path);
    if (before?.question === question) return before.answer;
    const answer = ask(path, own);
    known.set(path, { question, answer });
    return answer;
  };
}

/** Only part of an aws-node: it is merged into another, whose file need not be near. */
const isPatch = ({ form, complete, containers }: Install): boolean =>
  form === 'manifest' && !complete && containers.some((container) => !container.complete && !container.base);

/** A patch in a folder beside that of the file, or near it, as an overlay is beside its base. */
const isPatched = (file: Pick<File, 'folders' | 'given'>, patches: readonly File[]): boolean =>
  patches.some(
    (patch) =>
      patch !== file &&
      !areApart(patch.given, file.given) &&
      shared(patch.folders, file.folders) >= file.folders.length - 1,
  );

/** What the one build of a file is made of counts before what else is near. */
function inBuild(files: readonly File[], [build, ...others]: readonly Build[]): readonly File[] {
  const found = build && others.length === 0 ? files.filter(({ path }) => build.files.has(path)) : [];
  return found.length > 0 ? found : files;
}

/** For each of them rules are asked. */
const MOST_BUILDS = 20;

const isOnlyInSome = (builds: readonly Build[]): boolean =>
  builds.some(({ installs }) => installs.length === 0) && builds.some(({ installs }) => installs.length > 0);

/** The user says that they are of two clusters. */
const areApart = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

/** Folders that are one whole. With two clusters defined in it, a folder is not. */
function rootsOf(files: readonly File[], defining: readonly File[]): ReadonlySet<string> {
  const definitions = new Map<string, number>();
  for (const { place } of defining) definitions.set(place, (definitions.get(place) ?? 0) + 1);
  const marked = files.flatMap(({ place, isMarked }) => (isMarked ? place : []));
  return new Set([...marked, ...definitions.keys()].filter((place) => (definitions.get(place) ?? 0) < 2));
}

interface File extends Pick<Sight, 'path' | 'cluster'> {
  /** The folders it is in, from the top. */
  readonly folders: readonly string[];
  /** The same as one text. */
  readonly place: string;
  /** It is a kustomization or a chart. */
  readonly isMarked: boolean;
  readonly topics: readonly Topic[];
  /** The cluster it is of by the user's word. */
  readonly given: string | undefined;
}

const foldersOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/** Asked of all files whenever one of them says something else. */
const outlineOf = remembered(({ path, cluster }: Pick<Sight, 'path' | 'cluster'>): File => {
  const folders = foldersOf(path);
  const [place, isMarked, topics] = [folders.join('/'), isRoot(path), topicsOf(cluster)];
  return { path, cluster, folders, place, isMarked, topics, given: undefined };
});

/** What a file may say that others look for. */
type Topic = Kind | 'cni' | 'patch' | 'definition' | 'family' | 'controller' | 'switch' | 'engine';

function topicsOf(cluster: Cluster): readonly Topic[] {
  const { installs, settings } = cluster;
  const tests: readonly (readonly [Topic, boolean])[] = [
    ['cni', saysCni(cluster)],
    ['patch', installs.some(isPatch)],
    ['definition', defines(cluster)],
    ['family', settings.some(isOfFamily)],
    ['controller', settings.some(isOfController)],
    ['switch', settings.some(isSwitch)],
    ['engine', settings.some(isEngine)],
    ...KINDS.map((kind) => [kind, cluster[kind].length > 0] as const),
  ];
  return tests.flatMap(([topic, holds]) => (holds ? topic : []));
}

/** The files that say something of a topic. */
function byTopic(files: readonly File[]): (topic: Topic) => readonly File[] {
  const lists = new Map<Topic, File[]>();
  for (const file of files) {
    for (const topic of file.topics) {
      const list = lists.get(topic);
      if (list) list.push(file);
      else lists.set(topic, [file]);
    }
  }
  return (topic) => lists.get(topic) ?? [];
}

const isUnread = ({ kind }: ClusterSetting): boolean => kind === 'unread-install';
const isOfFamily = ({ kind }: ClusterSetting): boolean => kind === 'ip-family' || kind === 'cluster';
/** Of Windows nodes and network policies, by the ConfigMap amazon-vpc-cni or values that write it; subnets; namespaces. */
const isSwitch = ({ kind }: ClusterSetting): boolean =>
  kind === 'windows-ipam' ||
  kind === 'windows-prefixes' ||
  kind === 'network-policy-controller' ||
  kind === 'subnet' ||
  kind === 'ambient';
/** Wherever it stands it may be of any cluster: all that follows from it is that less is said. */
const isEngine = ({ kind }: ClusterSetting): boolean => kind === 'policy-engine';
const isOfController = (setting: ClusterSetting): boolean =>
  !isUnread(setting) && !isOfFamily(setting) && !isSwitch(setting) && !isEngine(setting);

const saysCni = ({ installs, otherCnis, settings }: Cluster): boolean =>
  installs.length + otherCnis.length > 0 || settings.some(isUnread);

const defines = ({ settings }: Cluster): boolean => settings.some(({ kind }) => kind === 'cluster');

const settingsOf = (
  files: readonly File[],
  isWanted: (setting: ClusterSetting) => boolean,
): readonly ClusterSetting[] => files.flatMap(({ cluster }) => cluster.settings.filter(isWanted));

/** Something is there, and whether it is about these nodes is not known. */
const UNREAD: ClusterSetting = { kind: 'unread-install', span: { start: 0, end: 0 } };

/** How many leading folders two places have in common. */
function shared(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

/** How many folders of a place its outermost root has; more than all of them: it is below none. */
function reachOf(folders: readonly string[], roots: ReadonlySet<string>): number {
  for (let length = 1; length <= folders.length; length++)
    if (roots.has(folders.slice(0, length).join('/'))) return length;
  return Number.POSITIVE_INFINITY;
}

/** One folder holds the other, or a root holds both: one that reaches as far as the first of them says. */
function areRelated(a: readonly string[], b: readonly string[], reach: number): boolean {
  const common = shared(a, b);
  return common === a.length || common === b.length || common >= reach;
}

function nearest(here: readonly string[], files: readonly File[]): readonly File[] {
  const distances = files.map(({ folders }) => shared(here, folders));
  const most = distances.reduce((max, distance) => Math.max(max, distance), 0);
  return files.filter((_, i) => distances[i] === most);
}

/** It is not in a folder above this place, and one of the others is nearer to it, or is in it. */
function belongsElsewhere(
  here: readonly string[],
  { folders, given }: File,
  others: readonly File[],
): boolean {
  const common = shared(here, folders);
  return (
    common < folders.length &&
    others.some((other) => shared(other.folders, folders) > common && !areApart(other.given, given))
  );
}

/** Files with groups that make nodes: those that are near, and the nearest of those that use what this file provides. */
function nearestMakers(
  here: readonly string[],
  near: readonly File[],
  others: readonly File[],
  own: Cluster,
): readonly File[] {
  const provided = new Set(own.nodeGroups.flatMap(({ provides }) => provides ?? []));
  const isUser = ({ uses }: NodeGroup) => uses.some((name) => provided.has(name));
  const isProvider = ({ provides }: NodeGroup) => provides !== undefined && provided.has(provides);
  const withUsers = others.filter(({ cluster }) => cluster.nodeGroups.some(isUser));
  const providers = others.filter(({ cluster }) => cluster.nodeGroups.some(isProvider));
  const users = nearest(here, withUsers).filter((file) => !belongsElsewhere(here, file, providers));
  return [...new Set([...near, ...users])];
}

/** For each of them all files are looked through. */
const MOST_MAKERS = 50;

const makesNodes = ({ cluster }: File): boolean => cluster.nodeGroups.some(isMaker);
const isMaker = ({ provides }: NodeGroup): boolean => provides === undefined;

/** Of each name the groups nearest to this place. Not one that others use who are nearer to it. */
function nearestProviders(here: readonly string[], files: readonly File[], own: Cluster): NodeGroup[] {
  const wanted = new Set(own.nodeGroups.flatMap(({ uses }) => uses));
  return [...wanted].flatMap((name) => {
    const users = files.filter(({ cluster }) => cluster.nodeGroups.some(({ uses }) => uses.includes(name)));
    const providers = files.filter(({ cluster }) =>
      cluster.nodeGroups.some(({ provides }) => provides === name),
    );
    return nearest(here, providers)
      .filter((file) => !belongsElsewhere(here, file, users))
      .flatMap(({ cluster }) => cluster.nodeGroups.filter(({ provides }) => provides === name));
  });
}
