import type { Rule } from './rule.js';
import { unusedPods } from './support/unusedPods.js';

const cluster = (kubelet: string): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: dev.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc:
      env:
        - name: ENABLE_PREFIX_DELEGATION
          value: "true"
        - name: WARM_PREFIX_TARGET
          value: "1"
---
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata:
  name: nodes
  labels:
    kops.k8s.io/cluster: dev.example.com
spec:
  role: Node
  machineType: m5.large
${kubelet}`;

export const kopsMaxPodsWithoutPrefixes: Rule = {
  id: 'kops-max-pods-without-prefixes',
  severity: 'warning',
  summary: 'Prefix delegation is on in a kOps cluster, and `kubelet.maxPods` is left to kOps.',
  why: `
With the network plugin \`amazonvpc\` and no \`kubelet.maxPods\`, kOps tells kubelet what secondary addresses allow: interfaces ×
(addresses − 1) + 2, at most 110. It does not look at \`ENABLE_PREFIX_DELEGATION\`, so the addresses of prefixes stay unused.
Set \`kubelet.maxPods\` of the InstanceGroup, or of the Cluster for all of its groups.`,
  bad: cluster(''),
  good: cluster('  kubelet:\n    maxPods: 110\n'),
  sources: ['kubernetes/kops#12597'],

  *checkInCluster(facts, inSight, settings) {
    for (const { nodes, place, type, told, formula, recommended } of unusedPods(facts, inSight, settings)) {
      if (nodes.group.maker !== 'kops') continue;
      yield {
        span: place,
        message: `Prefix delegation is on, but kOps counts secondary addresses: kubelet takes ${told} pods on ${type} (${formula}), where ${recommended} are recommended. Set kubelet.maxPods.`,
      };
    }
  },
};
