import type { NetworkingMode } from '../domain/maxPods.js';
import type { Variable } from '../domain/variable.js';
import { VARIABLES, type VariableName } from '../domain/variables.js';
import { type Cluster, inSight } from '../model/cluster.js';
import { effective, isRead, ofFamily, roleOf, settingOf } from '../model/effective.js';
import type { ContainerFacts, Install, Setting } from '../model/facts.js';
import { remembered, unlessChanged } from '../model/remembered.js';
import { TRIABLES, type Triable, type Tried } from './explorationQuery.js';

/** The aws-nodes that are pictured. */
export interface Picture {
  /** Those in sight; one with the defaults of upstream's manifest where none is; none: another plugin, or not known. */
  readonly installs: readonly Install[];
  /** Undefined: not known, or they differ. */
  readonly mode: NetworkingMode | undefined;
}

/** What is in sight, as it is written. */
export const pictureOf = remembered((seen: Cluster): Picture => {
  if (seen.otherCnis.length > 0) return { installs: [], mode: undefined };
  const family = familyOf(seen);
  const { mode } = inSight(seen);
  const found = seen.installs.map((install) => (family ? ofFamily(install, family) : install));
  return { installs: found.length > 0 || !mode ? found : [defaultInstall(family)], mode };
});

/** The same with other values of some variables, as if they were written on top. */
export const triedOut = (seen: Cluster, tried: Tried): Picture =>
  lastTried(seen)([JSON.stringify(tried)], () => {
    const present = pictureOf(seen);
    const installs = present.installs.map((install) => withTried(install, tried));
    if (installs.every((install, i) => install === present.installs[i])) return present;
    return { installs, mode: inSight({ ...seen, installs }).mode };
  });

const lastTried = remembered((_: Cluster) => unlessChanged<Picture>());

/** The family of the cluster, where it is written and is one. */
function familyOf({ settings }: Cluster): 4 | 6 | undefined {
  const families = new Set(settings.flatMap((one) => (one.kind === 'ip-family' ? [one.value] : [])));
  return families.size === 1 ? [...families][0] : undefined;
}

/** An aws-node that nobody has changed. */
const defaultInstall = (family: 4 | 6 | undefined): Install => ({
  form: 'manifest',
  span: NOWHERE,
  containers: [
    {
      role: 'aws-node',
      name: { value: 'aws-node', span: NOWHERE },
      span: NOWHERE,
      settings: [],
      env: { form: 'other' },
      flow: false,
      args: [],
      complete: true,
      base: family === 6 ? 'manifest-ipv6' : 'manifest',
    },
  ],
  complete: true,
});

const NOWHERE = { start: -1, end: -1 };

/** Why a variable cannot be tried out; undefined: it can. */
export function whyFixed(install: Install, name: Triable): string | undefined {
  if (!install.containers.some(({ role }) => role === roleOf(name)))
    return 'The container that reads it is not in sight.';
  const row: Variable = VARIABLES[name];
  if (!isRead(row, install.release))
    return `Release ${install.release} does not read it${row.since ? `: ${row.since} is the first that does` : ''}.`;
  const { value } = settingOf(install, name)?.value ?? {};
  if (value?.kind !== 'unknown') return undefined;
  return value.why === 'valueFrom'
    ? 'Its value comes from elsewhere (`valueFrom`) and is known only in the cluster.'
    : 'A template fills in its value.';
}

function withTried(install: Install, tried: Tried): Install {
  const names = TRIABLES.filter((name) => isOther(install, name, tried[name]));
  if (names.length === 0) return install;
  const isTried = (name: string): boolean => names.some((other) => other === name);
  const containers = install.containers.map((container): ContainerFacts => {
    if (container.role !== 'aws-node') return container;
    const kept = container.settings.filter(({ name }) => !isTried(name.value));
    return { ...container, settings: [...kept, ...names.map((name) => settingTo(name, tried[name] ?? ''))] };
  });
  return { ...install, containers };
}

/** It would not come to the same. */
const isOther = (install: Install, name: Triable, text: string | undefined): boolean =>
  text !== undefined && whyFixed(install, name) === undefined && textInEffect(install, name) !== text;

/** What aws-node takes the variable for, as text; undefined: not known, or it is not limited. */
export function textInEffect(install: Install, name: VariableName): string | undefined {
  const value = effective(install, name);
  return typeof value === 'boolean' || typeof value === 'number' ? `${value}` : undefined;
}

/** Spans of its own, by which findings about it are told from others. */
function settingTo(name: string, text: string): Setting {
  const span = { start: -1, end: -1 };
  return {
    form: 'item',
    name: { value: name, span: { ...span } },
    value: { value: { kind: 'text', text }, span: { ...span } },
    span,
    quote: 'double',
    bare: false,
    isPlain: true,
    shared: false,
  };
}
