import { configMapKey } from '../domain/configMapKeys.js';
import type { CniConfigMap } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import {
  configMapSwitches,
  isTheirs,
  type Switch,
  windowsGroups,
  windowsIpamInSight,
} from './support/switches.js';
import { listed } from './support/written.js';

const configMap = (more: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
${more}  warm-ip-target: "5"
  minimum-ip-target: "10"
`;

export const windowsTargetOnLinux: Rule = {
  id: 'windows-target-on-linux',
  severity: 'warning',
  summary:
    'Warm targets stand in the ConfigMap amazon-vpc-cni, where Windows nodes alone are told about them.',
  why: `
\`warm-ip-target\`, \`minimum-ip-target\` and \`warm-prefix-target\` sound like the variables of aws-node. They are read by the VPC
resource controller for Windows nodes, once \`enable-windows-ipam\` is on, and no Linux node ever sees them. The warm pool of Linux
nodes is set by \`WARM_IP_TARGET\`, \`MINIMUM_IP_TARGET\` and \`WARM_PREFIX_TARGET\` in \`env\` of aws-node.

Nothing is said where Windows nodes are in sight, nor of what the chart writes by itself.`,
  bad: configMap(''),
  good: configMap('  enable-windows-ipam: "true"\n'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/config/loader.go, ParseWinIPTargetConfigs',
    'METR/hawk#844',
  ],

  *checkInCluster({ configMaps }, cluster) {
    const ipam = windowsIpamInSight(cluster);
    if (ipam === true || ipam === 'unknown' || windowsGroups(cluster).length > 0) return;
    for (const map of configMaps.filter(isTheirs)) {
      const found = targetsIn(map);
      const [first] = found;
      if (!first) continue;
      const names = listed(found.map(({ name }) => name));
      const variables = listed(found.map(({ name }) => name.replaceAll('-', '_').toUpperCase()));
      yield at(
        first.text,
        `${names} ${found.length === 1 ? 'is' : 'are'} read for Windows nodes alone, by the VPC resource controller, ${
          ipam === false ? 'and only where enable-windows-ipam is on' : 'and no Windows node is in sight'
        }. For Linux nodes set ${variables} of aws-node.`,
      );
    }
  },
};

const TARGETS = ['warm-ip-target', 'minimum-ip-target', 'warm-prefix-target'];

/** Those that somebody has written, and not the chart. */
function targetsIn(map: CniConfigMap): Switch[] {
  const { named, complete } = configMapSwitches(map);
  // A template may hold the switch, and one that is on is another rule's.
  if (!complete || named('enable-windows-prefix-delegation')?.value === true) return [];
  const isOfChart = named('enable-windows-ipam') !== undefined;
  return TARGETS.flatMap((key) => named(key) ?? []).filter(
    ({ name, text, value }) =>
      value !== undefined && !(isOfChart && text.value === configMapKey(name)?.chart),
  );
}
