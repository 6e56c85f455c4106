import { isKustomizationFile } from './build.js';
import { type Cluster, KINDS, type Kind } from './cluster.js';
import type { ClusterSetting, Install } from './facts.js';
import { remembered } from './remembered.js';
import type { Sight } from './sight.js';

/** What a file is about, and where it is. */
export interface Outline extends Pick<Sight, 'path' | 'cluster'> {
  /** The folders it is in, from the top. */
  readonly folders: readonly string[];
  /** The same as one text. */
  readonly place: string;
  readonly topics: readonly Topic[];
}

/** What a file may say that others look for. */
export type Topic =
  | Kind
  | 'root'
  | 'cni'
  | 'patch'
  | 'definition'
  | 'family'
  | 'controller'
  | 'switch'
  | 'engine';

/** Asked of all files whenever one of them says something else. */
export const outlineOf = remembered(({ path, cluster }: Pick<Sight, 'path' | 'cluster'>): Outline => {
  const folders = foldersOf(path);
  return { path, cluster, folders, place: folders.join('/'), topics: topicsOf(path, cluster) };
});

export const foldersOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/** A file that makes its folder one whole: what is in the folders below it belongs together. */
export const isRoot = (path: string): boolean => isKustomizationFile(path) || /(^|\/)Chart\.yaml$/.test(path);

function topicsOf(path: string, cluster: Cluster): readonly Topic[] {
  const { installs, settings } = cluster;
  const tests: readonly (readonly [Topic, boolean])[] = [
    ['root', isRoot(path)],
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
export function byTopic<File extends Outline>(files: readonly File[]): (topic: Topic) => readonly File[] {
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

export const saysCni = ({ installs, otherCnis, settings }: Cluster): boolean =>
  installs.length + otherCnis.length > 0 || settings.some(isUnread);

export const defines = ({ settings }: Cluster): boolean => settings.some(({ kind }) => kind === 'cluster');

/** Only part of an aws-node: it is merged into another, whose file need not be near. */
const isPatch = ({ form, complete, containers }: Install): boolean =>
  form === 'manifest' && !complete && containers.some((container) => !container.complete && !container.base);

export const isUnread = ({ kind }: ClusterSetting): boolean => kind === 'unread-install';
export const isOfFamily = ({ kind }: ClusterSetting): boolean => kind === 'ip-family' || kind === 'cluster';
/** Of Windows nodes and network policies, by the ConfigMap amazon-vpc-cni or values that write it; subnets; namespaces. */
export const isSwitch = ({ kind }: ClusterSetting): boolean =>
  kind === 'windows-ipam' ||
  kind === 'windows-prefixes' ||
  kind === 'network-policy-controller' ||
  kind === 'subnet' ||
  kind === 'ambient';
/** Wherever it stands it may be of any cluster: all that follows from it is that less is said. */
export const isEngine = ({ kind }: ClusterSetting): boolean => kind === 'policy-engine';
export const isOfController = (setting: ClusterSetting): boolean =>
  !isUnread(setting) &&
  !isOfFamily(setting) &&
  !isSwitch(setting) &&
  !isEngine(setting) &&
  setting.kind !== 'subchart';
