import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sightIn } from '../../server/src/core/analysis.js';
import { type Build, buildsOf } from '../../server/src/core/model/build.js';
import { effective, textOf, UNKNOWN } from '../../server/src/core/model/effective.js';
import type { Install } from '../../server/src/core/model/facts.js';
import { networkingMode } from '../../server/src/core/model/networkingMode.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { has } from '../support/has.js';

type Files = Readonly<Record<string, string>>;

/** Files by their paths in `/repo`. */
const read = (files: Files) =>
  Object.entries(files).map(([name, text]) => ({
    path: `/repo/${name}`,
    cluster: sightIn({ path: name, name }, text, DEFAULT_SETTINGS).cluster,
  }));

function build(files: Files, folder: string): Build {
  const found = buildsOf(read(files)).find(({ path }) => path === `/repo/${folder}/kustomization.yaml`);
  assert.ok(found, `no build in ${folder}`);
  return found;
}

function only(files: Files, folder: string): Install {
  const { installs } = build(files, folder);
  const [install] = installs;
  assert.ok(install && installs.length === 1, `${installs.length} installs`);
  return install;
}

const BASE: Files = {
  'base/kustomization.yaml': 'resources: [aws-node.yaml]\n',
  'base/aws-node.yaml': awsNode(
    { WARM_IP_TARGET: '"1"', ENABLE_POD_ENI: '"true"' },
    { agent: ['log-level=info'] },
  ),
};
const PREFIXES = patch({ ENABLE_PREFIX_DELEGATION: '"true"' });

/** An inline patch at the end of a kustomization. */
const inline = (text: string): string => text.trim().replace(/^/gm, '      ');
const overlay = (patches: string, rest = ''): Files => ({
  ...BASE,
  'prod/kustomization.yaml': `resources: [../base]\n${rest}patches:\n${patches}`,
});
const jsonPatch = (operations: string): Files =>
  overlay(`  - target: { kind: DaemonSet, name: aws-node }\n    patch: |\n${inline(operations)}\n`);

test('an overlay is its base with its patches, and leaves the base as it is', () => {
  const files = { ...overlay('  - path: prefixes.yaml\n'), 'prod/prefixes.yaml': PREFIXES };
  const [base, prod] = ['base', 'prod'].map((folder) => only(files, folder));
  assert.ok(base && prod);
  assert.equal(effective(prod, 'ENABLE_PREFIX_DELEGATION'), true);
  assert.equal(effective(prod, 'ENABLE_POD_ENI'), true);
  assert.equal(prod.complete, true);
  assert.equal(prod.release, '1.23.1');
  assert.equal(networkingMode(base)?.prefixDelegation, false);
  assert.equal(base.layers, undefined);
  assert.equal(prod.layers?.length, 2);
});

test('settings stay the facts of the files they are written in, and those that are replaced are kept', () => {
  const files = read({
    ...overlay('  - path: warm.yaml\n'),
    'prod/warm.yaml': patch({ WARM_IP_TARGET: '"7"' }),
  });
  const at = (path: string) => files.find((file) => file.path === `/repo/${path}`)?.cluster.installs[0];
  const warm = (install: Install | undefined) =>
    install?.containers
      .find(({ role }) => role === 'aws-node')
      ?.settings.find(({ name }) => name.value === 'WARM_IP_TARGET');
  const [install] = buildsOf(files).find(({ path }) => path.startsWith('/repo/prod'))?.installs ?? [];
  assert.equal(warm(install), warm(at('prod/warm.yaml')));
  const main = install?.containers.find(({ role }) => role === 'aws-node');
  assert.deepEqual(main?.shadowed, [warm(at('base/aws-node.yaml'))]);
  assert.ok(main?.settings.includes(warm(at('prod/warm.yaml')) ?? assert.fail()));
});

