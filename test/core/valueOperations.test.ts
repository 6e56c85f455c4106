import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effective, textOf, UNKNOWN } from '../../server/src/core/model/effective.js';
import type { Install } from '../../server/src/core/model/facts.js';
import { agentFlag } from '../../server/src/core/model/nodeAgent.js';
import { checkFix, rulesIn } from '../support/check.js';
import { checkFiles, type Files, linksIn, workspaceOf } from '../support/checkFiles.js';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cni, namespace: kube-system }
spec:
  chart: { spec: { chart: aws-vpc-cni, version: 1.19.2 } }
  values:
    env: { ENABLE_POD_ENI: "true", WARM_IP_TARGET: 5, MINIMUM_IP_TARGET: 20 }
    init: { env: { DISABLE_TCP_EARLY_DEMUX: "true" } }
`;
const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: cni, namespace: argocd }
spec:
  source:
    chart: aws-vpc-cni
    targetRevision: 1.19.2
    helm:
      parameters: [{ name: env.MAX_ENI, value: "3" }]
      valuesObject: { env: { WARM_IP_TARGET: "5", MAX_ENI: "2" } }
`;

const files = (operations: string, base = RELEASE, kind = 'HelmRelease'): Files => ({
  'base/kustomization.yaml': 'resources: [release.yaml]\n',
  'base/release.yaml': base,
  'prod/kustomization.yaml': `resources: [../base]
patches:
  - target: { kind: ${kind}, name: cni }
    patch: |-
${operations.trim().replace(/^(#?)/gm, '$1      ')}
`,
});

function built(operations: string, base?: string, kind?: string): Install {
  const { analyses } = workspaceOf(files(operations, base, kind));
  const [install, ...others] = analyses.get('prod/kustomization.yaml')?.cluster.installs ?? [];
  assert.ok(install && others.length === 0);
  return install;
}

test('operations on values of the chart', () => {
  const install = built(`
- { op: add, path: /spec/values/env/AWS_VPC_ENI_MTU, value: "1500" }
- { op: replace, path: /spec/values/env/WARM_IP_TARGET, value: 7 }
- { op: remove, path: /spec/values/env/ENABLE_POD_ENI }
- { op: replace, path: /spec/values/init/env/DISABLE_TCP_EARLY_DEMUX, value: "false" }
- { op: add, path: /spec/values/enableNetworkPolicy, value: "true" }
- { op: add, path: /spec/values/tolerations, value: [] }
`);
  assert.equal(textOf(install, 'AWS_VPC_ENI_MTU'), '1500');
  assert.equal(textOf(install, 'WARM_IP_TARGET'), '7');
  assert.equal(textOf(install, 'MINIMUM_IP_TARGET'), '20');
  // As the chart sets it.
  assert.equal(textOf(install, 'ENABLE_POD_ENI'), 'false');
  assert.equal(textOf(install, 'DISABLE_TCP_EARLY_DEMUX', 'aws-vpc-cni-init'), 'false');
  assert.equal(agentFlag(install, 'enable-network-policy'), true);
  assert.deepEqual([install.complete, install.release], [true, '1.19.2']);
  assert.deepEqual(
    install.layers?.map(({ form }) => form),
    ['chart', 'chart'],
  );
});

test('a value in an operation is judged where it stands', () => {
  checkFiles(
    files(`
- op: add
  path: /spec/values/env/AWS_VPC_ENI_MTU
  value: "9100"
#        ^^^^^^ error fatal-value: "9100" is above 9001, the most allowed; aws-node exits when it starts. Write "9001".
- op: add
  path: /spec/values/env/WARM_IP_TARGTE
#                        ^^^^^^^^^^^^^^ warning unknown-variable: aws-node never reads "WARM_IP_TARGTE": the plugin has no such variable. Did you mean WARM_IP_TARGET?
  value: "2"
- op: add
  path: /spec/values/nodeAgent/metricsBindAddr
  value: "8162"
`),
  );
});

