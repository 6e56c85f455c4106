import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';

/**
 * What else enforces network policies: Calico, Cilium and others, be they chained to aws-node or in its place. Read with a
 * wide net, since all that follows from it is that nothing is said of policies that nothing enforces.
 */
export const policyEngine: Carrier = {
  id: 'policy-engine',
  title: 'Engine of network policies',
  mark: /calico|Calico|cilium|Cilium|antrea|Antrea|tigera|kube-router/,
  outline: /kind|resources|dependencies|installation|cilium|calico|tigera/,
  matches: (object) => engineIn(object) !== undefined,
  read: (object) => {
    const name = engineIn(object);
    return name === undefined
      ? {}
      : { clusterSettings: [{ kind: 'policy-engine', span: object.span, name }] };
  },
};

const ENGINES: readonly (readonly [name: string, words: RegExp])[] = [
  ['Calico', /calico|tigera/i],
  ['Cilium', /cilium/i],
  ['Antrea', /antrea/i],
  ['kube-router', /kube-router/i],
];

const engineIn = (object: Node): string | undefined => {
  const words = telling(object);
  return ENGINES.find(([, mark]) => words.some((word) => mark.test(word)))?.[0];
};

/** Texts that name what is installed: not every word that a document has. */
function telling(object: Node): readonly string[] {
  const spec = at(object, 'spec');
  const sources = [at(spec, 'source'), ...items(at(spec, 'sources'))];
  const nodes = [
    at(object, 'apiVersion'),
    ...(NAMED.has(text(at(object, 'kind'))) ? [at(object, 'metadata', 'name')] : []),
    at(spec, 'group'),
    at(spec, 'chart'),
    at(spec, 'chart', 'spec', 'chart'),
    at(spec, 'chartRef', 'name'),
    at(spec, 'path'),
    ...sources.flatMap((source) => ['chart', 'path', 'repoURL'].map((key) => at(source, key))),
    ...['resources', 'bases', 'components'].flatMap((key) => items(at(object, key))),
    ...['helmCharts', 'dependencies', 'addons'].flatMap((key) =>
      items(at(object, key)).map((item) => at(item, 'name')),
    ),
  ];
  return [...nodes.flatMap((node) => text(node) ?? []), ...(entry(object, 'kind') ? [] : valuesOf(object))];
}

/** Kinds of which the name says what they are part of. */
const NAMED: ReadonlySet<string | undefined> = new Set([
  'DaemonSet',
  'Deployment',
  'Namespace',
  'ConfigMap',
  'HelmRelease',
  'HelmChart',
  'HelmRepository',
  'Application',
  'ApplicationSet',
  'Kustomization',
]);

/** Values of the chart of Calico's operator, and charts below a key of their name. */
const valuesOf = (values: Node): readonly string[] => [
  ...(values.kind === 'map'
    ? values.entries.map(({ key }) => key.text).filter((key) => CHARTS.has(key))
    : []),
  ...(entry(at(values, 'installation'), 'kubernetesProvider') ? ['tigera-operator'] : []),
];

const CHARTS = new Set(['tigera-operator', 'calico', 'aws-calico', 'cilium', 'antrea', 'kube-router']);