test('the files of a build, and which builds are parts of others', () => {
  const files = { ...overlay('  - path: prefixes.yaml\n'), 'prod/prefixes.yaml': PREFIXES };
  const builds = buildsOf(read(files));
  has(builds, [
    { path: '/repo/base/kustomization.yaml', isTop: false, complete: true },
    { path: '/repo/prod/kustomization.yaml', isTop: true, complete: true },
  ]);
  assert.deepEqual(
    builds.map((one) => [...one.files].map((path) => path.replace('/repo/', ''))),
    [
      ['base/kustomization.yaml', 'base/aws-node.yaml'],
      ['prod/kustomization.yaml', 'base/kustomization.yaml', 'base/aws-node.yaml', 'prod/prefixes.yaml'],
    ],
  );
});

test('patches are applied in order, and images after them', () => {
  const files = {
    ...overlay(
      '  - path: b.yaml\n',
      'patchesStrategicMerge: [a.yaml]\nimages: [{ name: amazon-k8s-cni, newTag: v1.19.2-eksbuild.1 }]\n',
    ),
    'prod/a.yaml': patch({ WARM_IP_TARGET: '"2"', MINIMUM_IP_TARGET: '"20"' }),
    'prod/b.yaml': patch({ WARM_IP_TARGET: '"3"' }),
  };
  const install = only(files, 'prod');
  assert.equal(textOf(install, 'WARM_IP_TARGET'), '3');
  assert.equal(textOf(install, 'MINIMUM_IP_TARGET'), '20');
  assert.equal(install.release, '1.19.2');
});

test('a digest names no release, and another image is not this one', () => {
  const images = (image: string) => only(overlay('', `images: [${image}]\n`), 'prod').release;
  assert.equal(images('{ name: amazon-k8s-cni, digest: "sha256:0123abcd" }'), undefined);
  assert.equal(images('{ name: k8s-cni, newTag: v1.19.2 }'), '1.23.1');
  assert.equal(images('{ name: amazon-k8s-cni, newName: mirror/cni }'), '1.23.1');
});

const $PATCH = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: aws-node, namespace: kube-system }
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - { name: ENABLE_POD_ENI, $patch: delete }
        - { name: aws-eks-nodeagent, $patch: delete }
`;

test('what a patch takes away is no longer set', () => {
  const install = only(overlay(`  - patch: |\n${inline($PATCH)}\n`), 'prod');
  assert.equal(textOf(install, 'ENABLE_POD_ENI'), undefined);
  assert.deepEqual(
    install.containers.map(({ name }) => name.value),
    ['aws-vpc-cni-init', 'aws-node'],
  );
});

test('a whole list in place of another, and arguments as a whole', () => {
  const replaced = $PATCH
    .replace('{ name: ENABLE_POD_ENI, $patch: delete }', '$patch: replace')
    .replace('$patch: delete }', 'args: ["--enable-ipv6=true"] }');
  const install = only(overlay(`  - patch: |\n${inline(replaced)}\n`), 'prod');
  assert.deepEqual(install.containers.find(({ role }) => role === 'aws-node')?.settings, []);
  has(install.containers.find(({ role }) => role === 'aws-eks-nodeagent')?.args, [{ name: 'enable-ipv6' }]);
});

test('variables from elsewhere leave what is not written unknown', () => {
  const withEnvFrom = $PATCH.replace(
    /env:[\s\S]*?- \{ name: aws-eks/,
    'envFrom: [{ configMapRef: { name: cni } }]\n        - { name: aws-eks',
  );
  const install = only(overlay(`  - patch: |\n${inline(withEnvFrom)}\n`), 'prod');
  assert.equal(textOf(install, 'ENABLE_POD_ENI'), 'true');
  assert.equal(textOf(install, 'MAX_ENI'), UNKNOWN);
});

test('a DaemonSet that a patch deletes is not there', () => {
  const deletion = '$patch: delete\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: aws-node }\n';
  const files = { ...overlay('  - path: gone.yaml\n'), 'prod/gone.yaml': deletion };
  assert.deepEqual(build(files, 'prod').installs, []);
});

test('operations of a JSON patch go to the container that they count', () => {
  const install = only(
    jsonPatch(`
