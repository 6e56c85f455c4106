import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveEnv, removeEnv, setEnv, setEnvs } from '../../server/src/core/carriers/envEdits.js';
import type { Edit } from '../../server/src/core/carriers/lines.js';
import { applied } from '../../server/src/core/features/codeActions.js';
import { settingOf } from '../../server/src/core/model/effective.js';
import type { Install } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';

const block = (env: string): string => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init # prepares the node
          image: amazon-k8s-cni-init:v1.23.1
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
${env}`;

function edited(text: string, edits: (install: Install, source: string) => Edit[] | undefined): string {
  const [document] = analyzed(text).documents;
  const [install] = document?.facts.installs ?? [];
  assert.ok(document && install);
  const found = edits(install, document.text);
  assert.ok(found, 'no edit');
  return applied(text, found);
}

const set = (text: string, name: string, value: string) =>
  edited(text, (install, source) => setEnv(install, 'aws-node', name, value, source));
const remove = (text: string) =>
  edited(text, (install, source) => {
    const setting = settingOf(install, 'WARM_IP_TARGET');
    assert.ok(setting);
    return removeEnv(install, setting, source);
  });

test('a value is replaced in the quotes it has', () => {
  const text = block(`          env:\n            - name: WARM_IP_TARGET\n              value: '5' # few\n`);
  assert.equal(set(text, 'WARM_IP_TARGET', '7'), text.replace("'5'", "'7'"));
});

test('a value without quotes gets double ones', () => {
  const text = block('          env:\n            - name: WARM_IP_TARGET\n              value: 5 # few\n');
  assert.equal(set(text, 'WARM_IP_TARGET', '7'), text.replace(' 5 ', ' "7" '));
});

test('a name without a value gets one', () => {
  const text = block(
    '          env:\n            - name: WARM_IP_TARGET\n            - name: MAX_ENI\n              value: "2"\n',
  );
  assert.equal(
    set(text, 'WARM_IP_TARGET', '7'),
    text.replace('WARM_IP_TARGET\n', 'WARM_IP_TARGET\n              value: "7"\n'),
  );
});

test('an empty value is filled in', () => {
  const text = block(
    '          env:\n            - name: WARM_IP_TARGET\n              value:\n            - name: MAX_ENI\n              value: "2"\n',
  );
  assert.equal(set(text, 'WARM_IP_TARGET', '7'), text.replace('value:\n', 'value: "7"\n'));
});

test('a new variable goes to the end of the list, indented as its neighbours', () => {
  const text = block(
    '          env:\n          - name: MAX_ENI\n            value: "2" # two\n          # the end\n          ports: []\n',
  );
  assert.equal(
    set(text, 'WARM_IP_TARGET', '7'),
    text.replace('"2" # two\n', '"2" # two\n          - name: WARM_IP_TARGET\n            value: "7"\n'),
  );
});

test('the last line of a file without a line break', () => {
  const text = block('          env:\n            - name: MAX_ENI\n              value: "2"');
  assert.equal(
    set(text, 'WARM_IP_TARGET', '7'),
    `${text}\n            - name: WARM_IP_TARGET\n              value: "7"\n`,
  );
});

test('line ends of Windows stay', () => {
  const text = block('          env:\n            - name: MAX_ENI\n              value: "2"\n').replaceAll(
    '\n',
    '\r\n',
  );
  const after = set(text, 'WARM_IP_TARGET', '7');
  assert.ok(after.endsWith('            - name: WARM_IP_TARGET\r\n              value: "7"\r\n'));
  assert.equal(after.replaceAll('\r\n', '').includes('\n'), false);
});

test('a container without env gets one', () => {
  const text = block('');
  const after = edited(text, (install, source) =>
    setEnv(install, 'aws-vpc-cni-init', 'DISABLE_TCP_EARLY_DEMUX', 'true', source),
  );
  assert.equal(
    after,
    text.replace(
      '# prepares the node\n',
      '# prepares the node\n          env:\n            - name: DISABLE_TCP_EARLY_DEMUX\n              value: "true"\n',
    ),
  );
});

test('an item is removed, line and all', () => {
  const text = block(
    '          env:\n            - name: WARM_IP_TARGET\n              value: "5" # few\n            - name: MAX_ENI\n              value: "2"\n',
  );
  assert.equal(
    remove(text),
    block('          env:\n            - name: MAX_ENI\n              value: "2"\n'),
  );
});

test('a list of one is removed with its key', () => {
  assert.equal(
    remove(block('          env:\n            - name: WARM_IP_TARGET\n              value: "5"\n')),
    block(''),
  );
});

