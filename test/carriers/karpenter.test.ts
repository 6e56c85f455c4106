import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '../../server/src/core/analysis.js';
import type { ClusterSetting, Facts, NodeGroup, PodLimit } from '../../server/src/core/model/facts.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { has } from '../support/has.js';

const read = (text: string): Facts => readDocument(text, DEFAULT_SETTINGS).facts;

function only(text: string): NodeGroup {
  const [group, ...others] = read(text).nodeGroups;
  assert.ok(group && others.length === 0, text);
  return group;
}

const indented = (fields: string, blanks: number): string =>
  fields.replace(/^(?=[^\r\n])/gm, ' '.repeat(blanks));

const pool = (fields: string, version = 'v1'): string => `apiVersion: karpenter.sh/${version}
kind: NodePool
metadata:
  name: batch
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: large
${indented(fields, 6)}
`;

const ofTypes = (requirements: string): string => pool(`requirements:\n${indented(requirements, 2)}`);

const oneOf = (values: string, operator = 'In', key = 'node.kubernetes.io/instance-type'): string =>
  `- key: ${key}\n  operator: ${operator}\n  values: ${values}`;

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

const SIZES = ofKey('[large, xlarge]', 'instance-size');

/** A requirement by one of Karpenter's own labels. */
function ofKey(values: string, label: string, operator = 'In'): string {
  return oneOf(values, operator, `karpenter.k8s.aws/${label}`);
}

/** Types of the only group, each with the text where it is said to stand; all or not. */
function offered(...requirements: readonly string[]): readonly [types: readonly string[], complete: boolean] {
  const text = ofTypes(requirements.join('\n'));
  const { types, typesComplete } = only(text);
  assert.deepEqual(read(text).instanceTypes, []);
  return [types.map(({ value, span }) => `${value} at ${text.slice(span.start, span.end)}`), typesComplete];
}

const NONE = [[], false] as const;

test('families and sizes, each type where its family is', () => {
  const both = ['m5.large at m5', 'm5.xlarge at m5', 'c5.large at c5', 'c5.xlarge at c5'];
  for (const families of ['[m5, c5]', `["m5", 'c5']`]) {
    const [types, complete] = offered(ofKey(families, 'instance-family'), SIZES);
    assert.deepEqual([...types].sort(), [...both].sort());
    assert.equal(complete, true);
  }
  // There is no t3.metal.
  const sizes = ofKey('[large, metal]', 'instance-size');
  assert.deepEqual(offered(ofKey('[t3]', 'instance-family'), sizes), [['t3.large at t3'], true]);
});

test('a family that is not listed may have types', () => {
  const families = ofKey('[m99, t3]', 'instance-family');
  assert.deepEqual(offered(families, SIZES), [['t3.large at t3', 't3.xlarge at t3'], false]);
  assert.deepEqual(offered(ofKey('[m99]', 'instance-family'), SIZES), NONE);
});

test('a family or sizes alone offer too much to be listed', () => {
  assert.deepEqual(offered(SIZES), NONE);
  assert.deepEqual(
    offered(ofKey('[m5]', 'instance-family'), ofKey('[metal]', 'instance-size', 'NotIn')),
    NONE,
  );
});

test('what is known of types narrows them', () => {
  const families = ofKey('[m4, m6g, m7i]', 'instance-family');
  const large = ofKey('[large]', 'instance-size');
  const all = ['m4.large at m4', 'm6g.large at m6g', 'm7i.large at m7i'];
  const rows: readonly (readonly [requirement: string, types: readonly number[]])[] = [
    [oneOf('[arm64]', 'In', 'kubernetes.io/arch'), [1]],
    [oneOf('[arm64]', 'NotIn', 'kubernetes.io/arch'), [0, 2]],
    [ofKey('[nitro]', 'instance-hypervisor'), [1, 2]],
    [ofKey('["4"]', 'instance-generation', 'Gt'), [1, 2]],
    [ofKey('["7"]', 'instance-generation', 'Lt'), [0, 1]],
    [ofKey('[m, c]', 'instance-category'), [0, 1, 2]],
    [ofKey('["2"]', 'instance-cpu'), [0, 1, 2]],
    [ofKey('[m4]', 'instance-family', 'NotIn'), [1, 2]],
  ];
  for (const [requirement, types] of rows) {
    const expected = types.map((index) => all[index]);
    const [found, complete] = offered(families, large, requirement);
    assert.deepEqual([...found].sort(), expected, requirement);
    assert.equal(complete, true, requirement);
  }
});

