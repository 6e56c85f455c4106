import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeOurs } from '../../server/src/core/carriers/marks.js';
import type { Facts } from '../../server/src/core/model/facts.js';
import { NO_FACTS } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';
import { has } from '../support/has.js';
import { indented } from '../support/karpenter.js';

const read = (text: string): Facts => analyzed(text).documents[0]?.facts ?? NO_FACTS;

/** A DaemonSet whose pods have these fields. */
const daemonSet = (pod: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: log-shipper
spec:
  selector:
    matchLabels: {app: log-shipper}
  template:
    spec:
${pod.trim().replace(/^/gm, '      ')}
      containers:
        - name: shipper
          image: example.com/shipper:1.2.3
`;

const runsEverywhere = (pod: string): boolean | undefined => read(daemonSet(pod)).nodeDaemons[0]?.everyNode;

const required = (expressions: string): string => `
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
${expressions.trim().replace(/^/gm, '            ')}`;

test('a DaemonSet takes a place on every node, tolerations or not', () => {
  const text = daemonSet('tolerations:\n  - operator: Exists');
  const [daemon] = read(text).nodeDaemons;
  assert.deepStrictEqual(
    { ...daemon, span: undefined, name: daemon?.name?.value },
    { span: undefined, name: 'log-shipper', hostNetwork: false, everyNode: true },
  );
});

test('pods with the network of the node', () => {
  assert.equal(read(daemonSet('hostNetwork: true')).nodeDaemons[0]?.hostNetwork, true);
  assert.equal(read(daemonSet('hostNetwork: false')).nodeDaemons[0]?.hostNetwork, false);
});

test('a selector for Linux lets in every node', () => {
  assert.equal(runsEverywhere('nodeSelector:\n  kubernetes.io/os: linux'), true);
  assert.equal(runsEverywhere('nodeSelector:\n  kubernetes.io/os: windows'), false);
  assert.equal(runsEverywhere('nodeSelector:\n  kubernetes.io/os: linux\n  disk: ssd'), false);
  assert.equal(runsEverywhere('nodeSelector: {}'), true);
  assert.equal(runsEverywhere('nodeSelector:'), true);
});

test('an affinity that every EC2 node fulfils', () => {
  const both = '- {key: kubernetes.io/arch, operator: In, values: [amd64, arm64]}';
  assert.equal(
    runsEverywhere(required(`- {key: kubernetes.io/os, operator: In, values: [linux]}\n${both}`)),
    true,
  );
  assert.equal(
    runsEverywhere(
      required('- {key: eks.amazonaws.com/compute-type, operator: NotIn, values: [fargate, hybrid]}'),
    ),
    true,
  );
  assert.equal(
    runsEverywhere(required('- {key: kubernetes.io/os, operator: NotIn, values: [windows]}')),
    true,
  );
});

test('an affinity for some nodes', () => {
  assert.equal(runsEverywhere(required('- {key: kubernetes.io/arch, operator: In, values: [arm64]}')), false);
  assert.equal(runsEverywhere(required('- {key: gpu, operator: Exists}')), false);
  assert.equal(
    runsEverywhere(required('- {key: kubernetes.io/os, operator: NotIn, values: [linux]}')),
    false,
  );
});

test('of several terms one has to hold', () => {
  const first = required('- {key: gpu, operator: Exists}');
  const second =
    '        - matchExpressions:\n            - {key: kubernetes.io/os, operator: In, values: [linux]}';
  assert.equal(runsEverywhere(`${first}\n${second}`), true);
});

test('a patch, and a template, tell nothing', () => {
  const patch = daemonSet('hostNetwork: true').replace(/ +image: .*\n/, '');
  assert.deepStrictEqual(read(patch).nodeDaemons, []);
  assert.deepStrictEqual(read(daemonSet('hostNetwork: ${HOST_NETWORK}')).nodeDaemons, []);
  assert.deepStrictEqual(read(daemonSet('{{- toYaml .Values.pod | nindent 6 }}')).nodeDaemons, []);
});

test('aws-node is none of them', () => {
  assert.deepStrictEqual(
    read(daemonSet('hostNetwork: true').replace('log-shipper', 'aws-node')).nodeDaemons,
    [],
  );
});

test('types that pods ask for, and keep away from', () => {
  for (const [kind, wrap] of [
    ['Pod', (pod: string) => `spec:\n${pod.replace(/^/gm, '  ')}`],
    ['Deployment', (pod: string) => `spec:\n  template:\n    spec:\n${pod.replace(/^/gm, '      ')}`],
    [
      'CronJob',
      (pod: string) =>
        `spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n${pod.replace(/^/gm, '          ')}`,
    ],
  ] as const) {
    const pod = `nodeSelector:
  node.kubernetes.io/instance-type: "m5.large"${required(`
- {key: node.kubernetes.io/instance-type, operator: In, values: [c5.large]}
- {key: node.kubernetes.io/instance-type, operator: NotIn, values: [t3.nano]}`)}`;
    const text = `kind: ${kind}\nmetadata:\n  name: shop\n${wrap(pod)}`;
    const { instanceTypes, nodeGroups } = read(text);
    assert.deepStrictEqual(
      instanceTypes.map(({ value }) => value),
      ['m5.large', 'c5.large', 't3.nano'],
      kind,
    );
    assert.deepStrictEqual(nodeGroups, []);
  }
});

test('pods without a word about nodes are foreign', () => {
  const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 3\n';
  assert.equal(read(text), NO_FACTS);
});

/** A workload of each kind with these pods. */
const KINDS: readonly (readonly [kind: string, wrap: (metadata: string, pod: string) => string])[] = [
  [
    'Pod',
    (metadata, pod) =>
      `metadata:\n  name: shop\n  namespace: prod\n${indented(metadata, 2)}spec:\n${indented(pod, 2)}`,
  ],
  [
    'CronJob',
    (metadata, pod) =>
      `${HEAD}spec:\n  jobTemplate:\n    spec:\n      template:\n        metadata:\n${indented(metadata, 10)}        spec:\n${indented(pod, 10)}`,
  ],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'Rollout'].map(
    (kind) =>
      [
        kind,
        (metadata: string, pod: string) =>
          `${HEAD}spec:\n  selector: {matchLabels: {app: shop}}\n  template:\n    metadata:\n${indented(metadata, 6)}    spec:\n${indented(pod, 6)}`,
      ] as const,
  ),
];
const HEAD = 'metadata:\n  name: shop\n  namespace: prod\n  labels: {app: not-of-the-pods}\n';
const METADATA = 'labels:\n  app: shop\n  tier: "web"\n';
const POD = 'serviceAccountName: shop-runner\ncontainers:\n  - name: app\n    image: example.com/app:1\n';

const of = (kind: string, metadata = METADATA, pod = POD): string =>
  `kind: ${kind}\n${KINDS.find(([name]) => name === kind)?.[1](metadata, pod)}`;

test('what runs pods, in each kind: the labels of the pods, their namespace and their account', () => {
  for (const [kind] of KINDS) {
    const text = of(kind);
    const { workloads } = read(text);
    has(workloads, [
      {
        kind,
        name: { value: 'shop' },
        namespace: { value: 'prod' },
        serviceAccount: { value: 'shop-runner' },
        labels: [
          { key: { value: 'app' }, value: { value: 'shop', quoted: false } },
          { key: { value: 'tier' }, value: { value: 'web', quoted: true } },
        ],
        annotations: [],
        hostNetwork: false,
        probes: [],
        complete: true,
      },
    ]);
    const [, tier] = workloads[0]?.labels ?? [];
    assert.equal(text.slice(tier?.value.span.start, tier?.value.span.end), '"web"', kind);
  }
});

test('workloads of a list, and of JSON', () => {
  const json =
    '{"kind": "Pod", "metadata": {"name": "one", "labels": {"app": "shop"}}, "spec": {"containers": [{"image": "a:1"}]}}';
  has(read(json).workloads, [
    { name: { value: 'one' }, labels: [{ value: { value: 'shop' } }], complete: true },
  ]);
  has(read(`{"kind": "List", "items": [${json}, ${json.replace('one', 'two')}]}`).workloads, [
    { name: { value: 'one' } },
    { name: { value: 'two' } },
  ]);
});

test('what says nothing of pods is no workload', () => {
  // Volcano has a Job of its own; a Rollout may refer to a Deployment.
  assert.deepStrictEqual(
    read('kind: Job\nspec:\n  tasks:\n    - template: {spec: {containers: []}}\n').workloads,
    [],
  );
  assert.deepStrictEqual(
    read('kind: Rollout\nspec:\n  workloadRef: {kind: Deployment, name: shop}\n  template:\n').workloads,
    [],
  );
});

test('documents that only name a kind of workload are never parsed', () => {
  const names =
    'kind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: shop\n';
  assert.ok(!mayBeOurs(names));
  assert.ok(mayBeOurs(of('Rollout')));
});

test('the old name of the account, and none', () => {
  const account = (pod: string) => read(of('Deployment', METADATA, pod)).workloads[0]?.serviceAccount?.value;
  assert.equal(account(POD.replace('serviceAccountName', 'serviceAccount')), 'shop-runner');
  assert.equal(account(`serviceAccount: other\n${POD}`), 'shop-runner');
  for (const none of ['serviceAccountName: ""', 'serviceAccountName:', 'dnsPolicy: Default'])
    assert.equal(
      read(of('Deployment', METADATA, POD.replace(/^.*\n/, `${none}\n`))).workloads[0]?.serviceAccount,
      undefined,
    );
});

test('annotations of ours, and no others', () => {
  const annotations =
    'annotations:\n  k8s.v1.cni.cncf.io/networks: storage\n  k8s.amazonaws.com/nicConfig: multi-nic-attachment\n  vpc.amazonaws.com/pod-eni: x\n  prometheus.io/scrape: "true"\n';
  assert.deepStrictEqual(
    read(of('Deployment', METADATA + annotations)).workloads[0]?.annotations.map(({ key }) => key.value),
    ['k8s.v1.cni.cncf.io/networks', 'k8s.amazonaws.com/nicConfig', 'vpc.amazonaws.com/pod-eni'],
  );
});

test('pods with the network of the node, as a workload', () => {
  const host = (value: string) =>
    read(of('Deployment', METADATA, `hostNetwork: ${value}\n${POD}`)).workloads[0]?.hostNetwork;
  assert.equal(host('true'), true);
  assert.equal(host('false'), false);
  assert.equal(host('${HOST_NETWORK}'), false);
});

test('probes by connection, of sidecars too', () => {
  const text = of(
    'Deployment',
    METADATA,
    `
initContainers:
  - name: sidecar
    image: example.com/sidecar:1
    restartPolicy: Always
    startupProbe: {tcpSocket: {port: 80}}
containers:
  - name: app
    image: example.com/app:1
    livenessProbe: {exec: {command: [ls]}}
    readinessProbe:
      httpGet:
        path: /ready
        port: 80
  - name: other
    image: example.com/other:1
    livenessProbe: {grpc: {port: 81}}
    readinessProbe: {httpGet: {host: 127.0.0.1, port: 82}}
    startupProbe: {tcpSocket: }
`.trimStart(),
  );
  assert.deepStrictEqual(
    read(text).workloads[0]?.probes.map(({ span, kind }) => `${text.slice(span.start, span.end)} ${kind}`),
    ['startupProbe tcpSocket', 'readinessProbe httpGet', 'livenessProbe grpc'],
  );
});

test('a patch, a template and labels left open are not all there is', () => {
  const complete = (text: string) => read(text).workloads[0]?.complete;
  const whole = of('Deployment');
  assert.equal(complete(whole), true);
  assert.equal(complete(whole.replace(/ +image: .*\n/, '')), false, 'no image');
  assert.equal(complete(whole.replace(/ +selector: .*\n/, '')), false, 'no selector');
  assert.equal(
    complete(whole.replace('app: shop\n', '$patch: replace\n        app: shop\n')),
    false,
    '$patch',
  );
  assert.equal(complete(whole.replace('app: shop\n', '${KEY}: shop\n')), false, 'a key left open');
  assert.equal(
    complete(whole.replace(/labels:\n.*\n.*\n( +spec)/, 'labels: ${LABELS}\n$1')),
    false,
    'labels left open',
  );
  assert.equal(complete(whole.replace('app: shop\n', '{{ include "labels" . }}\n')), false, 'a template');
  assert.equal(complete(whole.replace('app: shop\n', 'app: [shop\n')), false, 'a text that cannot be read');
  const open = read(whole.replace('app: shop\n', 'app: ${APP}\n')).workloads[0];
  assert.equal(open?.complete, true);
  assert.equal(open?.labels[0]?.value.value, undefined);
});
