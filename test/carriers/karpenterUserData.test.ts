import assert from 'node:assert/strict';
import { test } from 'node:test';
import { has } from '../support/has.js';
import { AL2023, counts, indented, nodeClass, read } from '../support/karpenter.js';

const nodeConfig = (kubelet: string): string =>
  `apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  cluster:\n    cidr: 10.100.0.0/16\n  kubelet:\n${indented(kubelet, 4)}\n`;

const data = (text: string, header = '|'): string => `userData: ${header}\n${indented(text, 2)}`;

const mime = (...parts: string[]): string =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n${parts.map((part) => `--//\nContent-Type: application/node.eks.aws\n\n${part}\n`).join('')}--//--\n`;

test('since v1 Karpenter writes its own number over that of the user data', () => {
  const own = data(nodeConfig('config:\n  maxPods: 58\nmaxPodsExpression: max_pods'));
  assert.deepEqual(counts(AL2023 + own), [[], ['maxPods 58', 'maxPodsExpression expression max_pods']]);
  assert.deepEqual(counts(`${AL2023}kubelet:\n  maxPods: 20\n${own}`)[0], ['maxPods 20']);
});

test('before, the number of the user data won, and its expression did not', () => {
  const own = data(nodeConfig('config:\n  maxPods: 58\nmaxPodsExpression: max_pods'));
  assert.deepEqual(counts(`amiFamily: AL2023\n${own}`, 'v1beta1'), [
    ['maxPods 58'],
    ['maxPodsExpression expression max_pods'],
  ]);
});

test('a flag of kubelet beats all that is configured', () => {
  const own = data(nodeConfig('flags:\n  - --v=2\n  - --max-pods=70\nconfig:\n  maxPods: 58'));
  assert.deepEqual(counts(`${AL2023}kubelet:\n  maxPods: 20\n${own}`), [
    ['--max-pods 70', 'maxPods 20'],
    ['maxPods 58'],
  ]);
});

test('of several NodeConfigs the last counts, in a message or one after the other', () => {
  const first = nodeConfig('config:\n  maxPods: 20');
  const second = nodeConfig('config:\n  maxPods: 30');
  for (const text of [mime(first, second), `${first}---\n${second}`])
    assert.deepEqual(counts(`amiFamily: AL2023\n${data(text)}`, 'v1beta1')[0], ['maxPods 30', 'maxPods 20']);
});

test('the family Custom is left alone', () => {
  const own = data(nodeConfig('maxPodsExpression: max_pods'));
  assert.deepEqual(counts(`amiFamily: Custom\nkubelet:\n  maxPods: 20\n${own}`), [
    ['maxPodsExpression expression max_pods', 'maxPods 20'],
    [],
  ]);
});

test('settings of Bottlerocket', () => {
  const bottlerocket = 'amiSelectorTerms:\n  - alias: bottlerocket@latest\n';
  for (const toml of [
    '[settings.kubernetes]\nkube-api-qps = 30\nmax-pods = 110\n',
    'settings.kubernetes.max-pods = 110\n',
  ])
    assert.deepEqual(counts(bottlerocket + data(toml)), [[], ['max-pods 110']]);
  assert.deepEqual(counts(`amiFamily: Custom\n${data('[settings.kubernetes]\nmax-pods = 110\n')}`)[0], [
    'max-pods 110',
  ]);
  assert.deepEqual(counts(bottlerocket + data('[settings.kubernetes]\n# max-pods = 110\n')), [[], []]);
  const table =
    '[settings]\nmotd = "x"\n[ settings . "kubernetes" ]\nmax-pods = 110 # dense\n[settings.host]\nx = 1\n';
  assert.deepEqual(counts(bottlerocket + data(table)), [[], ['max-pods 110']]);
});

