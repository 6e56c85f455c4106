import { closest } from '../domain/readings.js';
import type { Cluster } from '../model/cluster.js';
import type { NetworkAttachment, Workload } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { type NetworkName, networkNames } from './support/networkNames.js';
import { annotationOf } from './support/nicConfig.js';
import { shown } from './support/places.js';

const pod = (network: string): string => `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
---
apiVersion: v1
kind: Pod
metadata:
  name: database
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: ${network}
spec:
  containers:
    - name: database
      image: example.com/database:1.4
`;

export const unknownNetwork: Rule = {
  id: 'unknown-network',
  severity: 'information',
  summary: 'A pod asks for a network that is not in sight, and one much like it is.',
  why: `
Multus looks for a network in the namespace of the pod, unless a namespace stands in front of its name. Where there is no
NetworkAttachmentDefinition of that name the pod does not start. Nothing is said where nothing like it is in sight: the network may
well be defined elsewhere.`,
  bad: pod('storage'),
  good: pod('networks/storage'),
  sources: ['k8snetworkplumbingwg/multus-cni pkg/k8sclient/k8sclient.go, getKubernetesDelegate'],

  *checkInCluster({ workloads }, { networkAttachments }) {
    if (networkAttachments.length === 0) return;
    for (const workload of workloads) {
      const annotation = annotationOf(workload, 'k8s.v1.cni.cncf.io/networks');
      for (const asked of annotation ? networkNames(annotation).names : []) {
        const found = likely(asked, workload, networkAttachments);
        if (!found?.name) continue;
        const { name, namespace, span } = found;
        const isOfPod = asked.namespace === undefined && namespace?.value === workload.namespace?.value;
        const put = isOfPod ? name.value : `${namespace?.value}/${name.value}`;
        yield {
          ...at(
            asked,
            `No network ${shown(asked.name)} of namespace ${namespaceOf(asked, workload)} is in sight, and without it the pod does not start. Did you mean ${put}?`,
          ),
          of: workload,
          related: [{ span: name.span ?? span, message: 'A network of Multus.', of: found }],
        };
      }
    }
  },
};

const namespaceOf = ({ namespace }: NetworkName, workload: Workload): string | undefined =>
  namespace ?? workload.namespace?.value;

/** A network that is probably meant; undefined where the one that is asked for is there, or may be. */
function likely(
  asked: NetworkName,
  workload: Workload,
  attachments: Cluster['networkAttachments'],
): NetworkAttachment | undefined {
  const wanted = namespaceOf(asked, workload);
  // Another tool may fill in what is not written.
  const isKnown = attachments.every(({ name, namespace }) => name && namespace?.value !== undefined);
  if (wanted === undefined || !isKnown) return undefined;
  const there = attachments.filter(({ namespace }) => namespace?.value === wanted);
  if (there.some(({ name }) => name?.value === asked.name)) return undefined;
  const near = closest(
    asked.name,
    there.flatMap(({ name }) => (name && !areSiblings(name.value, asked.name) ? name.value : [])),
  );
  return (
    there.find(({ name }) => name?.value === near) ??
    attachments.find(({ name }) => name?.value === asked.name)
  );
}

/** `storage-a` and `storage-b`, `net1` and `net2`: of two such names one is no slip for the other. */
const areSiblings = (one: string, other: string): boolean => familyOf(one) === familyOf(other);

const familyOf = (name: string): string => name.replace(/\d+/g, '0').replace(/(^|-)[a-z](?=-|$)/g, '$1a');