- { op: add, path: /spec/template/spec/containers/0/env/-, value: { name: MAX_ENI, value: "4" } }
- { op: replace, path: /spec/template/spec/containers/0/env/1/value, value: "9" }
- { op: remove, path: /spec/template/spec/containers/0/env/2 }
- { op: replace, path: /spec/template/spec/containers/0/image, value: "amazon-k8s-cni:v1.20.0" }
- { op: replace, path: /spec/template/spec/containers/1/args, value: ["--enable-network-policy=true"] }
- { op: add, path: /spec/template/spec/initContainers/0/env, value: [{ name: ENABLE_IPv6, value: "false" }] }
`),
    'prod',
  );
  assert.equal(textOf(install, 'MAX_ENI'), '4');
  assert.equal(textOf(install, 'WARM_IP_TARGET'), '9');
  assert.equal(textOf(install, 'ENABLE_POD_ENI'), undefined);
  assert.equal(textOf(install, 'ENABLE_IPv6', 'aws-vpc-cni-init'), 'false');
  assert.equal(install.release, '1.20.0');
  assert.equal(install.complete, true);
  has(install.containers.find(({ role }) => role === 'aws-eks-nodeagent')?.args, [
    { name: 'enable-network-policy', value: 'true' },
  ]);
});

test('containers of others are counted as well', () => {
  const sidecar = $PATCH.replace(/- name: aws-node\n[\s\S]*/, '- { name: proxy, image: "proxy:1" }\n');
  const count = (index: number) =>
    `  - target: { kind: DaemonSet }\n    patch: |\n      - { op: add, path: /spec/template/spec/containers/${index}/env/-, value: { name: MAX_ENI, value: "4" } }\n`;
  // What a patch adds, stands first.
  const at = (index: number) => only(overlay(`  - patch: |\n${inline(sidecar)}\n${count(index)}`), 'prod');
  assert.equal(textOf(at(0), 'MAX_ENI'), undefined);
  assert.equal(textOf(at(1), 'MAX_ENI'), '4');
});

test('what a JSON patch may have changed is unknown', () => {
  const mode = (operation: string) => {
    const install = only(jsonPatch(operation), 'prod');
    return [textOf(install, 'ENABLE_POD_ENI'), textOf(install, 'MAX_ENI')];
  };
  assert.deepEqual(mode('- { op: replace, path: /spec/template/spec/containers/0/env/7/value, value: x }'), [
    UNKNOWN,
    UNKNOWN,
  ]);
  assert.deepEqual(mode('- { op: replace, path: /spec/template/spec, value: {} }'), [UNKNOWN, UNKNOWN]);
  assert.deepEqual(
    mode('- { op: copy, from: /spec/template/spec/containers/1, path: /spec/template/spec/containers/0 }'),
    [UNKNOWN, UNKNOWN],
  );
  assert.deepEqual(mode('- { op: test, path: /spec/template/spec/containers/0/name, value: aws-node }'), [
    'true',
    undefined,
  ]);
  assert.deepEqual(mode('- { op: add, path: /spec/template/spec/containers/0/resources, value: {} }'), [
    'true',
    undefined,
  ]);
});

test('a patch goes to what its target selects', () => {
  const to = (target: string) =>
    textOf(
      only(
        { ...overlay(`  - { path: p.yaml, target: ${target} }\n`), 'prod/p.yaml': patch({ MAX_ENI: '"4"' }) },
        'prod',
      ),
      'MAX_ENI',
    );
  assert.equal(to('{ kind: DaemonSet, name: aws-node }'), '4');
  assert.equal(to('{ name: aws-.* }'), '4');
  assert.equal(to('{ kind: DaemonSet, name: aws }'), undefined);
  assert.equal(to('{ kind: Deployment }'), undefined);
  assert.equal(to('{ kind: DaemonSet, labelSelector: k8s-app=aws-node }'), UNKNOWN);
  assert.equal(to('{ kind: DaemonSet, name: "(a+)+" }'), UNKNOWN);
});

test('a name with a prefix is known by both names', () => {
  const files = {
    ...overlay('  - path: p.yaml\n'),
    'base/kustomization.yaml': 'resources: [aws-node.yaml]\nnamePrefix: my-\n',
  };
  for (const name of ['aws-node', 'my-aws-node']) {
    const install = only({ ...files, 'prod/p.yaml': PREFIXES.replace('aws-node', name) }, 'prod');
    assert.equal(effective(install, 'ENABLE_PREFIX_DELEGATION'), true, name);
    assert.equal(install.name?.value, 'my-aws-node');
  }
});

test('components change what is there, one after the other', () => {
  const files = {
    ...BASE,
    'prod/kustomization.yaml': 'resources: [../base]\ncomponents: [../prefixes]\n',
    'prefixes/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: p.yaml }]\n',
    'prefixes/p.yaml': PREFIXES,
  };
  assert.equal(effective(only(files, 'prod'), 'ENABLE_PREFIX_DELEGATION'), true);
  assert.equal(build(files, 'prod').complete, true);
  assert.equal(build(files, 'prefixes').isTop, false);
});

test('what is not read makes a build incomplete', () => {
  const complete = (text: string) => build({ ...BASE, 'prod/kustomization.yaml': text }, 'prod').complete;
  assert.equal(complete('resources: [../base]\n'), true);
  // A file that says nothing is not in the index.
  assert.equal(complete('resources: [../base, ../base/service.yaml]\n'), true);
  assert.equal(complete('resources: [../base, ../../elsewhere/service.yaml]\n'), false);
  assert.equal(complete('resources: [../base, ../missing]\n'), false);
  assert.equal(complete('resources: [../base, "https://example.com/more.yaml"]\n'), false);
  assert.equal(complete('resources: [../base]\ngenerators: [plugin.yaml]\n'), false);
  assert.equal(complete('resources: [../base]\ntransformers: [plugin.yaml]\n'), false);
});

test('what may change settings and is not read leaves them unknown', () => {
  const mode = (rest: string) =>
    networkingMode(only({ ...BASE, 'prod/kustomization.yaml': `resources: [../base]\n${rest}` }, 'prod'));
  assert.ok(mode(''));
  assert.equal(mode('components: ["github.com/acme/components//cni?ref=v1"]\n'), undefined);
  assert.equal(mode('transformers: [plugin.yaml]\n'), undefined);
  assert.equal(mode('replacements: [{ targets: [{ select: { kind: DaemonSet } }] }]\n'), undefined);
  assert.ok(mode('replacements: [{ targets: [{ select: { kind: Certificate } }] }]\n'));
  assert.equal(mode('patches: [{ path: ../../elsewhere.yaml }]\n'), undefined);
  assert.ok(mode('patches: [{ path: ../../elsewhere.yaml, target: { kind: Deployment } }]\n'));
});

test('a patch for what comes from an address is all that is known of it', () => {
  const remote =
    'resources: ["https://example.com/aws-node.yaml"]\npatchesStrategicMerge: [p.yaml, q.yaml]\n';
  const files = {
    'prod/kustomization.yaml': remote,
    'prod/p.yaml': PREFIXES,
    'prod/q.yaml': patch({ MAX_ENI: '"4"' }),
  };
  const install = only(files, 'prod');
  assert.equal(effective(install, 'ENABLE_PREFIX_DELEGATION'), true);
  assert.equal(textOf(install, 'MAX_ENI'), '4');
  assert.equal(effective(install, 'ENABLE_POD_ENI'), UNKNOWN);
});

test('circles and references out of the workspace end', () => {
  const builds = buildsOf(
    read({
      'a/kustomization.yaml': 'resources: [../b, ../a]\n',
      'b/kustomization.yaml': 'resources: [../a, ../../../../../..]\n',
    }),
  );
  has(builds, [
    { complete: false, isTop: false, installs: [] },
    { complete: false, isTop: false, installs: [] },
  ]);
});

const release = (values: string, more = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cni, namespace: kube-system }
spec:
${more}  values:
${values}`;
const CHART = '  chart: { spec: { chart: aws-vpc-cni, version: 1.19.2 } }\n';