test('a JSON patch of values in a file is judged where its words are those of the plugin', () => {
  const text = (value: string, name = 'AWS_VPC_ENI_MTU') =>
    `- { op: add, path: /spec/values/env/${name}, value: ${value} }\n`;
  checkFix(text('"9100"'), 'Write "9001"', text('"9001"'));
  checkFix(
    text('"2"', 'WARM_IP_TARGTE') + text('"2"', 'MINIMUM_IP_TARGET'),
    'Rename to WARM_IP_TARGET',
    text('"2"', 'WARM_IP_TARGET') + text('"2"', 'MINIMUM_IP_TARGET'),
  );
  // Values of the chart may be numbers.
  assert.deepEqual(rulesIn(text('1500')), []);
  assert.deepEqual(rulesIn(text('5', 'CLUSTER_NAME')), []);
});

test('what is not read makes only that unknown which it touches', () => {
  const known = (operation: string) => {
    const install = built(operation);
    return [
      textOf(install, 'ENABLE_POD_ENI'),
      textOf(install, 'MAX_ENI'),
      textOf(install, 'DISABLE_TCP_EARLY_DEMUX', 'aws-vpc-cni-init'),
      install.release,
    ];
  };
  const BASE = ['true', undefined, 'true', '1.19.2'];
  const at = (path: string) => `- { op: replace, path: /spec/${path}, value: { a: b } }`;
  assert.deepEqual(known(at('values/resources')), BASE);
  assert.deepEqual(known(at('values/env/ENABLE_POD_ENI/a')), [UNKNOWN, ...BASE.slice(1)]);
  assert.deepEqual(known('- { op: copy, from: /spec/values/a, path: /spec/values/env/MAX_ENI }'), [
    'true',
    UNKNOWN,
    ...BASE.slice(2),
  ]);
  assert.deepEqual(known('- { op: move, from: /spec/values/env/ENABLE_POD_ENI, path: /spec/values/a }'), [
    'false',
    ...BASE.slice(1),
  ]);
  assert.deepEqual(known('- { op: test, path: /spec/values/env/ENABLE_POD_ENI, value: "false" }'), BASE);
  assert.deepEqual(known(at('values/init')), ['true', undefined, UNKNOWN, '1.19.2']);
  assert.deepEqual(known(at('values/extraEnv')), [UNKNOWN, UNKNOWN, 'true', '1.19.2']);
  assert.deepEqual(known(at('values/image')), [...BASE.slice(0, 3), undefined]);
  assert.deepEqual(known(at('chart/spec/version')), [...BASE.slice(0, 3), undefined]);
  for (const all of ['values', 'valuesFrom', 'postRenderers', 'chart'])
    assert.deepEqual(known(at(all)), [UNKNOWN, UNKNOWN, UNKNOWN, '1.19.2'], all);
});

test('a whole map, one more variable, an image, another version of the chart', () => {
  const map = built('- { op: replace, path: /spec/values/env, value: { MAX_ENI: "4" } }');
  assert.deepEqual([textOf(map, 'MAX_ENI'), textOf(map, 'ENABLE_POD_ENI')], ['4', 'false']);
  const more = built('- { op: add, path: /spec/values/extraEnv/-, value: { name: MAX_ENI, value: "4" } }');
  assert.deepEqual([textOf(more, 'MAX_ENI'), textOf(more, 'ENABLE_POD_ENI')], ['4', 'true']);
  const release = (operation: string) => built(operation).release;
  assert.equal(release('- { op: add, path: /spec/values/image/tag, value: v1.18.0 }'), '1.18.0');
  assert.equal(release('- { op: replace, path: /spec/chart/spec/version, value: 1.20.0 }'), '1.20.0');
  assert.equal(release('- { op: replace, path: /spec/chart/spec/version, value: "1.x" }'), undefined);
  const off = built('- { op: add, path: /spec/values/nodeAgent/enabled, value: false }');
  assert.equal(effective(off, 'NETWORK_POLICY_ENFORCING_MODE'), UNKNOWN);
  assert.equal(textOf(off, 'ENABLE_POD_ENI'), 'true');
});

test('values of an Application, where parameters count first', () => {
  const on = (path: string, value: string) =>
    built(`- { op: replace, path: ${path}, value: ${value} }`, APPLICATION, 'Application');
  const own = '/spec/source/helm/valuesObject/env';
  assert.equal(textOf(on(`${own}/WARM_IP_TARGET`, '"7"'), 'WARM_IP_TARGET'), '7');
  assert.equal(textOf(on(`${own}/MAX_ENI`, '"7"'), 'MAX_ENI'), '3');
  const source = on('/spec/sources/1/helm/valuesObject/env/WARM_IP_TARGET', '"7"');
  assert.deepEqual([textOf(source, 'WARM_IP_TARGET'), textOf(source, 'MAX_ENI')], [UNKNOWN, '3']);
  assert.equal(on('/spec/source/targetRevision', '1.20.0').release, '1.20.0');
});

