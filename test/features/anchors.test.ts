import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied, codeActions, fixAll } from '../../server/src/core/features/codeActions.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { analyzed } from '../support/check.js';

const policy = (stranger: string, label: string): string => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: a
spec:
  owner: ${stranger}
  podSelector:
    matchLabels: {app: ${label}}
  securityGroups:
    groupIds: [sg-07a6b5c4d3e2f1098]
`;

const titles = (text: string): string[] =>
  codeActions(analyzed(text), { start: 0, end: text.length }).map(({ title }) => title);

test('what others refer to is not removed', () => {
  assert.ok(titles(policy('shop', 'shop')).includes('Remove owner'));
  assert.deepEqual(titles(policy('&x.0 shop', '*x.0')), []);
});

test('an anchor that nobody refers to goes with its field', () => {
  assert.ok(titles(policy('&x.0 shop', '*x.01')).includes('Remove owner'));
  assert.ok(titles(policy('a&b', 'b')).includes('Remove owner'));
});

test('what stands where others refer to is changed by no fix: it would change for all of them', () => {
  const group = 'sg-07a6b5c4d3e2f1098';
  const config = (anchor: string): string => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec: ${anchor}
  subnet: subnet-0a1b2c3d4e5f60718
  owner: shop
  securityGroups: [${group}, ${group}]
`;
  assert.deepEqual(titles(config('')), ['Remove owner', 'Remove the second mention']);
  assert.deepEqual(titles(`${config('&spec')}status: *spec\n`), []);
});

test('nor is one more line put into it, or a value that has an anchor changed', () => {
  const env = (anchor: string): string => `env:${anchor}\n  MINIMUM_IP_TARGET: "5"\nother:\n  env: `;
  assert.deepEqual(titles(`${env('')}{}\n`), ['Set WARM_IP_TARGET to "5"']);
  assert.deepEqual(titles(`${env(' &e')}*e\n`), []);
  const agent = (anchor: string): string =>
    `nodeAgent:\n  enabled: ${anchor}"false"\nenv:\n  ENABLE_PREFIX_DELEGATION: "true"\n  WARM_PREFIX_TARGET: "1"\nother: `;
  assert.ok(titles(`${agent('')}1\n`).includes('Write false'));
  assert.deepEqual(titles(`${agent('&n ')}*n\n`), []);
});

/** What comes of each fix with this title. */
const outcomes = (text: string, title: string): string[] =>
  codeActions(analyzed(text), { start: 0, end: text.length })
    .filter((action) => action.title === title)
    .map(({ edits }) => applied(text, edits));

const values = (moved: string): string => `env:
  AWS_VPC_K8S_CNI_LOGLEVEL: DEBUG
  MINIMUM_IP_TARGET: "5"
init:
  env:
    DISABLE_TCP_EARLY_DEMUX: "false"
    WARM_IP_TARGET: ${moved}
`;

test('an anchor stays where it is, be its new place below those who refer to it or above', () => {
  const title = 'Move WARM_IP_TARGET into env';
  const env = 'env: {AWS_VPC_K8S_CNI_LOGLEVEL: DEBUG}\n';
  const block = 'env:\n  AWS_VPC_K8S_CNI_LOGLEVEL: DEBUG\n';
  assert.equal(outcomes(`WARM_IP_TARGET: "5"\nx: y\n${block}`, title).length, 1);
  assert.equal(outcomes(`WARM_IP_TARGET: &a "5"\nx: y\n${block}`, title).length, 1);
  for (const text of [
    `WARM_IP_TARGET: &a "5"\nx: *a\n${block}`,
    `${block}y: z\nWARM_IP_TARGET: &a "5"\nx: *a\n`,
    `{WARM_IP_TARGET: &a "5", x: *a, ${env.trim()}}\n`,
  ])
    assert.deepEqual(outcomes(text, title), [], text);
});

test('what refers to others moves to where these are above it, and no further', () => {
  const text = `x: &low "5"\n${values('*low')}`;
  assert.deepEqual(outcomes(text, 'Move it to aws-node'), [
    text.replace(/ {4}WARM.*\n/, '').replace(/MINIMUM.*\n/, (line) => `${line}  WARM_IP_TARGET: *low\n`),
  ]);
  assert.deepEqual(outcomes(values('*up').replace('"false"', '&up "false"'), 'Move it to aws-node'), []);
});

test('one name for two things: nothing that bears it moves', () => {
  const twice = `x: &low "1"\ny: &low "2"\n${values('*low')}`;
  assert.deepEqual(outcomes(twice, 'Move it to aws-node'), []);
});

test('an alias goes with its field, also between braces', () => {
  const config = (spec: string): string => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
  labels: &l {a: b}
spec: ${spec}
`;
  assert.deepEqual(outcomes(config('{owner: *l, subnet: subnet-0a1b2c3d4e5f60718}'), 'Remove owner'), [
    config('{subnet: subnet-0a1b2c3d4e5f60718}'),
  ]);
  const subnet = '\n  subnet: subnet-0a1b2c3d4e5f60718';
  assert.deepEqual(outcomes(config(`\n  owner:\n    *l${subnet}`), 'Remove owner'), [config(subnet)]);
});

test('a value that is no text is not written as one', () => {
  const list = (items: string): string => `[${items}]`;
  const pod = (value: string): string => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: aws-node, namespace: kube-system}
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          env: ${list(`{name: A, value: &a {b: c}}, {name: WARM_IP_TARGET, value: ${value}}`)}
      containers:
        - name: aws-node
          env: ${list('{name: AWS_VPC_K8S_CNI_LOGLEVEL, value: DEBUG}')}
`;
  const title = 'Move it to aws-node';
  assert.equal(outcomes(pod('"5"'), title).length, 1);
  for (const value of ['*a', '{b: c}', '[b]']) assert.deepEqual(outcomes(pod(value), title), [], value);
});

test('a fix after which the text cannot be read is not offered, though no rule were to tell', () => {
  const text = awsNode({ WARM_IP_TARGET: 'yes' });
  const settings = { rules: { 'not-yaml': 'off' } } as const;
  const mended = (tail: string) =>
    fixAll(analyzed(text, settings), (after) => analyzed(`${after}${tail}`, settings));
  assert.ok(mended(''));
  assert.equal(mended('x: *nope\n'), undefined);
});
