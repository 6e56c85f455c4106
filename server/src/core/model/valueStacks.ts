import type { Cluster } from './cluster.js';
import type { ContainerFacts, Install } from './facts.js';
import { layered, layersOf } from './layers.js';
import { type Neighbours, neighbourhood, type Surroundings } from './neighbours.js';
import { folderOf } from './paths.js';
import { remembered } from './remembered.js';
import type { Sight } from './sight.js';

type File = Pick<Sight, 'path' | 'cluster'>;

/**
 * What is in sight from a file, where values of the chart lie on top of each other: `values-prod.yaml` on the `values.yaml`
 * beside it. Which files Helm is told is written nowhere, so a file that looks like one of several is only a part: what it
 * does not set another one may.
 */
export function stackedNeighbourhood(files: Iterable<File>, surroundings: Surroundings = {}): Neighbours {
  const all = [...files];
  const stacks = stacksOf(all.filter(({ cluster }) => holdsValues(cluster)));
  const seen = all.map((file) => {
    const installs = stacks.get(file.path);
    return installs ? { ...file, cluster: { ...file.cluster, installs } } : file;
  });
  const ask = neighbourhood(seen, surroundings);
  const answers = remembered((answer: Cluster) => {
    const known = new Map<string, Cluster>();
    return (path: string): Cluster => {
      const before = known.get(path) ?? withOwn(answer, stacks.get(path));
      known.set(path, before);
      return before;
    };
  });
  return (path, own) => answers(ask(path, own))(path);
}

const withOwn = (answer: Cluster, own: readonly Install[] | undefined): Cluster =>
  own ? { ...answer, installs: own } : answer;

const holdsValues = ({ chartValues }: Cluster): boolean =>
  chartValues.some(({ place }) => place === 'file' || place === 'subchart');

/** The aws-nodes of files of values that are parts, as far as can be said. */
function stacksOf(files: readonly File[]): ReadonlyMap<string, readonly Install[]> {
  const folders = new Map<string, File[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const others = folders.get(folder);
    if (others) others.push(file);
    else folders.set(folder, [file]);
  }
  const stacks = new Map<string, readonly Install[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const beside = folders.get(folder) ?? [];
    const base = beside.find(({ path }) => isBase(path));
    const [below] = base?.cluster.installs ?? [];
    if (base !== file && below && base?.cluster.installs.length === 1) {
      stacks.set(
        file.path,
        file.cluster.installs.map((install) => stacked(below, install)),
      );
    } else if (beside.length > 1 || isOverlay(file.path) || hasAbove(folder, folders)) {
      stacks.set(file.path, file.cluster.installs.map(asPart));
    }
  }
  return stacks;
}

/** Helm reads the one of the chart by itself, before all others. */
const isBase = (path: string): boolean => /(^|\/)values\.ya?ml$/.test(path);
const isOverlay = (path: string): boolean => /(^|\/)values[-_.][^/]*\.ya?ml$/.test(path) && !isBase(path);

/** Files further up are for all clusters below. */
function hasAbove(folder: string, folders: ReadonlyMap<string, unknown>): boolean {
  for (let above = folderOf(folder); above !== ''; above = folderOf(above))
    if (folders.has(above)) return true;
  return false;
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

/** What it does not set may be set elsewhere. */
export const asPart = remembered(
  (install: Install): Install => ({
    ...install,
    complete: false,
    containers: install.containers.map(
      ({ base: _, ...container }): ContainerFacts => ({ ...container, complete: false }),
    ),
    layers: layersOf(install),
  }),
);