test('excluded types, which are named', () => {
  const requirements = [ofKey('[t3]', 'instance-family'), SIZES, oneOf('[t3.large]', 'NotIn')].join('\n');
  const { types } = only(ofTypes(requirements));
  assert.deepEqual(
    types.map(({ value }) => value),
    ['t3.xlarge'],
  );
});

test('requirements that cannot be judged leave the types open', () => {
  const families = ofKey('[t3]', 'instance-family');
  for (const requirement of [
    ofKey('["1"]', 'instance-gpu-count', 'Lt'),
    ofKey('["10000"]', 'instance-network-bandwidth', 'Gt'),
    ofKey('[]', 'instance-local-nvme', 'DoesNotExist'),
    oneOf('["${ARCH}"]', 'In', 'kubernetes.io/arch'),
    oneOf('[a]', 'In', '"${KEY}"'),
    oneOf('["${TYPE}"]'),
    '- "${REQUIREMENT}"',
  ])
    assert.deepEqual(only(ofTypes([families, SIZES, requirement].join('\n'))).types, [], requirement);
  assert.deepEqual(offered(families, ofKey('[large, "${SIZE}"]', 'instance-size')), NONE);
});

test('requirements that are not about types', () => {
  const others = [
    oneOf('[linux]', 'In', 'kubernetes.io/os'),
    oneOf('[spot, "${SPOT}"]', 'In', 'karpenter.sh/capacity-type'),
    oneOf('["${REGION}a"]', 'In', 'topology.kubernetes.io/zone'),
    oneOf('[]', 'Exists', 'example.com/team'),
  ];
  const found = offered(ofKey('[t3]', 'instance-family'), ofKey('[large]', 'instance-size'), ...others);
  assert.deepEqual(found, [['t3.large at t3'], true]);
});

test('labels of the NodePool are requirements, too', () => {
  const labels = (text: string): string =>
    ofTypes(`${ofKey('[t3, m6g]', 'instance-family')}\n${ofKey('[large]', 'instance-size')}`).replace(
      '    spec:\n',
      `    metadata:\n      labels:\n        ${text}\n    spec:\n`,
    );
  const types = (text: string) => only(labels(text)).types.map(({ value }) => value);
  assert.deepEqual(types('kubernetes.io/arch: arm64'), ['m6g.large']);
  assert.deepEqual(types('team: batch').length, 2);
  assert.deepEqual(types('karpenter.k8s.aws/instance-gpu-count: "1"'), []);
});

