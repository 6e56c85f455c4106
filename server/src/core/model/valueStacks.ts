import { before } from '../domain/versions.js';
import { asPart, blurred, partOfValues } from './blurred.js';
import type { Cluster } from './cluster.js';
import type { ChartValues, ClusterSetting, Install } from './facts.js';
import { layered } from './layers.js';
import { type Memory, type Neighbours, neighbourhood, newMemory, type Surroundings } from './neighbours.js';
import { commonFolder, folderOf, isWithin, resolved } from './paths.js';
import { remembered, unlessChanged } from './remembered.js';
import type { Sight } from './sight.js';
import { areAlternatives, isBase, isOverlay, sharedFrom, type Words, wordsOfPath } from './valueFiles.js';

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
  const stacks = memory.stacks([...values, ...users], () => stacksOf(values, usersOf(users), memory));
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
  readonly words: Words;
  readonly key: string | undefined;
  /** The same of all that may lie on each other. */
  readonly group: string;
  /** As the file has it, and as it is once it is known for what chart it is. */
  readonly written: Install;
  readonly install: Install;
  readonly release: string | undefined;
}

/** The same object as long as nothing changes that it follows from. */
const valuesOf = (file: File, charts: Users['charts']): Values | undefined =>
  valuesIn(file)(charts.get(folderOf(file.path)) ?? NO_HOLDER);

const NO_HOLDER: Pick<Holder, 'key' | 'release'> = { key: '' };

const valuesIn = remembered((file: File) =>
  remembered(({ key, release }: Pick<Holder, 'key' | 'release'>): Values | undefined => {
    const { path, cluster } = file;
    const [values, ...others] = cluster.chartValues.filter(isInFile);
    const [written, ...more] = cluster.installs;
    if (!values || !written || others.length + more.length > 0) return undefined;
    const folder = folderOf(path);
    const isHeld = values.key !== undefined && values.key === key;
    return {
      file,
      folder,
      words: wordsOfPath(path),
      key: values.key,
      group: `${folder}\n${values.key ?? ''}`,
      written,
      install: (isHeld ? values.whole : undefined) ?? written,
      release: isHeld ? release : undefined,
    };
  }),
);

/** Files of values of which more can be said than they say, or less, by their paths. */
function stacksOf(files: readonly File[], users: Users, { stackOf }: Memory): ReadonlyMap<string, File> {
  const isMet = meetings(files, users);
  const groups = new Map<string, Values[]>();
  const made: (readonly File[])[] = [];
  const make = (
    name: string,
    from: readonly object[],
    isOpen: boolean,
    answer: () => readonly File[],
  ): void => {
    const last = stackOf.get(name) ?? unlessChanged();
    stackOf.set(name, last);
    made.push(last([isOpen, ...from], answer));
  };
  for (const file of files) {
    const values = valuesOf(file, users.charts);
    const group = values && groups.get(values.group);
    if (group) group.push(values);
    else if (values) groups.set(values.group, [values]);
    else make(file.path, [file], true, () => [partOf(file, file.cluster.installs.map(asPartOfFile))]);
  }
  for (const [name, group] of groups) {
    const open = group.map(isMet);
    const isOpen = open.includes(true);
    // Those of one folder go together: where others may go with one of them, they may with all.
    make(name, group, isOpen, () => group.flatMap((values) => stackedFile(values, group, isOpen) ?? []));
  }
  return new Map(made.flat().map((file) => [file.path, file]));
}

/** Undefined: it says all that there is. */
function stackedFile(values: Values, group: readonly Values[], isOpen: boolean): File | undefined {
  const { file, install, written, release } = values;
  const beside = group.filter((other) => other !== values);
  const isPart = isOpen || beside.length > 0 || isOverlay(file.path);
  if (!isPart && install === written && release === undefined) return undefined;
  const whole = composedOf(values, beside);
  const installs = [isOpen ? asPart(whole) : whole];
  return isPart ? partOf(file, installs) : { path: file.path, cluster: { ...file.cluster, installs } };
}

/** Whether values of other folders, or of objects, may go with these. */
function meetings(files: readonly File[], { packed, isAddedTo }: Users): (values: Values) => boolean {
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  const top = commonFolder(files.map(({ path }) => path));
  const shared = [...new Set([...folders].flatMap((folder) => sharedFrom(folder, top) ?? []))];
  const common = shared.filter((one) => [...folders].filter((folder) => isWithin(one, folder)).length > 1);
  const met = new Map<string, boolean>();
  for (const folder of folders) {
    let above = folderOf(folder);
    while (above !== '' && !folders.has(above)) above = folderOf(above);
    met.set(folder, above !== '' || common.some((one) => isWithin(one, folder)));
  }
  return ({ folder, key, file }) =>
    packed.has(file.path) || (key === undefined && isAddedTo) || met.get(folder) === true;
}

const asPartOfFile = (install: Install): Install =>
  install.form === 'chart' && !install.object ? asPart(install) : install;

const partOf = ({ path, cluster }: File, installs: readonly Install[]): File => ({
  path,
  cluster: { ...cluster, ...partOfValues(cluster.chartValues, cluster.settings, cluster.installs), installs },
});

/** What it comes to with the values beside it. */
function composedOf(values: Values, beside: readonly Values[]): Install {
  const { file, words, written, install, release } = values;
  const bases = beside.filter((other) => isBase(other.file.path));
  const [base] = bases;
  if (isBase(file.path)) return blurredBy(released(install, release, [written]), beside);
  if (!base || bases.length > 1 || !isOverlay(file.path))
    return asPart(blurredBy(released(install, release, [written]), beside));
  const both = released(stacked(base.install, install), release, [base.written, written]);
  const others = beside.filter((other) => other !== base && !areAlternatives(words, other.words));
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
