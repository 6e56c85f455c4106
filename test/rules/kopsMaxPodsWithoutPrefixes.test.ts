import { test } from 'node:test';
import { check } from '../support/check.js';

const cluster = (networking: string, kubelet = ''): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: dev.example.com
spec:
  cloudProvider: aws
  networking:
    ${networking}
${kubelet}---
`;

const PREFIXES = `amazonvpc:
      env:
        - name: ENABLE_PREFIX_DELEGATION
          value: "true"`;

const group = (note = '', more = ''): string => `apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata:
  name: nodes
${note}  labels:
    kops.k8s.io/cluster: dev.example.com
spec:
  role: Node
  machineType: m5.large
${more}`;

test('no number anywhere', () => {
  check(
    cluster(PREFIXES) +
      group(`#       ^^^^^ warning kops-max-pods-without-prefixes: Prefix delegation is on, but kOps counts secondary addresses: kubelet takes 29 pods on m5.large (3 × (10 − 1) + 2 = 29), where 110 are recommended. Set kubelet.maxPods.
`),
  );
});

test('a number of the group, or of the cluster, and stays silent', () => {
  check(cluster(PREFIXES) + group('', '  kubelet:\n    maxPods: 110\n'));
  check(cluster(PREFIXES, '  kubelet:\n    maxPods: 110\n') + group());
});

test('secondary addresses, another plugin, or no cluster in sight, and stays silent', () => {
  check(cluster('amazonvpc: {}') + group());
  check(cluster('cilium: {}') + group());
  check(group());
});
