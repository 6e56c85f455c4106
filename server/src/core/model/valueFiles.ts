/** What names of files and folders of values tell of how they go together. Helm itself is told by whoever calls it. */

/** Helm reads the one of the chart by itself, before all others. */
export const isBase = (path: string): boolean => /(^|\/)values\.ya?ml$/.test(path);

/** `values-prod.yaml`, `prod-values.yaml`, `prod.yaml`: it lies on the one called `values.yaml`, if there is one. */
export const isOverlay = (path: string): boolean => {
  const name = nameOf(path);
  return !isBase(path) && (/^values[-_.]|[-_.]values$/.test(name) || wordsOf(name).environment !== undefined);
};

const nameOf = (path: string): string =>
  (path.split('/').at(-1) ?? '').replace(/\.(?:ya?ml|json)$/, '').toLowerCase();

/** What a name is made of. */
export interface Words {
  /** `prod`, `eu-west-1`; undefined: it tells of none. */
  readonly environment: string | undefined;
  readonly region: string | undefined;
  readonly rest: readonly string[];
}

export const wordsOfPath = (path: string): Words => wordsOf(nameOf(path));

function wordsOf(name: string): Words {
  const region = REGION.exec(name)?.[0];
  const words = (region === undefined ? name : name.replace(region, '')).split(/[-_.]+/);
  const isWord = (word: string): boolean => word !== '' && word !== 'values';
  const environment = words.flatMap((word) => ENVIRONMENTS.get(word) ?? [])[0];
  return { environment, region, rest: words.filter((word) => isWord(word) && !ENVIRONMENTS.has(word)) };
}

/** Whoever is told to use the one is not told to use the other: they are for two environments, two regions, two clusters. */
export function areAlternatives(a: Words, b: Words): boolean {
  const differ = (x: string | undefined, y: string | undefined): boolean =>
    x !== undefined && y !== undefined && x !== y;
  if (differ(a.environment, b.environment) || differ(a.region, b.region)) return true;
  return (
    a.environment === b.environment &&
    a.region === b.region &&
    a.rest.length > 1 &&
    a.rest.length === b.rest.length &&
    a.rest.filter((word, i) => word !== b.rest[i]).length === 1 &&
    [...a.rest, ...b.rest].every((word) => !ADDED.test(word))
  );
}

const REGION =
  /(?<![a-z0-9])[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:central|(?:north|south)?(?:east|west)|north|south)-\d/;

/** One name for each of them. */
const ENVIRONMENTS: ReadonlyMap<string, string> = new Map(
  [
    ['dev', 'devel', 'development'],
    ['test', 'testing', 'tst'],
    ['qa'],
    ['uat'],
    ['stage', 'staging', 'stg'],
    ['preprod'],
    ['sandbox', 'sbx'],
    ['prod', 'production', 'prd', 'live'],
  ].flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)),
);

/** What goes with others. */
const ADDED = /^(?:all|base|common|default|defaults|extra|global|images?|local|overrides?|secrets?|shared)$/;

/** The folder in which values are meant for all, by the name of a folder in it: `/repo` of `/repo/common/cni`. Below `top` only. */
export function sharedFrom(folder: string, top: string): string | undefined {
  const parts = folder.split('/');
  const depth = top === '' ? 0 : top.split('/').length;
  const at = parts.findIndex((part, i) => i >= depth && SHARED.test(part));
  return at < 0 ? undefined : parts.slice(0, at).join('/');
}

const SHARED = /^[_.]?(?:all|base|common|defaults?|global|shared)$/i;
