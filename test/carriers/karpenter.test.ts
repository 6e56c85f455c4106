import assert from 'node:assert/strict';
import { test } from 'node:test';
import { has } from '../support/has.js';
import {
  AL2023,
  counts,
  indented,
  limits,
  nodeClass,
  ofTypes,
  oneOf,
  only,
  pool,
  read,
} from '../support/karpenter.js';

/** Types of the only group, each of which stands in the text where it says. */
function typesIn(
  text: string,
): readonly [types: readonly string[], complete: boolean, named: readonly string[]] {
  const { types, typesComplete } = only(text);
  const named = read(text).instanceTypes;
  for (const { value, span } of [...types, ...named]) assert.equal(text.slice(span.start, span.end), value);
  return [types.map(({ value }) => value), typesComplete, named.map(({ value }) => value)];
}

test('types that requirements name, without their quotes', () => {
  for (const values of [
    '[m5.large, c5.xlarge]',
    `["m5.large", 'c5.xlarge']`,
    '\n    - m5.large\n    - "c5.xlarge"',
  ]) {
    const types = ['m5.large', 'c5.xlarge'];
    assert.deepEqual(typesIn(ofTypes(oneOf(values))), [types, true, types]);
  }
  const beta = oneOf('[m5.large]', 'In', 'beta.kubernetes.io/instance-type');
  assert.deepEqual(typesIn(ofTypes(beta)), [['m5.large'], true, ['m5.large']]);
});

test('requirements hold together', () => {
  const two = `${oneOf('[m5.large, c5.large, r5.large]')}\n${oneOf('[c5.large, r5.large, t3.large]')}`;
  assert.deepEqual(typesIn(ofTypes(two))[0], ['c5.large', 'r5.large']);
  const less = `${oneOf('[m5.large, c5.large]')}\n${oneOf('[c5.large]', 'NotIn')}`;
  assert.deepEqual(typesIn(ofTypes(less)), [['m5.large'], true, ['m5.large', 'c5.large', 'c5.large']]);
});

test('types that are not to be had are named, and none of the group', () => {
  assert.deepEqual(typesIn(ofTypes(oneOf('[m5.large]', 'NotIn'))), [[], false, ['m5.large']]);
});

test('other requirements name no types, and leave them open', () => {
  const families = oneOf('[m5, c5]', 'In', 'karpenter.k8s.aws/instance-family');
  assert.deepEqual(typesIn(ofTypes(families)), [[], false, []]);
  assert.deepEqual(typesIn(ofTypes(oneOf('[]', 'Exists'))), [[], false, []]);
});

test('a template among the types leaves them open', () => {
  assert.deepEqual(typesIn(ofTypes(oneOf('[m5.large, "${TYPE}"]'))), [['m5.large'], false, ['m5.large']]);
  assert.deepEqual(
    typesIn(ofTypes(oneOf('\n    {{- toYaml .Values.types | nindent 4 }}\n    - m5.large')))[1],
    false,
  );
  assert.equal(only(ofTypes(oneOf('[{{ .Values.type }}]'))).complete, false);
});

test('a list that is known bounds one that is not', () => {
  const both = `${oneOf('["${TYPE}"]')}\n${oneOf('[m5.large]')}`;
  assert.deepEqual(typesIn(ofTypes(both)).slice(0, 2), [['m5.large'], true]);
});

test('labels of the nodes are requirements, too', () => {
  const text = ofTypes(oneOf('[amd64]', 'In', 'kubernetes.io/arch')).replace(
    '  template:\n',
    '  template:\n    metadata:\n      labels:\n        node.kubernetes.io/instance-type: m5.large\n        kubernetes.io/os: windows\n',
  );
  assert.deepEqual(typesIn(text), [['m5.large'], true, ['m5.large']]);
  assert.equal(only(text).os, 'windows');
});