test('network policies that a patch turns on are on for the controller as well', () => {
  const json = '- { op: add, path: /spec/values/enableNetworkPolicy, value: "true" }';
  checkFiles(files(json));
  checkFiles({
    ...files(json),
    'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n',
    'prod/p.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cni, namespace: kube-system }
spec:
  values:
    enableNetworkPolicy: "true"
`,
  });
});

const DAEMON_SET = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: aws-node, namespace: kube-system }
spec:
  selector: { matchLabels: { k8s-app: aws-node } }
  template:
    metadata: { labels: { k8s-app: aws-node } }
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.20.0
          env:
            - { name: ENABLE_IPv4, value: "true" }
            - { name: ENABLE_POD_ENI, value: "false" }
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.2.0
          args: [--enable-ipv6=false, --enable-network-policy=false, --log-level=info]
`;
const onDaemonSet = (operations: string, base = DAEMON_SET): Files => {
  const found = files(operations, base, 'DaemonSet');
  const kustomization = found['prod/kustomization.yaml'] ?? '';
  return { ...found, 'prod/kustomization.yaml': kustomization.replace('name: cni', 'name: aws-node') };
};

test('arguments of the node agent go by their positions', () => {
  const args = (operation: string, base?: string) => {
    const { analyses } = workspaceOf(onDaemonSet(operation, base));
    const [install] = analyses.get('prod/kustomization.yaml')?.cluster.installs ?? [];
    const agent = install?.containers.find(({ role }) => role === 'aws-eks-nodeagent');
    return [
      agent?.complete,
      ...(agent?.args ?? []).map(({ name, value, open }) => (open ? `${name}?` : `${name}=${value}`)),
    ];
  };
  const at = (op: string, index: number | string, value = '--enable-network-policy=true') =>
    `- { op: ${op}, path: /spec/template/spec/containers/1/args/${index}, value: ${value} }`;
  const [V6, OFF, ON, INFO] = [
    'enable-ipv6=false',
    'enable-network-policy=false',
    'enable-network-policy=true',
    'log-level=info',
  ];
  assert.deepEqual(args(at('replace', 1)), [true, V6, ON, INFO]);
  assert.deepEqual(args(at('remove', 1)), [true, V6, INFO]);
  assert.deepEqual(args(at('add', 0, '--metrics-bind-addr=:1')), [
    true,
    'metrics-bind-addr=:1',
    V6,
    OFF,
    INFO,
  ]);
  assert.deepEqual(args(at('add', '-')), [true, V6, OFF, INFO, ON]);
  // Which one makes way is not known.
  const all = ['enable-ipv6?', 'enable-network-policy?', 'log-level?'];
  assert.deepEqual(args(at('replace', 7)), [false, ...all]);
  const uncounted = DAEMON_SET.replace('args: [', 'args: [run, ');
  assert.deepEqual(args(at('replace', 1, '--metrics-bind-addr=:1'), uncounted), [
    false,
    ...all,
    'metrics-bind-addr=:1',
  ]);
});

test('a variable that a patch adds to a list that has it', () => {
  const drawn = onDaemonSet(`
- op: add
  path: /spec/template/spec/containers/0/env/-
  value:
    name: ENABLE_POD_ENI
#         ^^^^^^^^^^^^^^ warning duplicate-variable: ENABLE_POD_ENI is in the list already, below this patch: the list has it twice then, and the last value counts. Change the value that is there, or take one of the two out.
    value: "false"
`);
  checkFiles(drawn);
  assert.deepEqual(
    linksIn(
      onDaemonSet(`
- op: add
  path: /spec/template/spec/containers/0/env/-
  value: { name: ENABLE_POD_ENI, value: "false" }
`),
    ).filter((line) => line.includes('duplicate-variable')),
    ['prod/kustomization.yaml:7 duplicate-variable → base/release.yaml:14 It is set here already.'],
  );
});
