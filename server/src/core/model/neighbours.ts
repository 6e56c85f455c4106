import { type Anywhere, type Cluster, clusterBy, NO_CLUSTER } from './cluster.js';
import type { ClusterSetting, Install, NodeGroup } from './facts.js';
import type { Sight } from './sight.js';

/** What is in sight from a file that says `own` itself. */
export type Neighbours = (path: string, own: Cluster) => Cluster;

/** A file that makes its folder one whole: what is in the folders below it belongs together. */
export const isRoot = (path: string): boolean =>
  /(^|\/)(kustomization\.ya?ml|Kustomization|Chart\.yaml)$/.test(path);

/**
 * Files that belong together by their folders: one is in the other's folder or below it, or both are below a folder that is
 * one whole (a kustomization, a chart, the definition of a cluster). Files in folders side by side say nothing of each other:
 * they may well be of two clusters. Of several the nearest count, those with the most folders in common.
 *
 * A file that defines a cluster is not told about others by their definitions. What stands beside nodes of its own is not
 * taken to be about nodes outside of its folder: all that is said to them is that there is something that nobody read.
 */
export function neighbourhood(files: Iterable<Pick<Sight, 'path' | 'cluster'>>): Neighbours {
  const all = [...files].map(({ path, cluster }) => ({ path, cluster, folders: foldersOf(path) }));
  const roots = rootsOf(all);
  if (all.length === 0) return () => NO_CLUSTER;
  const having = (has: (cluster: Cluster) => boolean) => all.filter(({ cluster }) => has(cluster));
  const ofCni = having(saysCni);
  const ofFamily = having(({ settings }) => settings.some(isOfFamily));
  const ofController = having(({ settings }) => settings.some(isOfController));
  const ofNodes = having(({ nodeGroups }) => nodeGroups.length > 0);
  const ofDaemons = having(({ nodeDaemons }) => nodeDaemons.length > 0);
  const ofObjects = new Map(OBJECTS.map((kind) => [kind, having((cluster) => cluster[kind].length > 0)]));
  const ofSwitches = having(({ settings }) => settings.some(isSwitch));
  const anywhere: Anywhere = {
    workloads: all.flatMap(({ cluster }) => cluster.workloads),
    serviceAccounts: all.flatMap(({ cluster }) => cluster.serviceAccounts),
  };
  const ofOverlays = having(({ installs }) => installs.some(isPatch)).filter(({ folders }) =>
    roots.has(folders.join('/')),
  );
  return answeringOnce((path, own) => {
    const here = foldersOf(path);
    const others = (of: readonly File[]) =>
      of.filter((file) => file.path !== path && !(defines(own) && defines(file.cluster)));
    const related = (of: readonly File[]) =>
      others(of).filter((file) => areRelated(here, file.folders, roots));
    const isOfOthers = (file: File, owners: readonly File[]) => belongsElsewhere(here, file, owners);
    const cni = nearest(here, related(ofCni));
    // An aws-node is not told about nodes that have another one nearer to them.
    const nodes = related(ofNodes).filter((file) => !saysCni(own) || !isOfOthers(file, ofCni));
    const isForeign = cni.some((file) => isOfOthers(file, ofNodes) || isPatched(file, ofOverlays));
    // Objects that have another aws-node nearer to them are of its cluster.
    const objects = (of: readonly File[]) =>
      related(of).filter(
        (file) =>
          !isOfOthers(
            file,
            ofCni.filter((owner) => owner.path !== path),
          ),
      );
    const nodeGroups = [
      ...nearestMakers(here, nodes, others(ofNodes), own),
      ...nearestProviders(here, others(ofNodes), own),
    ];
    const settings = [
      ...(isForeign ? [UNREAD] : settingsOf(cni, isUnread)),
      ...settingsOf(nearest(here, related(ofFamily)), isOfFamily),
      ...settingsOf(nearest(here, related(ofController)), isOfController),
      ...settingsOf(objects(ofSwitches), isSwitch),
    ];
    return clusterBy((kind) => {
      switch (kind) {
        case 'installs':
        case 'otherCnis':
          return isForeign ? [] : cni.flatMap(({ cluster }): readonly object[] => cluster[kind]);
        case 'settings':
          return settings;
        case 'nodeGroups':
          return nodeGroups;
        case 'nodeDaemons':
          return nearest(here, related(ofDaemons))
            .filter((file) => !isOfOthers(file, ofNodes))
            .flatMap(({ cluster }) => cluster.nodeDaemons);
        default:
          return objects(ofObjects.get(kind) ?? []).flatMap(
            ({ cluster }): readonly object[] => cluster[kind],
          );
      }
    }, anywhere);
  });
}