test('the operating system, where it is one', () => {
  const os = (values: string) => only(ofTypes(oneOf(values, 'In', 'kubernetes.io/os'))).os;
  assert.equal(os('[linux]'), 'linux');
  assert.equal(os('["windows"]'), 'windows');
  assert.equal(os('[linux, windows]'), undefined);
  assert.equal(os('["${OS}"]'), undefined);
});

test('nodes of either operating system have no types that anything can be said about', () => {
  const types = (demand: string) => {
    const text = ofTypes(`${demand}\n${oneOf('[m5.large]')}`);
    const { types, typesComplete, complete } = only(text);
    return [types.length, typesComplete, complete, read(text).instanceTypes.length];
  };
  const os = (values: string, operator = 'In') => types(oneOf(values, operator, 'kubernetes.io/os'));
  assert.deepEqual(os('[linux]'), [1, true, true, 1]);
  assert.deepEqual(types('- key: example.com/x\n  operator: Exists'), [1, true, true, 1]);
  for (const [values, operator] of [
    ['[linux]', 'NotIn'],
    ['[windows]', 'NotIn'],
    ['[linux, windows]', 'In'],
    ['["${OS}"]', 'In'],
    ['[]', 'Exists'],
  ] as const)
    assert.deepEqual(os(values, operator), [0, false, false, 1], `${operator} ${values}`);
});

test('a pool uses its class, and a Provisioner its template', () => {
  has(only(ofTypes(oneOf('[m5.large]'))), {
    maker: 'karpenter',
    name: { value: 'batch' },
    uses: ['EC2NodeClass/large'],
    complete: true,
  });
  const provisioner = `apiVersion: karpenter.sh/v1alpha5
kind: Provisioner
metadata:
  name: old
spec:
  requirements:
    - key: node.kubernetes.io/instance-type
      operator: In
      values: [m5.large]
  kubeletConfiguration:
    maxPods: 20
    podsPerCore: 4
  providerRef:
    name: default
`;
  has(only(provisioner), { maker: 'karpenter', uses: ['AWSNodeTemplate/default'], complete: true });
  assert.deepEqual(typesIn(provisioner), [['m5.large'], true, ['m5.large']]);
  assert.deepEqual(limits(only(provisioner).podLimits, provisioner), [
    'maxPods 20',
    'podsPerCore per-core 4',
  ]);
});

test('what a Provisioner says of its provider itself', () => {
  const provisioner = (provider: string) =>
    only(
      `apiVersion: karpenter.sh/v1alpha5\nkind: Provisioner\nspec:\n  provider:\n${indented(provider, 4)}\n`,
    );
  has(provisioner('amiFamily: Bottlerocket'), { image: 'Bottlerocket', customImage: false, complete: true });
  has(provisioner('instanceProfile: a'), { image: 'AL2', customImage: false });
  has(provisioner('launchTemplate: a'), { customImage: true });
});

test('pools of EKS Auto Mode, and of other clouds', () => {
  const reference = (fields: string) =>
    `apiVersion: karpenter.sh/v1\nkind: NodePool\nspec:\n  template:\n    spec:\n      nodeClassRef:\n${indented(fields, 8)}\n      requirements:\n        - key: node.kubernetes.io/instance-type\n          operator: In\n          values: [Standard_D2]\n`;
  has(only(reference('group: eks.amazonaws.com\nkind: NodeClass\nname: default')), {
    maker: 'auto-mode',
    uses: [],
  });
  has(only(reference('apiVersion: karpenter.k8s.aws/v1beta1\nname: default')), { maker: 'karpenter' });
  for (const other of [
    'group: karpenter.azure.com\nkind: AKSNodeClass\nname: default',
    'group: karpenter.k8s.gcp\nkind: GCENodeClass\nname: default',
    'group: "${GROUP}"\nkind: "${KIND}"\nname: default',
  ])
    has(read(reference(other)), { nodeGroups: [], instanceTypes: [] });
});

test('a part of a pool does not tell all', () => {
  const part = 'apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n  weight: 3\n';
  has(only(part), { maker: 'karpenter', complete: false, uses: [] });
});