test('values of a chart are merged key by key', () => {
  const files = (patch: string) => ({
    'base/kustomization.yaml': 'resources: [release.yaml]\n',
    'base/release.yaml': release('    env: { ENABLE_PREFIX_DELEGATION: "true", MAX_ENI: "4" }\n', CHART),
    'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n',
    'prod/p.yaml': patch,
  });
  const values = release('    env: { MAX_ENI: "8", WARM_IP_TARGET: "5", ENABLE_PREFIX_DELEGATION: null }\n');
  const install = only(files(values), 'prod');
  assert.equal(textOf(install, 'MAX_ENI'), '8');
  assert.equal(textOf(install, 'WARM_IP_TARGET'), '5');
  assert.equal(textOf(install, 'ENABLE_PREFIX_DELEGATION'), 'false');
  assert.equal(install.release, '1.19.2');
  // Of another release.
  const other = only(files(values.replace('name: cni', 'name: other')), 'prod');
  assert.equal(textOf(other, 'MAX_ENI'), '4');
  // What its values are then, nobody knows.
  const from = only(
    files(release('    env: { MAX_ENI: "8" }\n', '  valuesFrom: [{ kind: ConfigMap, name: a }]\n')),
    'prod',
  );
  assert.equal(textOf(from, 'MAX_ENI'), UNKNOWN);
});

