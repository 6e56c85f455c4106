import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../server/src/core/features/codeActions.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { eniConfig } from '../support/allowed.js';
import { analyzed, check, rulesIn } from '../support/check.js';
import { workspaceOf } from '../support/checkFiles.js';
import { whole } from '../support/manifest.js';

test('an allowed finding is there for those who ask', () => {
  const text = eniConfig('  - sg-later # vpc-cni allow security-group-not-an-id: the pipeline writes it\n');
  assert.deepEqual(diagnose(analyzed(text)), []);
  assert.deepEqual(
    diagnose(analyzed(text), { withAllowed: true }).map(({ rule, allowed }) => [rule, allowed]),
    [['security-group-not-an-id', 'the pipeline writes it']],
  );
});

test('of several reasons the nearest is given', () => {
  const text = eniConfig(`
  # vpc-cni allow security-group-not-an-id: of the line
  - sg-later # vpc-cni allow security-group-not-an-id: of the text
`);
  const reasons = (of: string) => diagnose(analyzed(of), { withAllowed: true }).map(({ allowed }) => allowed);
  assert.deepEqual(reasons(`# vpc-cni allow-file security-group-not-an-id: of the file\n${text}`), [
    'of the text',
  ]);
});

test('what is allowed in one place is found in others', () => {
  check(
    eniConfig(`
  # vpc-cni allow security-group-not-an-id: the pipeline writes it
  - sg-later
  - sg-never
#   ^^^^^^^^ warning security-group-not-an-id: "sg-never" is a name or a sample, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write sg- and 8 or 17 hexadecimal digits.
`),
  );
});

const off = (comment: string): string =>
  whole(`
- name: WARM_IP_TARGET
${comment}  value: 5
- name: MINIMUM_IP_TARGET
  value: "20"
`);

test('errors can be allowed, and what is allowed is not mended', () => {
  const judged = (text: string) => fixAll(analyzed(text), (other) => analyzed(other));
  assert.ok(judged(off('')));
  const allowed = off('  # vpc-cni allow unquoted-value: rendered by a tool that quotes it\n');
  assert.deepEqual(rulesIn(allowed), []);
  assert.equal(judged(allowed), undefined);
});

test('a text that cannot be read stays an error', () => {
  assert.deepEqual(rulesIn('# vpc-cni allow-file not-yaml: so\nkind: ENIConfig\nspec: [\n'), [
    'allow-unknown-rule',
    'not-yaml',
  ]);
});

test('findings of a whole file', () => {
  const one = eniConfig('');
  assert.deepEqual(rulesIn(`${one}---${one}`), ['duplicate-eni-config']);
  assert.deepEqual(rulesIn(`# vpc-cni allow-file duplicate-eni-config: so\n${one}---${one}`), []);
  const allowed = one.replace('  name:', '  # vpc-cni allow duplicate-eni-config: so\n  name:');
  assert.deepEqual(rulesIn(`${allowed}---${allowed}`), ['allow-unused']);
  assert.deepEqual(rulesIn(`${one}---${allowed}`), []);
});

test('findings that other files bring', () => {
  const group = (comment: string) => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: a, region: eu-west-1}
managedNodeGroups:
  - name: one
    instanceType: m5.large
    ${comment}
    maxPodsPerNode: 200
`;
  const rules = (comment: string) => {
    const { analyses } = workspaceOf({ 'aws-node.yaml': whole('- name: A'), 'nodes.yaml': group(comment) });
    const nodes = analyses.get('nodes.yaml');
    return nodes ? diagnose(nodes).map(({ rule }) => rule) : [];
  };
  const found = rules('# nothing').filter((rule) => rule === 'max-pods-above-capacity');
  assert.notEqual(found.length, 0);
  const after = rules('# vpc-cni allow max-pods-above-capacity: pods on the host network');
  assert.deepEqual(
    after.filter((rule) => rule === found[0] || rule.startsWith('allow-')),
    [],
  );
});

test('comments in YAML in a text', () => {
  const values = (comment: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cni}
spec:
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    targetRevision: 1.23.1
    helm:
      values: |
        env:
${comment}          AWS_VPC_K8S_CNI_LOGLEVEL: LOUD
  destination: {namespace: kube-system}
`;
  const [found] = rulesIn(values(''));
  assert.ok(found);
  assert.deepEqual(rulesIn(values(`          # vpc-cni allow ${found}: so\n`)), []);
  assert.deepEqual(rulesIn(values('').replace('helm:', `helm: # vpc-cni allow ${found}: so`)), [found]);
  assert.deepEqual(
    rulesIn(values('').replace('    helm:', `    # vpc-cni allow ${found}: so\n    helm:`)),
    [],
  );
});

test('an edit of one document changes what is allowed in the others', () => {
  const document = eniConfig('  - sg-later\n');
  const before = analyzed(document);
  assert.deepEqual(
    diagnose(before).map(({ rule }) => rule),
    ['security-group-not-an-id'],
  );
  const text = `${document}---\n# vpc-cni allow-file security-group-not-an-id: so\na: 1\n`;
  assert.deepEqual(rulesIn(text), []);
});

test('severity of the rules about comments', () => {
  const text = eniConfig('  - sg-later # vpc-cni allow security-group-not-an-id:\n');
  assert.deepEqual(rulesIn(text, { rules: { 'allow-without-reason': 'off' } }), ['security-group-not-an-id']);
});
