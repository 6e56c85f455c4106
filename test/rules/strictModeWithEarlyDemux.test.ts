import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { check, checkFix } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('strict-mode-with-early-demux');

test('early demux left on', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "false"
#        ^^^^^^^ warning strict-mode-with-early-demux: In strict mode TCP and HTTP probes do not reach pods on branch ENIs. Set DISABLE_TCP_EARLY_DEMUX to "true" in aws-vpc-cni-init.
`,
      },
    ),
  );
});

test('the variable missing in the init container', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
#        ^^^^^^ warning strict-mode-with-early-demux: In strict mode TCP and HTTP probes do not reach pods on branch ENIs. Set DISABLE_TCP_EARLY_DEMUX to "true" in aws-vpc-cni-init.
`),
  );
});

test('the variable in the wrong container: one finding for one mistake', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
- name: DISABLE_TCP_EARLY_DEMUX
#       ^^^^^^^^^^^^^^^^^^^^^^^ warning wrong-container: aws-node never reads DISABLE_TCP_EARLY_DEMUX: it belongs to aws-vpc-cni-init. Move it there.
  value: "true"
`),
  );
});

test('early demux turned off', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});

test('standard mode', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`),
  );
});

test('a patch without the init container', () => {
  check(
    patch(`
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: strict
`),
  );
});

test('a release without the variable', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      { version: 'v1.7.2' },
    ),
    ONLY,
  );
});

test('setting it in the init container', () => {
  checkFix(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "false"
`,
      },
    ),
    'Set DISABLE_TCP_EARLY_DEMUX to "true"',
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
`,
      },
    ),
  );
});

test('adding it to the init container', () => {
  checkFix(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
`),
    'Set DISABLE_TCP_EARLY_DEMUX to "true"',
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
`,
      },
    ),
  );
});

test('a probe of pods that a policy selects: both ends tell', () => {
  checkFiles({
    'aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_POD_ENI
              value: "true"
#                    ^^^^^^ warning strict-mode-with-early-demux: In strict mode TCP and HTTP probes do not reach pods on branch ENIs. Set DISABLE_TCP_EARLY_DEMUX to "true" in aws-vpc-cni-init.
`,
    'shop.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: shop
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: app
          image: example.com/shop:1
          livenessProbe:
            exec:
              command: [healthy]
          readinessProbe:
#         ^^^^^^^^^^^^^^ information strict-mode-with-early-demux: SecurityGroupPolicy "web" gives these pods branch ENIs, which probes do not reach in strict mode as long as DISABLE_TCP_EARLY_DEMUX of aws-vpc-cni-init is not "true".
            tcpSocket:
              port: 8080
`,
  });
});

test('pods without such a probe, or with the network of the node, are not pointed at', () => {
  const probe = '        - readinessProbe: {tcpSocket: {port: 80}}\n          image: example.com/other:1\n';
  const probed = workload().replace('---', `${probe}---`);
  const links = (...pods: string[]) =>
    linksIn({
      'aws-node.yaml': whole('- name: ENABLE_POD_ENI\n  value: "true"\n'),
      'shop.yaml': policy() + pods.join(''),
    }).filter((line) => line.startsWith('aws-node'));
  assert.deepEqual(links(probed), [
    'aws-node.yaml:23 strict-mode-with-early-demux → shop.yaml:32 Pods of Deployment "shop" are probed, and "shop" gives them branch ENIs.',
  ]);
  assert.deepEqual(links(workload()), []);
  assert.deepEqual(links(probed.replace('    spec:\n', '    spec:\n      hostNetwork: true\n')), []);
  assert.deepEqual(links(probed.replaceAll('app: shop', 'app: store')), []);
});
