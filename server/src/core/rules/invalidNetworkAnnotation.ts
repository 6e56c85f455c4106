import { at, type Rule } from './rule.js';
import { networkNames } from './support/networkNames.js';
import { annotationOf } from './support/nicConfig.js';
import { shown } from './support/places.js';

const pod = (networks: string): string => `
apiVersion: v1
kind: Pod
metadata:
  name: database
  annotations:
    k8s.v1.cni.cncf.io/networks: ${networks}
spec:
  containers:
    - name: database
      image: example.com/database:1.4
`;

export const invalidNetworkAnnotation: Rule = {
  id: 'invalid-network-annotation',
  severity: 'warning',
  summary: 'Multus cannot read which networks a pod asks for.',
  why: `
The annotation \`k8s.v1.cni.cncf.io/networks\` holds names of networks with commas between them, each as \`name\`, \`namespace/name\` or
\`namespace/name@interface\`, or a list of objects in JSON. Multus fails on all others, and the pod hangs in ContainerCreating.`,
  bad: pod('storage_a'),
  good: pod('storage-a, backup/tapes@net2'),
  sources: ['k8snetworkplumbingwg/multus-cni pkg/k8sclient/k8sclient.go, parsePodNetworkAnnotation'],

  *check({ workloads }) {
    for (const workload of workloads) {
      const annotation = annotationOf(workload, 'k8s.v1.cni.cncf.io/networks');
      for (const { span, message } of annotation ? networkNames(annotation).problems : []) {
        yield at(
          { span },
          `${message}: Multus cannot read ${shown(annotation?.value ?? '')}, and the pod does not start.`,
        );
      }
    }
  },
};