test('any patch of what a chart comes to leaves its values unknown', () => {
  const chart = 'helmCharts: [{ name: aws-vpc-cni, valuesInline: { env: { MAX_ENI: "4" } } }]\n';
  const inflated = (patches: string) =>
    textOf(only({ 'prod/kustomization.yaml': chart + patches, 'prod/p.yaml': PREFIXES }, 'prod'), 'MAX_ENI');
  assert.equal(inflated(''), '4');
  assert.equal(inflated('patches: [{ path: p.yaml }]\n'), UNKNOWN);
  assert.equal(inflated('patches: [{ path: p.yaml, target: { kind: Deployment } }]\n'), '4');
});

test('bases and components that are taken in again and again are read once', () => {
  const files: Record<string, string> = { ...BASE };
  for (let i = 0; i < 30; i++) {
    const next = i === 29 ? '../base' : `../b${i + 1}`;
    files[`b${i}/kustomization.yaml`] = `resources: [${next}, ./${next}, ${next}/]\n`;
    files[`c${i}/kustomization.yaml`] =
      `kind: Component\ncomponents: [../c${i + 1}, ./../c${i + 1}, ../c${i + 1}/]\n`;
  }
  files['c30/kustomization.yaml'] = 'kind: Component\npatches: [{ path: p.yaml }]\n';
  files['c30/p.yaml'] = PREFIXES;
  files['prod/kustomization.yaml'] = 'resources: [../b0]\ncomponents: [../c0]\n';
  assert.equal(effective(only(files, 'prod'), 'ENABLE_PREFIX_DELEGATION'), true);
});

test("patches go on top of upstream's manifest", () => {
  const install = only(
    {
      'prod/kustomization.yaml':
        'resources: ["https://raw.githubusercontent.com/aws/amazon-vpc-cni-k8s/v1.18.5/config/master/aws-k8s-cni.yaml"]\npatches: [{ path: p.yaml }]\n',
      'prod/p.yaml': $PATCH.replace('ENABLE_POD_ENI', 'WARM_ENI_TARGET').replace(/^.*agent.*$/m, ''),
    },
    'prod',
  );
  assert.equal(textOf(install, 'ENABLE_PREFIX_DELEGATION'), 'false');
  // The manifest sets it to 1, and the patch takes it away.
  assert.equal(textOf(install, 'WARM_ENI_TARGET'), undefined);
  assert.equal(install.release, '1.18.5');
  assert.equal(install.complete, true);
});
