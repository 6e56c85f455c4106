import type { Container, Reading, Variable } from '../domain/variable.js';
import { VARIABLES, type VariableName } from '../domain/variables.js';
import { atLeast, before } from '../domain/versions.js';
import type { ContainerFacts, Install, Setting } from './facts.js';
import { remembered } from './remembered.js';

/** Only the cluster knows: a template, `valueFrom`, or a text that is not all there is. */
export const UNKNOWN: unique symbol = Symbol('unknown');
export type Unknown = typeof UNKNOWN;

type Rows = typeof VARIABLES;
/** Type of the value in effect of each variable. */
export type Effective = {
  [N in VariableName]: Rows[N] extends { read(text: string | undefined, version?: string): Reading<infer T> }
    ? T
    : never;
};

export const containerOf = (install: Install, role: Container): ContainerFacts | undefined =>
  install.containers.find((c) => c.role === role);

/** The container that reads a variable: aws-node, unless it is read elsewhere only. */
export const roleOf = (name: VariableName): Container => ELSEWHERE.get(name) ?? 'aws-node';

const ELSEWHERE: ReadonlyMap<string, Container | undefined> = new Map(
  Object.entries(VARIABLES as Record<string, Variable>)
    .filter(([, { containers }]) => !containers.includes('aws-node'))
    .map(([name, { containers }]) => [name, containers[0]]),
);

/** Where a variable is set. Of two settings of one name the last counts, as in the API server. */
export const settingOf = (
  install: Install,
  name: VariableName,
  role: Container = roleOf(name),
): Setting | undefined => settingNamed(containerOf(install, role)?.settings ?? [], name);

/** The one of a name that counts, if there is one. All rules ask. */
export const settingNamed = (settings: readonly Setting[], name: string): Setting | undefined =>
  settings.length <= FEW
    ? settings.findLast((setting) => setting.name.value === name)
    : byName(settings).get(name);

/** So few are looked through as quickly as an index is found. */
const FEW = 4;

const byName = remembered(
  (settings: readonly Setting[]): ReadonlyMap<string, Setting> =>
    new Map(settings.map((setting) => [setting.name.value, setting])),
);

/** The text the process gets: undefined where the variable is absent. An unquoted value counts as if it were quoted. */
export function textOf(
  install: Install,
  name: VariableName,
  role: Container = roleOf(name),
): string | undefined | Unknown {
  const container = containerOf(install, role);
  const setting = container && !isUpToEks(install, name) ? settingNamed(container.settings, name) : undefined;
  const complete = container ? container.complete : install.complete;
  if (setting) {
    const { value } = setting.value;
    if (value.kind === 'unset') return undefined;
    // A patch that only names a variable leaves the value as it is.
    return value.kind === 'unknown' || (setting.bare && !complete) ? UNKNOWN : value.text;
  }
  return complete ? underneath(name, container?.base, install.release) : UNKNOWN;
}

/** The family of the cluster, which EKS tells its add-on, and lets nobody else tell it. */
const isUpToEks = ({ form }: Install, name: VariableName): boolean =>
  form === 'addon' && (name === 'ENABLE_IPv4' || name === 'ENABLE_IPv6');

/** What the manifest of an IPv6 cluster sets otherwise. */
const IPV6_MANIFEST: Partial<Record<VariableName, string>> = {
  ENABLE_IPv4: 'false',
  ENABLE_IPv6: 'true',
  ENABLE_PREFIX_DELEGATION: 'true',
};

/** An install for which EKS has set what goes with the IP family of its cluster. */
export const ofFamily = (install: Install, family: 4 | 6): Install =>
  install.containers.some(({ base }) => base === 'manifest-either-family')
    ? {
        ...install,
        containers: install.containers.map((container) =>
          container.base === 'manifest-either-family'
            ? { ...container, base: family === 6 ? 'manifest-ipv6' : 'manifest' }
            : container,
        ),
      }
    : install;

/** The text of a variable that is not written. */
function underneath(
  name: VariableName,
  base: ContainerFacts['base'],
  release: string | undefined,
): string | undefined | Unknown {
  if (base === undefined) return undefined;
  // Each release writes its own.
  if (name === 'VPC_CNI_VERSION') return release === undefined ? UNKNOWN : `v${release}`;
  const { manifest }: Variable = VARIABLES[name];
  if (base === 'manifest-either-family' && Object.hasOwn(IPV6_MANIFEST, name)) return UNKNOWN;
  // What stands in a field of the pod only the node knows.
  if (manifest?.startsWith('fieldRef ')) return UNKNOWN;
  return (base === 'manifest-ipv6' ? IPV6_MANIFEST[name] : undefined) ?? manifest;
}

/** The value the plugin runs with. A release that does not read the variable runs as if it were absent. */
export function effective<N extends VariableName>(
  install: Install,
  name: N,
  role?: Container,
): Effective[N] | Unknown {
  const row: Variable = VARIABLES[name];
  const text = isRead(row, install.release) ? textOf(install, name, role) : undefined;
  if (text === UNKNOWN) return UNKNOWN;
  // The row is the one Effective was derived from.
  return row.read(text, install.release).value as Effective[N];
}

/** A release reads the variable; one that is not known is taken to. */
export const isRead = ({ since, removed }: Variable, release: string | undefined): boolean =>
  release === undefined || ((!since || atLeast(release, since)) && (!removed || before(release, removed)));

/** The variable is known to be on. */
export const isOn = (install: Install, name: VariableName, role?: Container): boolean =>
  effective(install, name, role) === true;
/** The variable is known to be off. */
export const isOff = (install: Install, name: VariableName, role?: Container): boolean =>
  effective(install, name, role) === false;
