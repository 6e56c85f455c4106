import type { Argument, ChartValues, ClusterSetting, ContainerFacts, Install, Setting } from './facts.js';
import { layersOf } from './layers.js';
import { remembered } from './remembered.js';

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

/**
 * An aws-node on which some of these may be laid: what any of them sets is not known, and what none of them sets is as it
 * is without them.
 */
export function blurred(install: Install, others: readonly Install[]): Install {
  const all = others.flatMap(({ containers }) => containers);
  const containers = install.containers.map((own) =>
    blurredContainer(
      own,
      all.filter(({ role }) => role === own.role),
    ),
  );
  const { release, ...rest } = install;
  const hasOtherImage = all.some(({ role, image }) => role === 'aws-node' && image);
  const result: Install = {
    ...rest,
    ...(release !== undefined && !hasOtherImage && { release }),
    containers,
    layers: layersOf(install),
  };
  return others.every((other) => other.complete && hasSameRoles(other, install)) ? result : asPart(result);
}

const hasSameRoles = (a: Install, b: Install): boolean =>
  a.containers.length === b.containers.length &&
  a.containers.every(({ role }) => b.containers.some((other) => other.role === role));

function blurredContainer(own: ContainerFacts, others: readonly ContainerFacts[]): ContainerFacts {
  const settings = new Map(
    [...others.flatMap((other) => other.settings), ...own.settings].map((one) => [one.name.value, one]),
  );
  const isTouched = (name: string): boolean =>
    others.some((other) => other.settings.some((one) => one.name.value === name));
  const args = new Map([...others.flatMap((other) => other.args), ...own.args].map((one) => [one.name, one]));
  const isArgument = (name: string): boolean =>
    others.some((other) => other.args.some((one) => one.name === name));
  const { image, version, ...rest } = own;
  const hasImage = !others.some((other) => other.image);
  return {
    ...rest,
    ...(image && hasImage && { image }),
    ...(version !== undefined && hasImage && { version }),
    settings: [
      ...own.settings.filter(({ name }) => !isTouched(name.value)),
      ...[...settings.values()].filter(({ name }) => isTouched(name.value)).map(unknown),
    ],
    args: [...args.values()].map((one) => (isArgument(one.name) ? openArgument(one) : one)),
  };
}

const openArgument = (written: Argument): Argument => {
  const { value: _, ...rest } = written;
  return { ...rest, open: true, written };
};

const unknown = (setting: Setting): Setting => ({
  ...setting,
  value: { ...setting.value, value: { kind: 'unknown', why: 'template' } },
  written: setting,
});
