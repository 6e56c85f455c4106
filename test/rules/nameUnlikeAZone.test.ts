import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check, rulesIn } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

test('the id of a zone', () => {
  check(`
kind: ENIConfig
metadata:
  name: usw2-az1
#       ^^^^^^^^ information name-unlike-a-zone: "usw2-az1" is the id of a zone: where topology.kubernetes.io/zone chooses the ENIConfig, nodes look for the zone's name, such as us-west-2a.
---
kind: ENIConfig
metadata:
  name: usw2-lax1-az1
#       ^^^^^^^^^^^^^ information name-unlike-a-zone: "usw2-lax1-az1" is the id of a zone: where topology.kubernetes.io/zone chooses the ENIConfig, nodes look for the zone's name, such as us-west-2a.
`);
});

test('only its letter', () => {
  check(`
kind: ENIConfig
metadata:
  name: a
#       ^ information name-unlike-a-zone: "a" is only the letter of a zone: where topology.kubernetes.io/zone chooses the ENIConfig, nodes look for the zone's name, such as us-west-2a.
`);
});

test('nothing: zones, defaults and names of somebody else’s', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
---
kind: ENIConfig
metadata:
  name: default
---
kind: ENIConfig
metadata:
  name: group1-pod-netconfig
---
kind: ENIConfig
metadata:
  name: {{ $zone }}
`);
});

test('nothing where the file says what nodes look for', () => {
  const named = (label: string) => `${awsNode({
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
    ENI_CONFIG_LABEL_DEF: label,
  })}---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: usw2-az1
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`;
  for (const label of ['topology.k8s.aws/zone-id', 'topology.kubernetes.io/zone', 'example.com/pool']) {
    assert.ok(!rulesIn(named(label)).includes('name-unlike-a-zone'), label);
  }
});

test('nothing where another file says what nodes look for, or nodes in sight carry the name', () => {
  checkFiles({
    'aws-node.yaml': awsNode({
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
      ENI_CONFIG_LABEL_DEF: 'example.com/pods',
    }),
    'eniconfig.yaml': eniConfigs('a'),
  });
  checkFiles({
    'node.yaml': `
apiVersion: v1
kind: Node
metadata: { name: ip-10-0-0-1, labels: { k8s.amazonaws.com/eniConfig: a } }
`,
    'eniconfig.yaml': eniConfigs('a'),
  });
});
