import { CONFIG_MAP_KEYS, configMapKey } from '../domain/configMapKeys.js';
import { closest } from '../domain/readings.js';
import { isVariable } from '../domain/variables.js';
import type { Cluster } from '../model/cluster.js';
import { containerOf } from '../model/effective.js';
import type { CniConfigMap, ConfigEntry } from '../model/facts.js';
import { at, type Finding, type Fix, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { isTheirs } from './support/switches.js';
import { renamed } from './support/written.js';

const configMap = (key: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  ${key}: "true"
`;

export const unknownConfigMapKey: Rule = {
  id: 'unknown-config-map-key',
  severity: 'warning',
  summary: 'The ConfigMap amazon-vpc-cni has a key that nothing reads.',
  why: `
The ConfigMap looks like the place where the plugin is configured, and is not: aws-node never reads it. Controllers of the
control plane look for a handful of keys, most of them for Windows nodes, and leave all others alone. \`ENABLE_PREFIX_DELEGATION\`,
\`enable-prefix-delegation\` or \`warm-eni-target\` change nothing here. Variables belong into \`env\` of the container aws-node, or
into \`env\` of values of the chart or of the configuration of the add-on.`,
  bad: configMap('enable-prefix-delegation'),
  good: configMap('enable-windows-ipam'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/config/type.go',
    'aws/amazon-network-policy-controller-k8s pkg/utils/configmap/configmap.go',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go: variables only',
  ],

  *checkInCluster({ configMaps }, cluster) {
    for (const map of configMaps.filter(isTheirs)) {
      for (const entry of map.data) {
        if (configMapKey(entry.name) || isLeftAlone(entry, cluster)) continue;
        yield finding(entry, map);
      }
    }
  },
};

/** Of examples, of a feature to come, or put into variables by an aws-node that is not all in sight. */
const isLeftAlone = ({ name }: ConfigEntry, { installs }: Cluster): boolean =>
  /^_|^enable-branch-eni-prefix/.test(name) ||
  (isVariable(name) &&
    installs.some((install) => {
      const container = containerOf(install, 'aws-node');
      return container !== undefined && !container.complete;
    }));

function finding(entry: ConfigEntry, { data }: CniConfigMap): Finding {
  const { name } = entry;
  const place = { span: entry.key };
  const known = meant(name);
  if (known !== undefined) {
    const isTaken = data.some((other) => other.name === known);
    return at(
      place,
      `Nothing reads ${shown(name)}. Did you mean ${known}?`,
      ...(isTaken ? [removal(entry)] : renamed(entry, known, false)),
    );
  }
  const variable = name.replaceAll('-', '_').toUpperCase();
  const message = isVariable(name)
    ? 'Nothing reads this here: it is a variable of aws-node. Set it in env of the container, or in env of the values that install it.'
    : isVariable(variable)
      ? `Nothing reads ${shown(name)}: on Linux nodes it is ${variable} of aws-node. Set that in env of the container, or in env of the values that install it.`
      : `No controller reads ${shown(name)}, and aws-node reads no ConfigMap.`;
  return at(place, message, removal(entry));
}

const removal = (field: ConfigEntry): Fix => ({
  kind: 'remove-field',
  title: `Remove ${field.name}`,
  field,
  safe: false,
});

const KEYS = Object.keys(CONFIG_MAP_KEYS);

/** The key that was meant; undefined for a variable, though a key for Windows nodes alone may look like it. */
function meant(name: string): string | undefined {
  if (isVariable(name)) return undefined;
  const same = KEYS.find((key) => flat(key) === flat(name));
  if (same) return same;
  const near = Object.hasOwn(SYNONYMS, flat(name)) ? SYNONYMS[flat(name)] : undefined;
  if (near) return near;
  return isVariable(name.replaceAll('-', '_').toUpperCase()) ? undefined : closest(name, KEYS);
}

const flat = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

/** Names of the chart, and half of a name, flat. */
const SYNONYMS: Readonly<Record<string, string>> = {
  enablenetworkpolicy: 'enable-network-policy-controller',
  networkpolicycontroller: 'enable-network-policy-controller',
  warmwindowsiptarget: 'warm-ip-target',
  minimumwindowsiptarget: 'minimum-ip-target',
  warmwindowsprefixtarget: 'warm-prefix-target',
};
