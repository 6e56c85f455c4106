import { at, type Rule } from './rule.js';
import { MULTI_NIC, nicConfigOf } from './support/nicConfig.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

const pod = (value: string): string => `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: ${value}
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`;

export const nicConfigIgnored: Rule = {
  id: 'nic-config-ignored',
  severity: 'warning',
  summary: 'The annotation `k8s.amazonaws.com/nicConfig` of a pod has no effect.',
  why: `
The annotation takes one value, \`multi-nic-attachment\`, written just so. With any other the pod gets one interface, and only the log of the
plugin on the node says why, at level debug. A pod in the network of its node (\`hostNetwork\`) gets no interface from the plugin
at all, which is information.`,
  bad: pod('"true"'),
  good: pod('multi-nic-attachment'),
  sources: ['aws/amazon-vpc-cni-k8s cmd/routed-eni-cni-plugin/cni.go, multiNICAttachment'],

  *check({ workloads }) {
    for (const workload of workloads) {
      const asked = nicConfigOf(workload);
      if (asked?.value === undefined) continue;
      if (asked.value !== MULTI_NIC) {
        yield at(
          asked,
          `${shown(asked.value)} is ignored, and the pod gets one interface. Write "${MULTI_NIC}" for one on each network card.`,
          ...rewritten(asked, MULTI_NIC, false),
        );
      } else if (workload.hostNetwork) {
        yield {
          ...at(
            asked,
            'A pod in the network of its node gets no interface from the plugin: this has no effect.',
          ),
          severity: 'information',
        };
      }
    }
  },
};