test('numbers in TOML that are not plainly those of kubelet', () => {
  const bottlerocket = 'amiSelectorTerms:\n  - alias: bottlerocket@latest\n';
  for (const toml of [
    '[settings.kubernetes]\nx = 1\n[other]\nmax-pods = 500\n',
    '[settings.kubernetes]\nx = """\nmax-pods = 500\n"""\n',
    "[settings]\nmotd = '''\n[settings.kubernetes]\nmax-pods = 500\n'''\n",
    '[settings.kubernetes]\nmax-pods = 500\nmax-pods = 110\n',
    '[settings]\nkubernetes = { max-pods = 500 }\n',
    '[settings.kubernetes]\nmax-pods = "500"\n',
    '[settings.kubernetes]\nmax-pods = 110\n[settings.bootstrap-commands.x]\ncommands = [["apiclient", "set", "kubernetes.max-pods=500"]]\n',
  ])
    assert.deepEqual(counts(bottlerocket + data(toml)), [[], ['max-pods undefined']], toml);
});

test('parts of a message: only those for nodeadm are read', () => {
  const config = nodeConfig('config:\n  maxPods: 58');
  const message = (...parts: readonly (readonly [type: string | undefined, text: string])[]) =>
    counts(
      `amiFamily: Custom\n${data(
        `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n${parts
          .map(
            ([type, text]) =>
              `--//\nMIME-Version: 1.0\n${type ? `Content-Type: ${type}; charset="us-ascii"\n` : ''}\n${text}\n`,
          )
          .join('')}--//--\n`,
      )}`,
    )[0];
  const NODE_CONFIG = 'application/node.eks.aws';
  assert.deepEqual(message([NODE_CONFIG, `---\n${config}`]), ['maxPods 58']);
  assert.deepEqual(message([undefined, config]), ['maxPods 58']);
  assert.deepEqual(message(['text/x-shellscript', config]), ['--max-pods undefined']);
  assert.deepEqual(message(['text/x-shellscript', `cat <<EOF\n---\n${config}---\nEOF`]), [
    '--max-pods undefined',
  ]);
  assert.deepEqual(message([NODE_CONFIG, config], ['text/x-shellscript', '#!/bin/bash\necho ready']), [
    'maxPods 58',
  ]);
  for (const script of [
    "jq '.maxPods=500' /etc/kubernetes/kubelet/config.json",
    "sed -i 's/--max-pods=58//' /etc/systemd/system/kubelet.service",
  ])
    assert.deepEqual(message([NODE_CONFIG, config], ['text/x-shellscript', script]), [
      '--max-pods undefined',
      'maxPods 58',
    ]);
});

test('start-up scripts, where the number is plain', () => {
  const al2 = 'amiSelectorTerms:\n  - alias: al2@latest\n';
  const script = (flag: string) =>
    data(`#!/bin/bash\n/etc/eks/bootstrap.sh dev --kubelet-extra-args '${flag}'\n`);
  assert.deepEqual(counts(al2 + script('--max-pods=110'))[0], ['--max-pods 110']);
  assert.deepEqual(counts(al2 + script('--max-pods=$PODS'))[0], ['--max-pods undefined']);
  assert.deepEqual(counts(al2 + script('--node-labels=a=b'))[0], []);
});

test('service CIDRs of NodeConfigs in user data', () => {
  const text = nodeClass(AL2023 + data(nodeConfig('config: {}')));
  const [cidr, ...others] = read(text).cidrs;
  assert.ok(cidr && others.length === 0);
  has(cidr, { role: 'service', field: 'spec.cluster.cidr', text: { value: '10.100.0.0/16' } });
  assert.equal(text.slice(cidr.text.span.start, cidr.text.span.end), '10.100.0.0/16');
});

test('user data in another form, or none at all', () => {
  for (const userData of [
    'userData: ""',
    'userData: 5',
    'userData: {a: b}',
    'userData: |',
    'userData: "{{ .Values.x }}"',
  ])
    assert.deepEqual(counts(AL2023 + userData), [[], []], userData);
});
