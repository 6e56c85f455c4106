import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/src/core/features/hover.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { atCursor } from '../support/cursor.js';

function hovered(marked: string, types: readonly string[] = ['m5.large']): string {
  const { analysis, offset, settings } = atCursor(marked);
  return hover(analysis, offset, settings, types)?.markdown ?? '';
}

test('a variable: meaning, default, since, the value in effect', () => {
  const text = hovered(awsNode({ ENABLE_PREFIX_$0DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }));
  assert.match(text, /^\*\*ENABLE_PREFIX_DELEGATION\*\* · boolean · default `false` · since 1\.9\.0\n/);
  assert.match(text, /\*\*Here:\*\* in effect `true`/);
});

test('a variable that changes density: all modes side by side, the present one marked', () => {
  const text = hovered(awsNode({ ENABLE_PREFIX_$0DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }));
  assert.match(text, /\| \| secondary IPs \| 29 \| 3 × \(10 − 1\) \+ 2 = 29 \|/);
  assert.match(text, /→ \| \*\*prefix delegation\*\* \| \*\*110\*\* \| 3 × \(10 − 1\) × 16 \+ 2 = 434 \|/);
  assert.match(text, /custom networking \| 20 \|/);
  assert.match(text, /both \| 110 \|/);
  assert.match(text, /branch ENIs \| 9 \|/);
});

test('several selected types: the table of the first, a row for each other', () => {
  const text = hovered(awsNode({ ENABLE_PREFIX_$0DELEGATION: '"false"' }), ['m5.large', 't3.small']);
  assert.match(text, /Max pods on `m5\.large`/);
  assert.doesNotMatch(text, /Max pods on `t3\.small`/);
  assert.match(text, /\n\| `t3\.small` \| 11 \| 3 × \(4 − 1\) \+ 2 = 11 \|\n/);
});

test('a type that is not in the table is called unknown', () => {
  assert.match(
    hovered(awsNode({ ENABLE_PREFIX_$0DELEGATION: '"false"' }), ['m99.huge']),
    /`m99\.huge` is not in the table/,
  );
});

test('a patch: no mode is marked, since the rest is elsewhere', () => {
  const text = hovered(patch({ ENABLE_PREFIX_$0DELEGATION: '"true"' }));
  assert.match(text, /not all in this text/);
  assert.doesNotMatch(text, /→/);
});

test('a value that cannot be used', () => {
  const text = hovered(awsNode({ WARM_ENI_TARGET: '"-$01"' }));
  assert.match(text, /\*\*Here:\*\* in effect `1`/);
  assert.match(text, /`-1` /);
});

test('a value that stops aws-node', () => {
  assert.match(
    hovered(awsNode({ AWS_VPC_ENI_MTU: '"91$000"' })),
    /\*\*Here:\*\* "9100" is above 9001, .*aws-node exits/,
  );
});

test('a value that stops aws-node because of another setting', () => {
  const text = hovered(
    awsNode({ ENABLE_POD_ENI: '"true"', POD_SECURITY_GROUP_ENFORCING_MODE: '"Str$0ict"' }),
  );
  assert.match(text, /^\*\*Here:\*\* "Strict" is no mode, and ENABLE_POD_ENI is on: aws-node exits/);
});

test('a variable that another keeps from being read', () => {
  const text = hovered(
    awsNode({ WARM_ENI_$0TARGET: '"2"', WARM_IP_TARGET: '"5"', MINIMUM_IP_TARGET: '"10"' }),
  );
  assert.match(text, /Never read: WARM_IP_TARGET is set/);
});

test('a variable that this release does not read yet', () => {
  assert.match(
    hovered(awsNode({ ENABLE_MULTI_$0NIC: '"true"' }, { version: 'v1.15.0' })),
    /never read: release 1\.15\.0 is older than 1\.20\.0/,
  );
});

test('a variable in a container that does not read it', () => {
  assert.match(
    hovered(awsNode({ DISABLE_TCP_$0EARLY_DEMUX: '"true"' })),
    /never read: aws-vpc-cni-init reads it/,
  );
});

test('blocks of a CIDR list, as the plugin reads them', () => {
  const text = hovered(awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.1.$02.3/16, nonsense"' }));
  assert.match(text, /- `10\.1\.0\.0\/16`: 65,536 addresses/);
  assert.match(text, /- `nonsense` /);
});

test('text of the manifest cannot become a link, an image or a command', () => {
  const text = hovered(awsNode({ WARM_IP_TARGET: "'$0![x](http://evil) `` [a](command:x)'" }));
  assert.ok(
    text.includes('``` ![x](http://evil) `` [a](command:x) ```') ||
      text.includes('```![x](http://evil) `` [a](command:x)```'),
    text,
  );
});

test('the container: pods of the present configuration', () => {
  const text = hovered(awsNode({}).replace('- name: aws-node', '- name: aws$0-node'));
  assert.match(text, /^\*\*aws-node\*\* · v1\.23\.1/);
  assert.match(text, /→ \| \*\*secondary IPs\*\* \| \*\*29\*\*/);
});

test('fields of ENIConfig and SecurityGroupPolicy', () => {
  const head =
    'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata:\n  name: eu-west-1a\nspec:\n';
  assert.match(hovered(`${head}  sub$0net: subnet-0a1b2c3d4e5f60718\n`), /Id of the subnet/);
  assert.match(hovered(`${head}  securityGroups:\n    - sg-0a1b$02c3d\n  subnet: subnet-0a1b2c3d\n`), /^$/);
  assert.match(
    hovered(
      'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nspec:\n  podSel$0ector: {}\n',
    ),
    /Labels of the pods/,
  );
});

test('an instance type that a node selector names', () => {
  const text = awsNode({}).replace(
    '      initContainers:',
    '      nodeSelector:\n        node.kubernetes.io/instance-type: t3.me$0dium\n      initContainers:',
  );
  assert.match(hovered(text), /Max pods on `t3\.medium` \(2 vCPU, 4 GiB\)/);
});

test('the second document of a file', () => {
  const text = `kind: Other\n---\n${awsNode({ WARM_ENI_$0TARGET: '"1"' })}`;
  assert.match(hovered(text), /^\*\*WARM_ENI_TARGET\*\*/);
});

test('nothing where nothing of ours stands', () => {
  assert.equal(hovered(awsNode({}).replace('kube-system', 'kube$0-system')), '');
});

test('keys that every object of JavaScript has are no fields', () => {
  for (const key of ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'])
    assert.equal(
      hovered(
        `apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\n${key.slice(0, 4)}$0${key.slice(4)}: x\n`,
      ),
      '',
      key,
    );
});

test('the name of an add-on is that of the plugin', () => {
  const text = hovered(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
addons:
  - name: vpc$0-cni
    configurationValues: '{"env": {"MAX_ENI": "2"}}'
`);
  assert.match(text, /^\*\*aws-node\*\*[\s\S]*Max pods/);
});
