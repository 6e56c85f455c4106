import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, Kustomization } from '../../server/src/core/model/facts.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { check, checkFix, checkFixAll, rulesIn } from '../support/check.js';
import { has } from '../support/has.js';

const read = (text: string): Facts => readDocument(text, DEFAULT_SETTINGS).facts;

function only(text: string): Kustomization {
  const [fact, ...others] = read(text).kustomizations;
  assert.ok(fact && others.length === 0, text);
  return fact;
}

test('a kustomization is known by its kind, or by keys that it alone has', () => {
  for (const text of [
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: kube-system\n',
    'kind: Component\npatches: []\n',
    'resources:\n  # the base\n  - ../base\n',
    'namePrefix: a-\nresources: [../base]\n',
    'patches:\n- path: a.yaml\n',
    '{"resources": ["../base"]}',
    'images:\n  - name: amazon-k8s-cni\n    newTag: v1.19.0\n',
    'configMapGenerator:\n  - name: amazon-vpc-cni\n    literals: [a=b]\n',
  ])
    assert.equal(read(text).kustomizations.length, 1, text);
});

test('files of others are none', () => {
  for (const text of [
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: { path: ./cni }\n',
    'resources: {}\nimages: []\n',
    'resources:\n  limits: { cpu: 1 }\n',
    'resources: [pods]\nverbs: [get]\n',
    'images:\n  - name: a\n    tag: b\n',
    'components:\n  schemas: {}\n',
    'patches: [1, 2]\n',
    'kind: Deployment\nresources: [a]\n',
  ])
    assert.deepEqual(read(text).kustomizations, [], text);
});

test('what it puts together, patches in the order in which they are applied', () => {
  const fact = only(`
resources: [aws-node.yaml, { a: b }]
bases: [../base]
components: ["\${REPOSITORY}"]
patchesJson6902:
  - { target: { group: apps, version: v1, kind: DaemonSet, name: aws-node }, path: json.yaml }
patches:
  - { path: a.yaml, target: { name: aws-.*, labelSelector: a=b } }
patchesStrategicMerge: [b.yaml]
namePrefix: my-
images:
  - { name: amazon-k8s-cni, newName: mirror/cni, newTag: 1.19 }
  - { name: other, newTag: "\${TAG}" }
`);
  has(fact, {
    kind: 'Kustomization',
    resources: [{ value: 'aws-node.yaml' }, { value: '../base' }],
    components: [{ value: undefined }],
    patches: [
      { path: { value: 'b.yaml' }, when: 'before-names', installs: [] },
      { path: { value: 'a.yaml' }, target: { name: 'aws-.*', selected: true } },
      { path: { value: 'json.yaml' }, when: 'after-names', target: { kind: 'DaemonSet', selected: false } },
    ],
    images: [
      { name: 'amazon-k8s-cni', newName: 'mirror/cni', newTag: '1.19' },
      { name: 'other', newTag: '' },
    ],
    namePrefix: 'my-',
    addsOnlyRead: true,
    complete: true,
  });
});

test('what may do more than is read', () => {
  const more = (text: string) => {
    const { addsOnlyRead, complete } = only(`resources: [a]\n${text}`);
    return [addsOnlyRead, complete];
  };
  assert.deepEqual(more('commonLabels: { a: b }\nvars: [{ name: A }]\n'), [true, true]);
  assert.deepEqual(more('generators: [a.yaml]\n'), [false, true]);
  assert.deepEqual(more('helmCharts: [{ name: karpenter }]\n'), [false, true]);
  assert.deepEqual(more('transformers: [a.yaml]\n'), [true, false]);
  assert.deepEqual(more('replacements: [{ path: a.yaml }]\n'), [true, false]);
  assert.deepEqual(more('replacements: [{ targets: [{ select: { kind: Ingress } }] }]\n'), [true, true]);
});

test('inline patches, however the text is written', () => {
  check(`
resources: [../base]
patches:
  - patch: |-
      kind: DaemonSet
      metadata: { name: aws-node }
      spec:
        template:
          spec:
            containers:
              - name: aws-node
                env:
                  - name: WARM_IP_TARGET
                    value: 5
#                          ^ error unquoted-value: 5 is a number to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
  - target: { kind: DaemonSet, name: aws-node }
    patch: '[{"op": "add", "path": "/spec/template/spec/containers/0/env/-", "value": {"name": "WARM_IP_TARGT", "value": "5"}}]'
#                                                                                              ^^^^^^^^^^^^^^^ warning unknown-variable: aws-node never reads "WARM_IP_TARGT": the plugin has no such variable. Did you mean WARM_IP_TARGET?
  - target: { kind: DaemonSet, name: aws-node }
    patch: "[{\\"op\\": \\"add\\", \\"path\\": \\"/spec/template/spec/containers/0/env/-\\", \\"value\\": {\\"name\\": \\"MAX_ENI\\", \\"value\\": 5}}]"
#                                                                                                                                  ^ error unquoted-value: 5 is a number to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
patchesStrategicMerge:
  - |
    kind: DaemonSet
    metadata: { name: aws-node }
    spec: { template: { spec: { containers: [{ name: aws-node, env: [{ name: MAX_ENI, value: [1] }] }] } } }
#                                                                                            ^^^ error unquoted-value: A list cannot be the value of a variable: the API server refuses the DaemonSet. Write it as one text in quotes.
`);
});