test('so many types that they are no choice', () => {
  const families =
    '[c5, c5a, c5d, c5n, c6a, c6g, c6gd, c6gn, c6i, c6id, c6in, c7a, c7g, c7gd, c7i, m5, m5a, m5ad, m5d, m5n, m6a, m6g, m6gd, m6i, m6id, m6idn, m6in, m7a, m7g, m7gd, m7i, r5, r5a, r5ad, r5b, r5d, r5n, r6a, r6g, r6i]';
  const sizes = '[large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge]';
  assert.deepEqual(offered(ofKey(families, 'instance-family'), ofKey(sizes, 'instance-size')), NONE);
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

const limits = (found: readonly PodLimit[] | undefined, text: string): string[] =>
  (found ?? []).map(({ field, form, text: written, value }) => {
    if (written.inner !== undefined && written.value !== undefined) {
      assert.equal(text.slice(written.inner, written.inner + written.value.length), written.value);
    }
    const shown = form === 'number' ? '' : `${form} `;
    return `${field} ${shown}${form === 'expression' ? written.value : value}`;
  });

test('before v1 the pool says what kubelet is told', () => {
  const text = pool('kubelet:\n  maxPods: 42\n  podsPerCore: 3', 'v1beta1');
  assert.deepEqual(limits(only(text).podLimits, text), ['maxPods 42', 'podsPerCore per-core 3']);
  assert.deepEqual(only(pool('kubelet:\n  maxPods: 42')).podLimits, []);
});

const nodeClass = (fields: string, version = 'v1'): string => `apiVersion: karpenter.k8s.aws/${version}
kind: EC2NodeClass
metadata:
  name: large
spec:
  role: node
${indented(fields, 2)}
`;

const AL2023 = 'amiSelectorTerms:\n  - alias: al2023@latest\n';

/** What counts, and what Karpenter writes over. */
function counts(fields: string, version = 'v1'): readonly [counting: string[], overruled: string[]] {
  const text = nodeClass(fields, version);
  const group = only(text);
  return [limits(group.podLimits, text), limits(group.overruled, text)];
}

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

const controller = (container: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: controller
          image: public.ecr.aws/karpenter/controller:1.5.0@sha256:0
${indented(container, 10)}
${more}`;

const settingsIn = (text: string): unknown[] =>
  read(text).clusterSettings.map((setting: ClusterSetting) =>
    setting.kind === 'reserved-enis' ? [setting.kind, setting.value] : setting.kind,
  );

test('the ENIs that Karpenter reserves, as a variable or a flag', () => {
  const env = (value: string) =>
    `env:\n  - name: CLUSTER_NAME\n    value: dev\n  - name: RESERVED_ENIS\n    ${value}`;
  assert.deepEqual(settingsIn(controller(env('value: "1"'))), ['karpenter', ['reserved-enis', 1]]);
  assert.deepEqual(settingsIn(controller(env('value: 1'))), ['karpenter', ['reserved-enis', 1]]);
  assert.deepEqual(settingsIn(controller(env('value: "${ENIS}"'))), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  assert.deepEqual(settingsIn(controller(env('valueFrom:\n      configMapKeyRef: {name: a, key: b}'))), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  const twice = env('value: "1"\n  - name: RESERVED_ENIS\n    value: "3"');
  assert.deepEqual(settingsIn(controller(twice)), ['karpenter', ['reserved-enis', 3]]);
  assert.deepEqual(settingsIn(controller('args: [--reserved-enis=2]')), ['karpenter', ['reserved-enis', 2]]);
});

test('none reserved, where all of the Deployment is in sight', () => {
  assert.deepEqual(settingsIn(controller('env: []')), ['karpenter']);
  const unknown = ['karpenter', ['reserved-enis', undefined]];
  assert.deepEqual(settingsIn(controller('envFrom:\n  - configMapRef: {name: a}')), unknown);
  assert.deepEqual(settingsIn(controller('env: []\n{{- if .x }}\ntty: true\n{{- end }}')), unknown);
  assert.deepEqual(settingsIn(controller('env: []').replace('  selector: {}\n', '')), unknown);
});

test('Deployments of others', () => {
  const other = controller('env: []').replace(
    'public.ecr.aws/karpenter/controller',
    'example.com/karpenter-view',
  );
  assert.deepEqual(settingsIn(`# karpenter/controller\n${other}`), []);
});

test('values of the chart of Karpenter', () => {
  assert.deepEqual(settingsIn('settings:\n  clusterName: dev\n  reservedENIs: "1"\n'), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn('settings:\n  aws:\n    reservedENIs: 1\n'), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn('karpenter:\n  settings:\n    reservedENIs: 1\n'), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn('settings:\n  reservedENIs: {{ .Values.enis }}\n'), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  assert.deepEqual(settingsIn('settings:\n  clusterName: dev\n# reservedENIs\n'), []);
});

test('releases of Flux', () => {
  const release = (spec: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: karpenter\n${indented(spec, 2)}\n`;
  assert.deepEqual(settingsIn(release('values:\n  settings:\n    reservedENIs: "1"')), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn(release('values:\n  settings: {}')), ['karpenter']);
  assert.deepEqual(settingsIn(release('valuesFrom: []')), ['karpenter', ['reserved-enis', undefined]]);
  assert.deepEqual(
    settingsIn(release('values: {}').replace('chart: karpenter', 'chart: other # karpenter/controller')),
    [],
  );
});

test('applications of Argo CD', () => {
  const application = (helm: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: karpenter\n    helm:\n${indented(helm, 6)}\n`;
  const one = ['karpenter', ['reserved-enis', 1]];
  assert.deepEqual(settingsIn(application('values: |\n  settings:\n    reservedENIs: 1')), one);
  assert.deepEqual(settingsIn(application('valuesObject:\n  settings:\n    reservedENIs: 1')), one);
  assert.deepEqual(
    settingsIn(application('parameters:\n  - name: settings.reservedENIs\n    value: "1"')),
    one,
  );
  assert.deepEqual(settingsIn(application('valueFiles: [a.yaml]')), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  assert.deepEqual(settingsIn(application('releaseName: a')), ['karpenter']);
});