/** Kinds of which all count that are related, and not only the nearest. */
const OBJECTS = [
  'eniConfigs',
  'nodeMarks',
  'policies',
  'workloads',
  'serviceAccounts',
  'networkPolicies',
  'networkAttachments',
  'configMaps',
  'kustomizations',
] as const;

/** Asked at every keystroke, mostly with the same question. */
function answeringOnce(ask: Neighbours): Neighbours {
  const known = new Map<string, { readonly question: string; readonly answer: Cluster }>();
  return (path, own) => {
    const names = own.nodeGroups.map(({ provides, uses }) => [provides, uses]);
    const question = JSON.stringify([saysCni(own), defines(own), names]);
    const before = known.get(path);
    if (before?.question === question) return before.answer;
    const answer = ask(path, own);
    known.set(path, { question, answer });
    return answer;
  };
}

/** Only part of an aws-node: it is merged into another, whose file need not be near. */
const isPatch = ({ complete, containers }: Install): boolean =>
  !complete && containers.some((container) => !container.complete && !container.base);

/** A patch in a folder beside that of the file, or near it, as an overlay is beside its base. */
const isPatched = (file: File, patches: readonly File[]): boolean =>
  patches.some((patch) => patch !== file && shared(patch.folders, file.folders) >= file.folders.length - 1);

/** Folders that are one whole. With two clusters defined in it, a folder is not. */
function rootsOf(files: readonly File[]): ReadonlySet<string> {
  const definitions = new Map<string, number>();
  for (const { folders, cluster } of files) {
    const place = folders.join('/');
    if (defines(cluster)) definitions.set(place, (definitions.get(place) ?? 0) + 1);
  }
  const marked = files.flatMap(({ path, folders }) => (isRoot(path) ? folders.join('/') : []));
  return new Set([...marked, ...definitions.keys()].filter((place) => (definitions.get(place) ?? 0) < 2));
}

interface File extends Pick<Sight, 'path' | 'cluster'> {
  /** The folders it is in, from the top. */
  readonly folders: readonly string[];
}

const foldersOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

const isUnread = ({ kind }: ClusterSetting): boolean => kind === 'unread-install';
const isOfFamily = ({ kind }: ClusterSetting): boolean => kind === 'ip-family' || kind === 'cluster';
/** Of Windows nodes and network policies, by the ConfigMap amazon-vpc-cni or values that write it. */
const isSwitch = ({ kind }: ClusterSetting): boolean =>
  kind === 'windows-ipam' || kind === 'windows-prefixes' || kind === 'network-policy-controller';
const isOfController = (setting: ClusterSetting): boolean =>
  !isUnread(setting) && !isOfFamily(setting) && !isSwitch(setting);

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

/** One folder holds the other, or a root holds both. */
function areRelated(a: readonly string[], b: readonly string[], roots: ReadonlySet<string>): boolean {
  const common = shared(a, b);
  if (common === a.length || common === b.length) return true;
  for (let length = common; length > 0; length--) if (roots.has(a.slice(0, length).join('/'))) return true;
  return false;
}

function nearest(here: readonly string[], files: readonly File[]): readonly File[] {
  const distances = files.map(({ folders }) => shared(here, folders));
  const most = distances.reduce((max, distance) => Math.max(max, distance), 0);
  return files.filter((_, i) => distances[i] === most);
}

/** It is not in a folder above this place, and one of the others is nearer to it, or is in it. */
function belongsElsewhere(here: readonly string[], { folders }: File, others: readonly File[]): boolean {
  const common = shared(here, folders);
  return common < folders.length && others.some((other) => shared(other.folders, folders) > common);
}

/** Groups that make nodes: the nearest of those related, and the nearest of those that use what this file provides. */
function nearestMakers(
  here: readonly string[],
  related: readonly File[],
  others: readonly File[],
  own: Cluster,
): NodeGroup[] {
  const provided = new Set(own.nodeGroups.flatMap(({ provides }) => provides ?? []));
  const isUser = ({ uses }: NodeGroup) => uses.some((name) => provided.has(name));
  const isProvider = ({ provides }: NodeGroup) => provides !== undefined && provided.has(provides);
  const withMakers = related.filter(({ cluster }) => cluster.nodeGroups.some(isMaker));
  const withUsers = others.filter(({ cluster }) => cluster.nodeGroups.some(isUser));
  const providers = others.filter(({ cluster }) => cluster.nodeGroups.some(isProvider));
  const users = nearest(here, withUsers).filter((file) => !belongsElsewhere(here, file, providers));
  const found = new Set([...nearest(here, withMakers), ...users]);
  return [...found].flatMap(({ cluster }) => cluster.nodeGroups.filter(isMaker));
}

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
