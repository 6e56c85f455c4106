import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instanceTypes } from '../../server/src/core/domain/instances.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { onType } from '../../server/src/core/rules/support/instanceTypes.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { mayExist } from '../../server/src/core/rules/unknownInstanceType.js';
import { analyzed, check, checkFix, checkFixAll } from '../support/check.js';

test('a misspelt size', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: m5.larg
#                                         ^^^^^^^ warning unknown-instance-type: No instance type is called "m5.larg", so no node matches it. Did you mean m5.large?
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "1"
`);
});

test('misspelt types of several', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values:
                      - m5large
#                       ^^^^^^^ warning unknown-instance-type: No instance type is called "m5large", so no node matches it. Did you mean m5.large?
                      - M5.large
#                       ^^^^^^^^ warning unknown-instance-type: No instance type is called "M5.large", so no node matches it. Did you mean m5.large?
                      - m5.2xlrge
#                       ^^^^^^^^^ warning unknown-instance-type: No instance type is called "m5.2xlrge", so no node matches it. Did you mean m5.2xlarge?
                      - m5.xlarge
                      - "c5-large"
#                       ^^^^^^^^^^ warning unknown-instance-type: No instance type is called "c5-large", so no node matches it. Did you mean c5.large?
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "1"
`);
});

test('types that EC2 may have by now, and stays silent', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values:
                      - m99.large
                      - m5.3xlarge
                      - u9in-64tb.metal-448xl
                      - a.b
                      - "<type>"
                      - \${TYPE}
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "1"
`);
});

test('every type of the table is built as a type may be', () => {
  assert.deepEqual(
    instanceTypes()
      .map(({ name }) => name)
      .filter((name) => !mayExist(name)),
    [],
  );
});

test('the type that is meant, in its quotes', () => {
  checkFix(
    `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: "m5.larg"
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "1"
`,
    'Write "m5.large"',
    `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: "m5.large"
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "1"
`,
  );
});

test('only another case is safe to mend, where EC2 is asked for it', () => {
  const group = (type: string) => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: web
  region: eu-west-1
managedNodeGroups:
  - name: one
    instanceType: ${type}
`;
  checkFixAll(group('M5.large'), group('m5.large'));
  checkFixAll(group('m5.larg'), group('m5.larg'));
  const selecting = onType('M5.large', awsNode({}));
  checkFixAll(selecting, selecting);
});

test('a node group, which EC2 is asked for', () => {
  check(
    managedGroup(`
    instanceTypes:
      - m5.larg
#       ^^^^^^^ warning unknown-instance-type: No instance type is called "m5.larg", so EC2 makes no such node. Did you mean m5.large?
      - m5.xlarge`),
  );
});

test('a requirement of Karpenter, which nothing may match', () => {
  check(`
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: general
      requirements:
        - key: node.kubernetes.io/instance-type
          operator: In
          values: [m5large]
#                  ^^^^^^^ warning unknown-instance-type: No instance type is called "m5large", so no node matches it. Did you mean m5.large?
`);
});

test('a type of the settings, or a machine of another cloud, and stays silent', () => {
  check(managedGroup('\n    instanceType: m5.larg'), {
    instanceTypes: { 'm5.larg': { name: 'm5.larg' } },
  });
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  nodeSelector:
    node.kubernetes.io/instance-type: e2-medium
`);
});

const fixesAt = (text: string) =>
  diagnose(analyzed(text)).flatMap(({ rule, fixes }) =>
    rule === 'unknown-instance-type' ? [(fixes ?? []).length] : [],
  );

test('an alias or an anchor, which is never touched', () => {
  const two = (first: string, second: string) =>
    managedGroup(`\n    instanceType: ${first}\n  - name: other\n    instanceType: ${second}`);
  // As long as the text between quotes.
  for (const text of [
    two('&t12345678 M5.large', '*t12345678'),
    two('&t M5.large', '*t'),
    two('&t "M5.large"', '*t'),
  ]) {
    checkFixAll(text, text);
    assert.deepEqual(fixesAt(text), [0, 0], text);
  }
  const list = managedGroup('\n    instanceTypes: &t [M5.large]\n  - name: other\n    instanceTypes: *t');
  checkFixAll(list, list);
});

test('a selector behind an alias, which is never touched', () => {
  const text = `
apiVersion: v1
kind: Pod
metadata:
  name: app
  labels:
    type: &t12345678 M5.large
spec:
  nodeSelector:
    node.kubernetes.io/instance-type: *t12345678
`;
  checkFixAll(text, text);
  assert.deepEqual(fixesAt(text), [0]);
});

test('a text with escapes, which is not there letter by letter', () => {
  const text = managedGroup('\n    instanceType: "\\x4d5.large"');
  checkFixAll(text, text);
  assert.deepEqual(fixesAt(text), [0]);
});

test('names beyond number, which nobody has typed: the first ones', () => {
  const names = Array.from({ length: 600 }, (_, i) => `m5.larg${String.fromCharCode(0x4e00 + i)}`);
  const found = diagnose(analyzed(managedGroup(`\n    instanceTypes: [${names.join(', ')}, m5.larg]`)));
  assert.equal(found.filter(({ rule }) => rule === 'unknown-instance-type').length, 500);
});

test('one name over and over: wherever it stands', () => {
  const names = Array.from({ length: 600 }, () => 'm5.larg');
  const found = diagnose(analyzed(managedGroup(`\n    instanceTypes: [${names.join(', ')}]`)));
  assert.equal(found.filter(({ rule }) => rule === 'unknown-instance-type').length, 600);
});