test('fixes inside of quotes keep to them', () => {
  const text = (value: string) => `resources: [../base]
patches:
  - target: { kind: DaemonSet, name: aws-node }
    patch: "[{\\"op\\": \\"add\\", \\"path\\": \\"/spec/template/spec/containers/0/env/-\\", \\"value\\": {\\"name\\": \\"MAX_ENI\\", \\"value\\": ${value}}}]"
`;
  checkFixAll(text('5'), text('\\"5\\"'));
});

test('a patch says nothing of what is not in it', () => {
  const inline = (patch: string) =>
    `resources: [../base]\npatches:\n  - patch: |\n${patch.replace(/^/gm, '      ')}\n`;
  for (const patch of [
    'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: eu-central-1a }\nspec: { securityGroups: [sg-0b7d5e3c1a9f84260] }',
    'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: a }\nspec: { securityGroups: { groupIds: [sg-0b7d5e3c1a9f84260] } }',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: amazon-vpc-cni, namespace: kube-system }\ndata: { enable-windows-prefix-delegation: "true" }',
    'kind: DaemonSet\nmetadata: { name: aws-node }\nspec: { template: { spec: { containers: [{ name: aws-node, image: "amazon-k8s-cni:v1.23.1", env: [{ name: WARM_IP_TARGET, value: "5" }] }] } } }',
    '- { op: remove, path: /spec/template/spec/containers/0/env/3 }',
  ])
    assert.deepEqual(rulesIn(inline(patch)), [], patch);
});

test('an object in a patch is found like any other', () => {
  check(`
resources: [../base]
patches:
  - target: { kind: ENIConfig }
    patch: |
      apiVersion: crd.k8s.amazonaws.com/v1alpha1
      kind: ENIConfig
      metadata:
        name: any
      spec:
        securityGroups: [web]
#                        ^^^ warning security-group-not-an-id: "web" is a name, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write sg- and 8 or 17 hexadecimal digits.
`);
});

test('a JSON patch in a file is read where its words are those of the plugin', () => {
  check(`
- op: add
  path: /spec/template/spec/containers/0/env
  value:
    - name: WARM_IP_TARGET
      value: 5
#            ^ error unquoted-value: 5 is a number to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
    - name: ENABLE_POD_ENI
      value: "yes"
#            ^^^^^ warning ignored-value: "yes" is not a boolean Go can read; false, the default, is used. Write "true".
`);
  const other =
    '[{op: add, path: /spec/template/spec/containers/0/env/-, value: {name: CLUSTER_NAME, value: 5}}]';
  assert.deepEqual(rulesIn(other), []);
  has(read(other), { installs: [], patches: [{ complete: false }] });
});

test('operations that reach containers, and no others', () => {
  const operations = (text: string) => read(text).patches.flatMap((patch) => patch.operations ?? []);
  const at = (op: string, path: string, value = 'x') =>
    operations(
      `- { op: add, path: /metadata/name, value: a }\n- { op: ${op}, path: "${path}", value: ${value} }\n`,
    );
  const POD = '/spec/template/spec';
  assert.deepEqual(at('add', '/metadata/annotations/a~1b'), []);
  assert.deepEqual(at('test', `${POD}/containers/0/env/0/value`), []);
  assert.deepEqual(at('add', `${POD}/containers/0/resources`), []);
  assert.deepEqual(at('add', '/spec/updateStrategy'), []);
  has(at('add', `${POD}/containers/1/env/-`, '{ name: A, value: b }'), [
    {
      list: 'containers',
      index: 1,
      path: ['env', '-'],
      complete: true,
      settings: [{ name: { value: 'A' } }],
    },
  ]);
  has(at('replace', `${POD}/initContainers/0/env/3/value`, '"5"'), [
    { list: 'initContainers', index: 0, path: ['env', '3', 'value'], settings: [{ name: { value: '' } }] },
  ]);
  has(at('replace', `${POD}/containers/0/image`, 'a/amazon-k8s-cni:v1.18.0'), [{ version: '1.18.0' }]);
  // Nobody knows what is left.
  for (const path of ['', '/spec', POD, `${POD}/containers`, `${POD}/containers/a`])
    has(at('replace', path), [{ path: [], complete: false }]);
  has(at('add', `${POD}/containers/0/env`, '[{ name: "${A}", value: b }]'), [{ complete: false }]);
});

