import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const ID = 'policy-on-host-network';
const HOST = '      hostNetwork: true\n';

test('pods with the network of the node, in another file: both tell', () => {
  checkFiles({
    'policy.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: agents
#       ^^^^^^ information policy-on-host-network: Pods of DaemonSet "node-exporter" have the network of the node (hostNetwork): they keep the security groups of the node, and this policy changes nothing for them.
  namespace: monitoring
spec:
  podSelector:
    matchLabels:
      role: agent
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
`,
    'agents.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
#       ^^^^^^^^^^^^^ information policy-on-host-network: SecurityGroupPolicy "agents" selects these pods, and with hostNetwork they keep the security groups of the node.
  namespace: monitoring
spec:
  selector: &labels
    matchLabels: { role: agent }
  template:
    metadata:
      labels: { role: agent }
    spec:
      hostNetwork: true
      containers:
        - name: exporter
          image: example.com/exporter:1
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: collector
  namespace: monitoring
spec:
  selector:
    matchLabels: { role: agent }
  template:
    metadata:
      labels: { role: agent }
    spec:
      containers:
        - name: collector
          image: example.com/collector:1
`,
  });
});

test('pods of its own network, of another namespace, and other pods, and stays silent', () => {
  for (const other of [
    workload(),
    workload(HOST, { labels: 'app: store' }),
    workload(HOST).replace('namespace: shop', 'namespace: store'),
    workload(HOST).replace('  namespace: shop\n', ''),
    workload('      hostNetwork: ${HOST}\n'),
  ])
    assert.ok(!rulesIn(policy() + other).includes(ID), other);
});

test('a policy for every pod of its namespace, and stays silent', () => {
  assert.ok(!rulesIn(policy('podSelector: {}') + workload(HOST)).includes(ID));
});
