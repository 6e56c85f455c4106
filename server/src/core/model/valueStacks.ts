import { before } from '../domain/versions.js';
import { asPart, blurred } from './blurred.js';
import type { Cluster } from './cluster.js';
import type { ChartValues, ClusterSetting, Install } from './facts.js';
import { layered } from './layers.js';
import { type Neighbours, neighbourhood, newMemory, type Surroundings } from './neighbours.js';
import { commonFolder, folderOf, isWithin, resolved } from './paths.js';
import { remembered } from './remembered.js';
import type { Sight } from './sight.js';
import { areAlternatives, isBase, isOverlay, sharedFrom } from './valueFiles.js';

type File = Pick<Sight, 'path' | 'cluster'>;

/**
 * What is in sight from a file, where values of the chart lie on top of each other: `values-prod.yaml` on the `values.yaml`
 * beside it. Which files Helm is told is written nowhere, so a file that looks like one of several is only a part: what it
 * does not set another one may. What a `Chart.yaml` says of the chart counts for the values beside it.
 */
export function stackedNeighbourhood(files: Iterable<File>, surroundings: Surroundings = {}): Neighbours {
  const { memory = newMemory() } = surroundings;
  const all = [...files];
  const values = all.filter(({ cluster }) => cluster.chartValues.some(isInFile));
  // What else says how they are used: only a few files do.
  const users = values.length === 0 ? [] : all.filter(usesValues);
  const stacks = memory.stacks([...values, ...users], () => stacksOf(values, usersOf(users)));
  const seen = stacks.size === 0 ? all : all.map((file) => stacks.get(file.path) ?? file);
  const ask = neighbourhood(seen, { ...surroundings, memory });
  const answers = remembered((answer: Cluster) => {
    const known = new Map<string, Cluster>();
    return (path: string): Cluster => {
      const before = known.get(path) ?? withOwn(answer, stacks.get(path)?.cluster.installs);
      known.set(path, before);
      return before;
    };
  });
  return (path, own) => answers(ask(path, own))(path);
}

const withOwn = (answer: Cluster, own: readonly Install[] | undefined): Cluster =>
  own ? { ...answer, installs: own } : answer;

const isInFile = ({ place }: ChartValues): boolean => place === 'file' || place === 'subchart';

/** Who takes files of values, and for which chart. */
interface Users {
  /** Files that go into ConfigMaps, from which Flux takes values beside others. */
  readonly packed: ReadonlySet<string>;
  /** Somebody installs the chart with values of its own beside those of files, or with those of several. */
  readonly isAddedTo: boolean;
  /** Charts that hold the chart, by their folders. */
  readonly charts: ReadonlyMap<string, Holder>;
}

type Holder = Extract<ClusterSetting, { kind: 'subchart' }>;

const usesValues = remembered(
  ({ cluster: { kustomizations, chartValues, settings } }: File): boolean =>
    kustomizations.some(({ packed }) => packed) || chartValues.some(addsToFiles) || settings.some(isHolder),
);

const addsToFiles = (values: ChartValues): boolean =>
  !isInFile(values) && !values.complete && !values.takesFiles;

const isHolder = (setting: ClusterSetting): setting is Holder => setting.kind === 'subchart';

const usersOf = (files: readonly File[]): Users => ({
  packed: new Set(
    files.flatMap(({ path, cluster }) =>
      cluster.kustomizations.flatMap(({ packed = [] }) =>
        packed.flatMap(({ value = '' }) => resolved(folderOf(path), value) ?? []),
      ),
    ),
  ),
  isAddedTo: files.some(({ cluster }) => cluster.chartValues.some(addsToFiles)),
  charts: new Map(
    files.flatMap(({ path, cluster }) => {
      const holder = cluster.settings.find(isHolder);
      return holder && /(^|\/)Chart\.yaml$/.test(path) ? [[folderOf(path), holder] as const] : [];
    }),
  ),
});

/** Values in a file: of the chart itself, or below a key of one that holds it. */
interface Values {
  readonly file: File;
  readonly folder: string;
  readonly key: string | undefined;
  /** As the file has it, and as it is once it is known for what chart it is. */
  readonly written: Install;
  readonly install: Install;
  readonly release: string | undefined;
}

function valuesOf(file: File, { charts }: Users): Values | undefined {
  const { path, cluster } = file;
  const [values, ...others] = cluster.chartValues.filter(isInFile);
  const [written, ...more] = cluster.installs;
  if (!values || !written || others.length + more.length > 0) return undefined;
  const folder = folderOf(path);
  const holder = charts.get(folder);
  const isHeld = values.key !== undefined && values.key === holder?.key;
  return {
    file,
    folder,
    key: values.key,
    written,
    install: (isHeld ? values.whole : undefined) ?? written,
    release: isHeld ? holder?.release : undefined,
  };
}