test('before v1 the pool says what kubelet is told', () => {
  const text = pool('kubelet:\n  maxPods: 42\n  podsPerCore: 3', 'v1beta1');
  assert.deepEqual(limits(only(text).podLimits, text), ['maxPods 42', 'podsPerCore per-core 3']);
  assert.deepEqual(only(pool('kubelet:\n  maxPods: 42')).podLimits, []);
});

test('a number, a number for each vCPU, and an expression', () => {
  assert.deepEqual(counts(`${AL2023}kubelet:\n  maxPods: 110\n  podsPerCore: 10`)[0], [
    'maxPods 110',
    'podsPerCore per-core 10',
  ]);
  assert.deepEqual(counts(`${AL2023}kubelet:\n  maxPods: "min(110, max_pods)"`)[0], [
    'maxPods expression min(110, max_pods)',
  ]);
  assert.deepEqual(counts(`${AL2023}kubelet:\n  maxPods: \${PODS}`)[0], ['maxPods undefined']);
  assert.deepEqual(counts(`${AL2023}kubelet: {}`)[0], []);
});

test('the class provides what pools use', () => {
  has(only(nodeClass(AL2023)), {
    maker: 'karpenter-class',
    provides: 'EC2NodeClass/large',
    types: [],
    typesComplete: false,
    uses: [],
    complete: true,
  });
  const template =
    'apiVersion: karpenter.k8s.aws/v1alpha1\nkind: AWSNodeTemplate\nmetadata:\n  name: a\nspec: {}\n';
  has(only(template), { provides: 'AWSNodeTemplate/a', image: 'AL2' });
  assert.equal(only(nodeClass(AL2023).replace('name: large', 'name: "${NAME}"')).provides, undefined);
});

test('images, by alias and by family', () => {
  const image = (fields: string) => {
    const { image, os, customImage } = only(nodeClass(fields));
    return [image, os, customImage];
  };
  const alias = (name: string) => image(`amiSelectorTerms:\n  - alias: ${name}`);
  assert.deepEqual(alias('al2023@v20250501'), ['AL2023', 'linux', false]);
  assert.deepEqual(alias('al2@latest'), ['AL2', 'linux', false]);
  assert.deepEqual(alias('bottlerocket@v1.20.0'), ['Bottlerocket', 'linux', false]);
  assert.deepEqual(alias('windows2022@latest'), ['Windows', 'windows', false]);
  assert.deepEqual(alias('"${ALIAS}"'), [undefined, undefined, false]);
  assert.deepEqual(image('amiFamily: Ubuntu'), ['Ubuntu', 'linux', false]);
  assert.deepEqual(image('amiFamily: Windows2019'), ['Windows', 'windows', false]);
  assert.deepEqual(image('amiFamily: "${FAMILY}"'), [undefined, undefined, false]);
  assert.deepEqual(image('amiFamily: AL2023\namiSelectorTerms:\n  - id: ami-0123456789abcdef0'), [
    'AL2023',
    'linux',
    true,
  ]);
  assert.deepEqual(image('amiFamily: AL2\namiSelectorTerms:\n  - tags: {a: b}'), ['AL2', 'linux', true]);
  assert.deepEqual(image('amiFamily: Custom\namiSelectorTerms:\n  - alias: al2023@latest'), [
    undefined,
    undefined,
    true,
  ]);
});

test('definitions of these kinds, and kinds of others', () => {
  for (const [version, kind] of [
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['hypershift.openshift.io/v1beta1', 'NodePool'],
    ['karpenter.sh/v1', 'NodeClaim'],
    ['karpenter.k8s.aws/v1', 'toString'],
    ['constructor/v1', 'NodePool'],
  ])
    assert.deepEqual(
      read(`apiVersion: ${version}\nkind: ${kind}\n# karpenter.sh/v1 NodePool\nspec: {}\n`).nodeGroups,
      [],
    );
});
