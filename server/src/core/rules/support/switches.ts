import { type ConfigMapKey, configMapKey, configMapValue } from '../../domain/configMapKeys.js';
import { parseBool } from '../../domain/goParse.js';
import { printedScalar } from '../../domain/printed.js';
import type { Cluster } from '../../model/cluster.js';
import type {
  ChartValues,
  CniConfigMap,
  ConfigEntry,
  Facts,
  Field,
  NodeGroup,
  Text,
} from '../../model/facts.js';
import { remembered } from '../../model/remembered.js';
import { fieldAt } from './chartFields.js';

/** What controllers of the control plane are told: in the ConfigMap amazon-vpc-cni, or in values that write it. */
export interface Switches {
  /** Nothing else adds to them. */
  readonly complete: boolean;
  /** By the key of the ConfigMap; undefined: it is not written. */
  readonly named: (key: string) => Switch | undefined;
}

export interface Switch {
  /** As it is written: in values of the chart the keys have other names. */
  readonly name: string;
  readonly text: Text;
  /** Undefined: it is not known, or a number that the reader cannot read. */
  readonly value: boolean | number | undefined;
}

/** The name and the namespace are those that controllers read, or may be. */
export const isTheirs = ({ name, namespace }: CniConfigMap): boolean =>
  isOrMayBe(name, 'amazon-vpc-cni') && isOrMayBe(namespace, 'kube-system');

const isOrMayBe = (written: Text | undefined, wanted: string): boolean =>
  written?.value === undefined || written.value === wanted;

export const configMapSwitches = ({ data, complete }: CniConfigMap): Switches => ({
  complete,
  named: (key) => {
    const found = data.find(({ name }) => name === key);
    return found && switchOf(found, key);
  },
});

const switchOf = ({ name, content }: ConfigEntry, key: string): Switch => ({
  name,
  text: content,
  value: readBy(configMapKey(key), content),
});

/** A switch that its reader cannot read is off. */
function readBy(key: ConfigMapKey | undefined, { value }: Text): boolean | number | undefined {
  if (!key || value === undefined) return undefined;
  return configMapValue(key, value) ?? (key.kind === 'integer' ? undefined : false);
}

/** Those of a document, in all forms. */
export const switchesIn = ({ configMaps, chartValues, addons }: Facts): readonly Switches[] => [
  ...configMaps.filter(isTheirs).map(configMapSwitches),
  ...[...chartValues, ...addons].map(valueSwitches),
];

const NETWORK_POLICY = 'enable-network-policy-controller';

/** Keys of the ConfigMap by names of the chart. */
const VALUES: Readonly<Record<string, string>> = {
  [NETWORK_POLICY]: 'enableNetworkPolicy',
  'enable-windows-ipam': 'enableWindowsIpam',
  'enable-windows-prefix-delegation': 'enableWindowsPrefixDelegation',
  'warm-ip-target': 'warmWindowsIPTarget',
  'minimum-ip-target': 'minimumWindowsIPTarget',
  'warm-prefix-target': 'warmWindowsPrefixTarget',
  'branch-eni-cooldown': 'branchENICooldown',
};

const valueSwitches = (values: Pick<ChartValues, 'fields' | 'complete'>): Switches => ({
  complete: values.complete,
  named: (key) => {
    const found = fieldOf(values, key);
    if (!found) return undefined;
    const text = printed(found);
    return { name: found.name, text, value: readBy(configMapKey(key), text) };
  },
});

const fieldOf = (values: Pick<ChartValues, 'fields'>, key: string): Field | undefined => {
  const path = VALUES[key];
  return path === undefined ? undefined : fieldAt(values, path);
};

/** What the chart writes into the ConfigMap for a value, in quotes of its own. */
function printed({ text, type, value: span }: Field): Text {
  const value = text === undefined || type === undefined ? undefined : printedScalar(text, type);
  const around = value === undefined ? Number.NaN : span.end - span.start - value.length;
  // Quotes are all that can be round a word.
  const isThere = (around === 0 || around === 2) && /^\S*$/.test(value ?? '');
  return { value, span, quoted: around === 2, ...(isThere && { inner: span.start + around / 2 }) };
}

/** All texts that readers of the ConfigMap get: from it, and from values of the chart that are copied into it. */
export const textsOfConfigMap = ({
  configMaps,
  chartValues,
}: Facts): readonly { readonly key: string; readonly text: Text }[] => [
  ...configMaps
    .filter(isTheirs)
    .flatMap(({ data }) => data.map(({ name, content }) => ({ key: name, text: content }))),
  ...chartValues.flatMap((values) =>
    Object.keys(VALUES).flatMap((key) => {
      const found = fieldOf(values, key);
      const text = found && printed(found);
      // A node agent that cannot read it ends, which is told of there.
      const isLeft = key !== NETWORK_POLICY || parseBool(text?.value ?? '') !== undefined;
      return text && isLeft ? [{ key, text }] : [];
    }),
  ),
];

/** Windows nodes that are made in sight. */
export const windowsGroups = ({ nodeGroups }: Pick<Cluster, 'nodeGroups'>): readonly NodeGroup[] =>
  nodeGroups.filter(({ os, maker }) => os === 'windows' && maker !== 'workload' && maker !== 'auto-mode');

/** What is said in sight of addresses on Windows nodes: `false`: all agree that nobody hands them out; undefined: nobody says. */
export const windowsIpamInSight = ({ settings }: Pick<Cluster, 'settings'>) => windowsIpamIn(settings);

const windowsIpamIn = remembered((settings: Cluster['settings']): boolean | 'unknown' | undefined => {
  const said = settings.flatMap((setting) => (setting.kind === 'windows-ipam' ? [setting.value] : []));
  if (said.length === 0) return undefined;
  if (said.includes(true)) return true;
  return said.includes(undefined) ? 'unknown' : false;
});