/** Files of values of which more can be said than they say, or less, by their paths. */
function stacksOf(files: readonly File[], users: Users): ReadonlyMap<string, File> {
  const read = files.map((file) => ({ file, values: valuesOf(file, users) }));
  const groups = new Map<string, Values[]>();
  for (const { values } of read) {
    if (!values) continue;
    const name = groupOf(values);
    const group = groups.get(name);
    if (group) group.push(values);
    else groups.set(name, [values]);
  }
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  const top = commonFolder(files.map(({ path }) => path));
  const shared = new Set([...folders].flatMap((folder) => sharedFrom(folder, top) ?? []));
  const isMet = remembered(({ folder, key, file }: Values): boolean => {
    if (users.packed.has(file.path) || (key === undefined && users.isAddedTo)) return true;
    for (let above = folderOf(folder); above !== ''; above = folderOf(above))
      if (folders.has(above)) return true;
    return [...shared].some(
      (above) =>
        isWithin(above, folder) && [...folders].some((other) => other !== folder && isWithin(above, other)),
    );
  });
  const stacks = new Map<string, File>();
  for (const { file, values } of read) {
    if (!values) {
      put(stacks, file, file.cluster.installs.map(asPartOfFile), true);
      continue;
    }
    const beside = (groups.get(groupOf(values)) ?? []).filter((other) => other !== values);
    const isPart = beside.length > 0 || isOverlay(file.path) || isMet(values);
    if (!isPart && values.install === values.written && values.release === undefined) continue;
    const install = composedOf(values, beside);
    put(stacks, file, [isMet(values) ? asPart(install) : install], isPart);
  }
  return stacks;
}

const asPartOfFile = (install: Install): Install =>
  install.form === 'chart' && !install.object ? asPart(install) : install;

const groupOf = ({ folder, key }: Values): string => `${folder}\n${key ?? ''}`;

function put(stacks: Map<string, File>, file: File, installs: readonly Install[], isPart: boolean): void {
  const { path, cluster } = file;
  const said = isPart
    ? { ...cluster, ...partOfValues(cluster.chartValues, cluster.settings, cluster.installs) }
    : cluster;
  stacks.set(path, { path, cluster: { ...said, installs } });
}

/** What it comes to with the values beside it. */
function composedOf(values: Values, beside: readonly Values[]): Install {
  const { file, written, install, release } = values;
  const bases = beside.filter((other) => isBase(other.file.path));
  const [base] = bases;
  if (isBase(file.path)) return blurredBy(released(install, release, [written]), beside);
  if (!base || bases.length > 1 || !isOverlay(file.path))
    return asPart(blurredBy(released(install, release, [written]), beside));
  const both = released(stacked(base.install, install), release, [base.written, written]);
  const others = beside.filter((other) => other !== base && !areAlternatives(file.path, other.file.path));
  return blurredBy(both, others);
}

const blurredBy = (install: Install, others: readonly Values[]): Install =>
  others.length === 0
    ? install
    : blurred(
        install,
        others.map((other) => other.install),
      );

/** With the release that the chart has, where no image tells another one. The node agent came with 1.14. */
function released(install: Install, release: string | undefined, layers: readonly Install[]): Install {
  const main = install.containers.find(({ role }) => role === 'aws-node');
  const known = main?.image ? install.release : (release ?? install.release);
  const isWithoutAgent = known !== undefined && before(known, '1.14.0');
  return {
    ...install,
    ...(known !== undefined && { release: known }),
    containers: isWithoutAgent
      ? install.containers.filter(({ role }) => role !== 'aws-eks-nodeagent')
      : install.containers,
    layers,
  };
}

const stacked = (below: Install, above: Install): Install => {
  const both = layered(below, above);
  // What is null is not set at all, whatever the chart sets it to.
  return {
    ...both,
    containers: both.containers.map((container) => {
      const own = above.containers.find(({ role }) => role === container.role);
      const unset = (own?.settings ?? []).filter(({ value }) => value.value.kind === 'unset');
      return unset.length > 0 ? { ...container, settings: [...container.settings, ...unset] } : container;
    }),
  };
};

/** What one of several files of values says: what is not written may stand in another one. */
export function partOfValues(
  chartValues: readonly ChartValues[],
  settings: readonly ClusterSetting[],
  installs: readonly Install[],
): { readonly chartValues: readonly ChartValues[]; readonly settings: readonly ClusterSetting[] } {
  const defaults = new Set(
    installs.flatMap(({ form, name }) => (form === 'chart' && name ? [name.span] : [])),
  );
  return {
    chartValues: chartValues.map((values) => ({ ...values, complete: false })),
    settings: settings.map((setting) =>
      isDefault(setting) && defaults.has(setting.span) ? { ...setting, value: undefined } : setting,
    ),
  };
}

const isDefault = (
  setting: ClusterSetting,
): setting is Extract<
  ClusterSetting,
  { kind: 'windows-ipam' | 'windows-prefixes' | 'network-policy-controller' }
> => ['windows-ipam', 'windows-prefixes', 'network-policy-controller'].includes(setting.kind);