test('escapes in paths', () => {
  const [patch] = read(
    '- { op: replace, path: /spec/template/spec/containers/0/env/0/a~1b~01, value: "5" }\n- { op: add, path: /metadata/name, value: aws-node-2 }\n',
  ).patches;
  assert.deepEqual(patch?.operations?.[0]?.path, ['env', '0', 'a/b~1']);
  assert.equal(patch?.name?.value, 'aws-node-2');
});

test('a fix puts a variable into the list of an operation', () => {
  const text = (more: string) => `- op: add
  path: /spec/template/spec/containers/0/env
  value:
    - name: ENABLE_PREFIX_DELEGATION
      value: "true"
    - name: WARM_IP_TARGET
      value: ${more}
`;
  checkFix(text('5'), 'Write "5"', text('"5"'));
});

test('a generated ConfigMap of the plugin', () => {
  const generator = (rest: string) => `configMapGenerator:
  - name: amazon-vpc-cni
    namespace: kube-system
    literals:
      - enable-windows-ipam=true
      - enable-windows-prefix-delegation="true"
${rest}`;
  const settings = (text: string) =>
    read(text).clusterSettings.map(({ kind, ...rest }) => [kind, 'value' in rest && rest.value]);
  assert.deepEqual(settings(generator('generatorOptions: { disableNameSuffixHash: true }\n')), [
    ['windows-prefixes', true],
    ['windows-ipam', true],
  ]);
  assert.deepEqual(settings(generator('    options: { disableNameSuffixHash: true }\n')).length, 2);
  // With a hash in its name it is none that anybody reads.
  assert.deepEqual(settings(generator('')), []);
  const [map] = read(
    generator('    options: { disableNameSuffixHash: true }\n    files: [more]\n'),
  ).configMaps;
  has(map, { complete: false, data: [{ name: 'enable-windows-ipam' }, { content: { value: 'true' } }] });
});

test('values of the chart that a kustomization inflates', () => {
  const chart = (rest: string) => read(`helmCharts:\n  - name: aws-vpc-cni\n    version: 1.19.2\n${rest}`);
  const { installs, kustomizations } = chart(
    '    valuesInline: { env: { ENABLE_PREFIX_DELEGATION: "true" } }\n',
  );
  has(installs, [{ form: 'chart', release: '1.19.2' }]);
  assert.equal(kustomizations[0]?.made[0], installs[0]);
  assert.equal(installs[0]?.containers[0]?.complete, true);
  assert.equal(chart('    valuesFile: values.yaml\n').installs[0]?.containers[0]?.complete, false);
});

test("upstream's manifest by its address", () => {
  const at = (ref: string, file = 'aws-k8s-cni.yaml') =>
    read(
      `resources:\n  - https://raw.githubusercontent.com/aws/amazon-vpc-cni-k8s/${ref}/config/master/${file}\n`,
    );
  has(at('v1.18.5').installs, [{ name: { value: 'aws-node' }, release: '1.18.5', complete: true }]);
  const [fact] = at('v1.18.5').kustomizations;
  assert.deepEqual(fact?.made, at('v1.18.5').installs);
  assert.deepEqual(fact?.resources, []);
  assert.equal(at('release-1.18').installs[0]?.release, undefined);
  assert.deepEqual(at('release-1.12').installs[0]?.order?.containers, ['aws-node']);
  assert.deepEqual(at('v1.18.5', 'cni-metrics-helper.yaml').installs, []);
  assert.equal(at('v1.18.5', 'cni-metrics-helper.yaml').kustomizations[0]?.resources.length, 1);
});

test('patches in a Kustomization of Flux', () => {
  check(`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: cni }
spec:
  path: ./cni
  patches:
    - patch: |
        - { op: replace, path: /spec/template/spec/containers/0/image, value: "amazon-k8s-cni:v1.9.0" }
        - { op: add, path: /spec/template/spec/containers/0/env/-, value: { name: POD_MTU, value: "1500" } }
#                                                                                 ^^^^^^^ warning variable-too-new: Release 1.9.0 never reads POD_MTU, which came with 1.16.4. Update the plugin, or remove the variable.
      target: { kind: DaemonSet, name: aws-node }
`);
});
