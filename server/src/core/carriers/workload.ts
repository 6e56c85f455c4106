import type { Label, Workload } from '../model/facts.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { daemonSet } from './daemonSet.js';
import { hasDirective, labelsOf, located, textOf } from './fields.js';
import { labelsIn } from './labels.js';
import { isTrue, nodeDaemon } from './nodeDaemon.js';
import { askedMarks } from './nodeMarks.js';
import { instanceTypes } from './nodeSelectors.js';

const TEMPLATE = ['spec', 'template'];

/** Where objects have the metadata and the specification of their pods. */
const PODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', []],
  ['Deployment', TEMPLATE],
  ['StatefulSet', TEMPLATE],
  ['DaemonSet', TEMPLATE],
  ['ReplicaSet', TEMPLATE],
  ['ReplicationController', TEMPLATE],
  ['Job', TEMPLATE],
  ['CronJob', ['spec', 'jobTemplate', ...TEMPLATE]],
  // Of Argo Rollouts.
  ['Rollout', TEMPLATE],
]);

/** These have a selector when they are whole; the API server makes one for the others. */
const SELECTING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'];

/** What runs pods: policies select them, they ask for types of nodes, and some run on every node. */
export const workload: Carrier = {
  id: 'workload',
  title: 'Workload',
  mark: /kind["']?:[ \t]*["']?(?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|Rollout)\b|kubernetes\.io\/instance-type/,
  // DaemonSets run on every node; some pods ask for types of nodes, or for interfaces.
  alsoWithoutPolicies:
    /kind["']?:[ \t]*["']?DaemonSet\b|kubernetes\.io\/instance-type|k8s\.amazonaws\.com\/|vpc\.amazonaws\.com\/|k8s\.v1\.cni\.cncf\.io/,
  outline: /\bcontainers\b|\btemplate\b|kubernetes\.io\/instance-type/,
  matches: (object) => PODS.has(text(at(object, 'kind')) ?? '') && !daemonSet.matches(object),
  read(object, { templated }) {
    const template = at(object, ...(PODS.get(text(at(object, 'kind')) ?? '') ?? []));
    const pod = at(template, 'spec');
    const daemon = templated ? undefined : nodeDaemon(object, pod);
    return {
      // A type that pods keep away from may be misspelt as well.
      instanceTypes: instanceTypes(pod),
      nodeDaemons: daemon ? [daemon] : [],
      nodeMarks: askedMarks(pod),
      workloads:
        template?.kind === 'map' && pod?.kind === 'map' ? [workloadOf(object, template, templated)] : [],
    };
  },
};

function workloadOf(object: Node, template: Node, templated: boolean): Workload {
  const kind = text(at(object, 'kind')) ?? '';
  const name = located(at(object, 'metadata', 'name'));
  const namespace = textOf(at(object, 'metadata', 'namespace'));
  const pod = at(template, 'spec');
  const { labels, complete } = labelsIn(template);
  const account = serviceAccountOf(pod);
  return {
    span: object.span,
    kind,
    ...(name && { name }),
    ...(namespace && { namespace }),
    ...(account && { serviceAccount: account }),
    labels,
    annotations: labelsOf(at(template, 'metadata', 'annotations')).filter(isOfPlugin),
    hostNetwork: isTrue(at(pod, 'hostNetwork')),
    probes: [...items(at(pod, 'initContainers')), ...items(at(pod, 'containers'))].flatMap(probes),
    complete:
      complete &&
      !templated &&
      isWhole(object, pod) &&
      !hasDirective(object, at(object, 'spec'), template, pod),
  };
}

/** `serviceAccount` is the old name of the field; the API server copies the new one to it. */
const serviceAccountOf = (pod: Node | undefined): Workload['serviceAccount'] =>
  [at(pod, 'serviceAccountName'), at(pod, 'serviceAccount')]
    .map(textOf)
    .find((name) => name && name.value !== '');

/** A patch has no selector or no images: the object it is applied to has the rest. */
const isWhole = (object: Node, pod: Node | undefined): boolean =>
  items(at(pod, 'containers')).some((container) => entry(container, 'image') !== undefined) &&
  (!SELECTING.includes(text(at(object, 'kind')) ?? '') ||
    entry(at(object, 'spec'), 'selector') !== undefined);

/** Annotations that the plugin, its controller or Multus read. */
const isOfPlugin = ({ key: { value } }: Label): boolean =>
  /^(?:k8s\.amazonaws\.com|vpc\.amazonaws\.com|k8s\.v1\.cni\.cncf\.io)\//.test(value);

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];
const CONNECTING = ['httpGet', 'tcpSocket', 'grpc'];

/** Probes for which kubelet connects to the pod, and not to a host that they name. */
const probes = (container: Node): Workload['probes'][number][] =>
  PROBES.flatMap((key) => {
    const probe = entry(container, key);
    const by =
      probe &&
      CONNECTING.map((kind) => entry(probe.value, kind)).find((action) => action?.value.kind === 'map');
    return probe && by && entry(by.value, 'host') === undefined
      ? [{ span: probe.key.span, kind: by.key.text }]
      : [];
  });
