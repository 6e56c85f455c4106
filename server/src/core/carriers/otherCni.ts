import type { OtherCni } from '../model/facts.js';
import { at, entry, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { hasDirective, located } from './fields.js';
import { chartInstall } from './helm.js';
import { isTrue } from './nodeFields.js';

/** Other plugins that hand out pod addresses. Those that only add policies to aws-node, or are chained to it, are none. */
export const otherCni: Carrier = {
  id: 'other-cni',
  title: 'Another CNI plugin',
  mark: /operator\.tigera\.io\/v|calico-config|canal-config|cilium-config|kube-flannel|weave-net|ipam["']?:|(?:chart|name)["']?:[ \t]*["']?cilium\b/,
  outline: /Installation|ConfigMap|DaemonSet|HelmRelease|Application|mode["']?:/,
  matches: (object) => MAY_BE_CNI.has(text(at(object, 'kind'))),
  read(object, surroundings) {
    const found = cniOf(object) ?? installedCilium(object, surroundings);
    if (found === 'unknown') return { clusterSettings: [{ kind: 'unread-install', span: object.span }] };
    return { otherCnis: found ? [{ span: object.span, usesEnis: false, ...found }] : [] };
  },
};

const MAY_BE_CNI: ReadonlySet<string | undefined> = new Set([
  'Installation',
  'ConfigMap',
  'DaemonSet',
  'HelmRelease',
  'Application',
  undefined,
]);

type Found = Pick<OtherCni, 'name'> & Partial<OtherCni>;

function cniOf(object: Node): Found | undefined {
  if (hasDirective(object)) return undefined;
  const name = text(at(object, 'metadata', 'name')) ?? '';
  switch (text(at(object, 'kind'))) {
    case 'Installation':
      return calicoOperator(object);
    case 'ConfigMap':
      return configMap(name, at(object, 'data'));
    case 'DaemonSet':
      if (name === 'weave-net') return { name: 'Weave' };
      return name.startsWith('kube-flannel') ? { name: 'Flannel' } : undefined;
    case undefined:
      return entry(object, 'apiVersion') ? undefined : (ciliumValues(object) ?? ciliumSubchart(object));
    default:
      return undefined;
  }
}

/** Where no type is written the operator looks at the cluster, and takes aws-node on EKS. */
const calicoOperator = (object: Node): Found | undefined =>
  text(at(object, 'apiVersion'))?.startsWith('operator.tigera.io/') &&
  text(at(object, 'spec', 'cni', 'type')) === 'Calico'
    ? { name: 'Calico' }
    : undefined;

function configMap(name: string, data: Node | undefined): Found | undefined {
  if (name === 'kube-flannel-cfg') return { name: 'Flannel' };
  if (name === 'cilium-config') return cilium(text(at(data, 'ipam')), text(at(data, 'cni-chaining-mode')));
  // Without a configuration for the nodes Calico has policies only.
  return (name === 'calico-config' || name === 'canal-config') &&
    /"type"\s*:\s*"(?:calico-ipam|host-local)"/.test(text(at(data, 'cni_network_config')) ?? '')
    ? { name: 'Calico' }
    : undefined;
}

/** `delegated-plugin` and modes of other clouds are left out. */
const CILIUM_IPAM = ['eni', 'cluster-pool', 'cluster-pool-v2beta', 'multi-pool', 'kubernetes'];

/** Chained to another plugin, Cilium leaves the addresses to that. */
function cilium(ipam: string | undefined, chaining: string | undefined): Found | undefined {
  if (isChained(chaining) || ipam === undefined || !CILIUM_IPAM.includes(ipam)) return undefined;
  return { name: 'Cilium', usesEnis: ipam === 'eni' };
}

const isChained = (chaining: string | undefined): boolean =>
  chaining !== undefined && chaining !== 'none' && chaining !== 'portmap';

/** Keys of Cilium's chart. One beside `ipam.mode` makes the values unmistakable. */
const CILIUM_VALUES = [
  'eni',
  'hubble',
  'kubeProxyReplacement',
  'k8sServiceHost',
  'egressMasqueradeInterfaces',
  'enableIPv4Masquerade',
  'bpf',
  'routingMode',
  'tunnelProtocol',
  'tunnel',
];

const ciliumValues = (values: Node | undefined): Found | undefined =>
  CILIUM_VALUES.some((key) => entry(values, key)) ||
  entry(at(values, 'ipam', 'operator'), 'clusterPoolIPv4PodCIDRList')
    ? cilium(text(at(values, 'ipam', 'mode')), text(at(values, 'cni', 'chainingMode')))
    : undefined;

/** As values of a chart that brings Cilium's along. */
function ciliumSubchart(object: Node): Found | undefined {
  const values = at(object, 'cilium');
  return values && cilium(text(at(values, 'ipam', 'mode')), text(at(values, 'cni', 'chainingMode')));
}

/**
 * Cilium as Flux, Argo CD or its own DaemonSet installs it. `unknown`: nothing in sight tells whether it is chained to
 * aws-node.
 */
function installedCilium(object: Node, surroundings: Surroundings): Found | 'unknown' | undefined {
  if (hasDirective(object)) return undefined;
  const isDaemon =
    text(at(object, 'kind')) === 'DaemonSet' && text(at(object, 'metadata', 'name')) === 'cilium';
  // How its pods hand out addresses stands in a ConfigMap.
  if (isDaemon) return 'unknown';
  const chart = chartInstall(object, 'cilium', surroundings);
  if (!chart) return undefined;
  const written = (...path: string[]): Node | undefined =>
    chart.parameters.find((item) => text(at(item, 'name')) === path.join('.')) ??
    chart.values.flatMap((values) => at(values, ...path) ?? [])[0];
  const known = (...path: string[]): string | undefined => {
    const node = written(...path);
    return located(node?.kind === 'map' ? at(node, 'value') : node)?.value;
  };
  const chaining = known('cni', 'chainingMode');
  if (isChained(chaining)) return undefined;
  if (!chart.complete || (written('cni', 'chainingMode') && chaining === undefined)) return 'unknown';
  const own = cilium(
    known('ipam', 'mode') ?? (isTrue(written('eni', 'enabled')) ? 'eni' : undefined),
    chaining,
  );
  return own ?? 'unknown';
}