test('an item moves to the container that reads it', () => {
  const text = block(
    '          env:\n            - name: DISABLE_TCP_EARLY_DEMUX\n              value: "true"\n            - name: MAX_ENI\n              value: "2"\n',
  );
  const after = edited(text, (install, source) => {
    const setting = settingOf(install, 'DISABLE_TCP_EARLY_DEMUX', 'aws-node');
    assert.ok(setting);
    return moveEnv(install, setting, 'aws-vpc-cni-init', source);
  });
  assert.equal(
    after,
    block('          env:\n            - name: MAX_ENI\n              value: "2"\n').replace(
      '# prepares the node\n',
      '# prepares the node\n          env:\n            - name: DISABLE_TCP_EARLY_DEMUX\n              value: "true"\n',
    ),
  );
});

test('an empty env is filled, once', () => {
  const text = block('          env: # none yet\n          ports: []\n');
  assert.equal(
    set(text, 'MAX_ENI', '2'),
    text.replace('# none yet\n', '# none yet\n            - name: MAX_ENI\n              value: "2"\n'),
  );
});

test('dashes with more blanks behind them', () => {
  const text = block('          env:\n            -   name: MAX_ENI\n                value: "2"\n');
  assert.ok(
    set(text, 'WARM_IP_TARGET', '7').endsWith(
      '            - name: WARM_IP_TARGET\n              value: "7"\n',
    ),
  );
});

test('a container between braces, in whatever quotes', () => {
  for (const name of ['name: aws-node', "'name': 'aws-node'", '"name": "aws-node"']) {
    const text = `kind: DaemonSet\nspec:\n  template:\n    spec:\n      containers:\n        - {${name}, image: x}\n`;
    assert.equal(
      set(text, 'MAX_ENI', '2'),
      text.replace(', image', ', "env": [{"name": "MAX_ENI", "value": "2"}], image'),
    );
  }
});

test('a value key with nothing behind it, wherever it stands', () => {
  for (const [item, after] of [
    ['- {name: WARM_IP_TARGET, value: }', '- {name: WARM_IP_TARGET, value: "7" }'],
    ['- value:\n              name: WARM_IP_TARGET', '- value: "7"\n              name: WARM_IP_TARGET'],
    [
      '- name: WARM_IP_TARGET # a\n              value: # b',
      '- name: WARM_IP_TARGET # a\n              value: "7" # b',
    ],
    ['- name: WARM_IP_TARGET # a', '- name: WARM_IP_TARGET # a\n              value: "7"'],
  ]) {
    const text = block(`          env:\n            ${item}\n`);
    assert.equal(set(text, 'WARM_IP_TARGET', '7'), block(`          env:\n            ${after}\n`));
  }
});

test('the key goes only with the last of all items, readable or not', () => {
  const text = block(
    '          env:\n            - name: WARM_IP_TARGET\n              value: "5"\n            - name: ${OTHER}\n',
  );
  assert.equal(remove(text), block('          env:\n            - name: ${OTHER}\n'));
});

test('what others refer to is left alone', () => {
  const text = block('          env: *env\n').replace(
    '      containers:',
    '          env: &env\n            - name: WARM_IP_TARGET\n              value: "5"\n      containers:',
  );
  const [install] = analyzed(text).documents[0]?.facts.installs ?? [];
  assert.ok(install);
  for (const role of ['aws-node', 'aws-vpc-cni-init'] as const) {
    const setting = settingOf(install, 'WARM_IP_TARGET', role);
    assert.ok(setting);
    assert.equal(removeEnv(install, setting, text), undefined);
    assert.equal(setEnv(install, role, 'WARM_IP_TARGET', '7', text), undefined);
    assert.equal(setEnv(install, role, 'MAX_ENI', '7', text), undefined);
  }
});

test('nothing goes behind an alias at the end of a list, which stands for something further up', () => {
  const anchored = (last: string): string =>
    block(`          args: [&a {name: A, value: "1"}]
          env: [{name: WARM_IP_TARGET, value: "5"}, ${last}]
`);
  const plain = anchored('{name: A, value: "1"}');
  assert.equal(set(plain, 'MAX_ENI', '2'), plain.replace(/]\n$/, ', {"name": "MAX_ENI", "value": "2"}]\n'));
  assert.throws(() => set(anchored('*a'), 'MAX_ENI', '2'), /no edit/);
  assert.throws(
    () =>
      set(
        block(`          args: &a {name: A, value: "1"}
          env:
            - name: WARM_IP_TARGET
              value: "5"
            - *a
`),
        'MAX_ENI',
        '2',
      ),
    /no edit/,
  );
});

test('a move takes comments and further keys along', () => {
  const item =
    '            - name: DISABLE_TCP_EARLY_DEMUX # probes\n              # on\n              value: "true" # yes\n';
  const after = edited(block(`          env:\n${item}            - name: MAX_ENI\n`), (install, source) => {
    const setting = settingOf(install, 'DISABLE_TCP_EARLY_DEMUX', 'aws-node');
    assert.ok(setting);
    return moveEnv(install, setting, 'aws-vpc-cni-init', source);
  });
  assert.equal(
    after,
    block('          env:\n            - name: MAX_ENI\n').replace(
      '# prepares the node\n',
      `# prepares the node\n          env:\n${item}`,
    ),
  );
});

const json = (env: object[]): string =>
  JSON.stringify(
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'aws-node' },
      spec: {
        template: { spec: { containers: [{ name: 'aws-node', image: 'amazon-k8s-cni:v1.23.1', env }] } },
      },
    },
    null,
    2,
  );

test('JSON: set, add and remove leave JSON', () => {
  const text = json([
    { name: 'WARM_IP_TARGET', value: '5' },
    { name: 'MAX_ENI', value: '2' },
  ]);
  const env = (after: string) => JSON.parse(after).spec.template.spec.containers[0].env;
  assert.deepEqual(env(set(text, 'WARM_IP_TARGET', '7'))[0], { name: 'WARM_IP_TARGET', value: '7' });
  assert.deepEqual(env(set(text, 'MINIMUM_IP_TARGET', '7'))[2], { name: 'MINIMUM_IP_TARGET', value: '7' });
  assert.deepEqual(env(remove(text)), [{ name: 'MAX_ENI', value: '2' }]);
  assert.deepEqual(
    env(
      remove(
        json([
          { name: 'MAX_ENI', value: '2' },
          { name: 'WARM_IP_TARGET', value: '5' },
        ]),
      ),
    ),
    [{ name: 'MAX_ENI', value: '2' }],
  );
  assert.deepEqual(env(remove(json([{ name: 'WARM_IP_TARGET', value: '5' }]))), []);
  assert.deepEqual(env(set(json([]), 'MAX_ENI', '2')), [{ name: 'MAX_ENI', value: '2' }]);
});

const BOTH = [
  { name: 'MINIMUM_IP_TARGET', text: '20' },
  { name: 'WARM_IP_TARGET', text: '2' },
];
const setBoth = (text: string) =>
  edited(text, (install, source) => setEnvs(install, 'aws-node', BOTH, source));

test('several variables that are missing are added in their order', () => {
  const text = block('          env:\n            - name: MAX_ENI\n              value: "2"\n');
  assert.equal(
    setBoth(text),
    `${text}            - name: MINIMUM_IP_TARGET\n              value: "20"\n            - name: WARM_IP_TARGET\n              value: "2"\n`,
  );
});

test('one is changed and the other added, at the end of a file without a last line break', () => {
  const text = block('          env:\n            - name: WARM_IP_TARGET\n              value: "5"');
  assert.equal(
    setBoth(text),
    `${text.replace('"5"', '"2"')}\n            - name: MINIMUM_IP_TARGET\n              value: "20"\n`,
  );
});

test('several variables between braces', () => {
  const text = block('          env: [{ name: MAX_ENI, value: "2" }]\n');
  assert.equal(
    setBoth(text),
    text.replace(
      '}]',
      '}, {"name": "MINIMUM_IP_TARGET", "value": "20"}, {"name": "WARM_IP_TARGET", "value": "2"}]',
    ),
  );
  const empty = block('          env: []\n');
  assert.equal(
    setBoth(empty),
    empty.replace(
      '[]',
      '[{"name": "MINIMUM_IP_TARGET", "value": "20"}, {"name": "WARM_IP_TARGET", "value": "2"}]',
    ),
  );
});

test('several variables in a container without env', () => {
  const text = block('          args: []\n');
  assert.equal(
    setBoth(text),
    text.replace(
      '        - name: aws-node\n',
      `        - name: aws-node
          env:
            - name: MINIMUM_IP_TARGET
              value: "20"
            - name: WARM_IP_TARGET
              value: "2"
`,
    ),
  );
});

test('not where one of them cannot be written, nor where two edits would meet at one place', () => {
  const refused = (env: string) => {
    const [document] = analyzed(block(env)).documents;
    const [install] = document?.facts.installs ?? [];
    assert.ok(document && install);
    return setEnvs(install, 'aws-node', BOTH, document.text);
  };
  assert.equal(
    refused(
      '          env:\n            - name: WARM_IP_TARGET\n              valueFrom:\n                fieldRef: { fieldPath: x }\n',
    ),
    undefined,
  );
  assert.equal(refused('          env:\n            - name: WARM_IP_TARGET\n'), undefined);
});
