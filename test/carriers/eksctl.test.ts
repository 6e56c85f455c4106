import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, NodeGroup, PodLimit } from '../../server/src/core/model/facts.js';
import type { Span } from '../../server/src/core/model/span.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { has } from '../support/has.js';

const CLUSTER = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
`;

const read = (text: string): Facts => readDocument(text, DEFAULT_SETTINGS).facts;

/** The only node group of a cluster with these fields. */
function groupWith(fields: string, list = 'nodeGroups'): { group: NodeGroup; text: string } {
  const text = `${CLUSTER}${list}:\n  - name: workers\n${fields.replace(/^(?=.)/gm, '    ')}`;
  const [group, ...others] = read(text).nodeGroups;
  assert.ok(group && others.length === 0);
  return { group, text };
}

const at = (text: string, { start, end }: Span): string => text.slice(start, end);

const shown = (limits: readonly PodLimit[]): unknown[] =>
  limits.map(({ field, form, text, value }) => [field, form, text.value, value]);

test('the types of a group, without their quotes', () => {
  for (const [fields, types, complete] of [
    ['instanceType: m5.large', ['m5.large'], true],
    ["instanceType: 'm5.large'", ['m5.large'], true],
    ['instanceTypes: ["m5.large", c5.xlarge]', ['m5.large', 'c5.xlarge'], true],
    [
      'instanceType: mixed\ninstancesDistribution:\n  instanceTypes: [t3.small, t3.medium]',
      ['t3.small', 't3.medium'],
      true,
    ],
    ['instanceType: ${TYPE}', [], false],
    ['instanceTypes: [m5.large, "${TYPE}"]', ['m5.large'], false],
    ['instanceSelector:\n  vCPUs: 2', [], false],
    ['instanceTypes: [m5.large]\ninstanceSelector:\n  vCPUs: 2', ['m5.large'], false],
    ['launchTemplate:\n  id: lt-0123456789abcdef0', [], false],
    ['desiredCapacity: 2', [], false],
  ] as const) {
    const { group, text } = groupWith(fields);
    assert.deepStrictEqual(
      group.types.map(({ value }) => value),
      types,
      fields,
    );
    assert.deepStrictEqual(
      group.types.map(({ span }) => at(text, span)),
      types,
      fields,
    );
    assert.equal(group.typesComplete, complete, fields);
    assert.deepStrictEqual(read(text).instanceTypes, group.types, fields);
  }
});

test('who makes the nodes', () => {
  const { nodeGroups } = read(`${CLUSTER}nodeGroups: [{name: a}]\nmanagedNodeGroups: [{name: b}, null]\n`);
  assert.deepStrictEqual(
    nodeGroups.map(({ maker, name }) => [maker, name?.value]),
    [
      ['eksctl', 'a'],
      ['eksctl-managed', 'b'],
    ],
  );
});

test('the image and its operating system', () => {
  for (const [family, image, os] of [
    ['AmazonLinux2', 'AL2', 'linux'],
    ['AmazonLinux2023', 'AL2023', 'linux'],
    ['Bottlerocket', 'Bottlerocket', 'linux'],
    ['WindowsServer2022CoreContainer', 'Windows', 'windows'],
    ['Ubuntu2204', 'Ubuntu', 'linux'],
    ['${FAMILY}', undefined, undefined],
  ]) {
    const { group } = groupWith(`amiFamily: ${family}`);
    assert.deepStrictEqual([group.image, group.os], [image, os]);
  }
});

test('an image of the user’s own', () => {
  const isCustom = (ami: string) => groupWith(`ami: ${ami}`).group.customImage;
  assert.equal(isCustom('ami-0123456789abcdef0'), true);
  assert.equal(isCustom('${AMI}'), true);
  assert.equal(isCustom('auto'), false);
  assert.equal(isCustom('auto-ssm'), false);
  assert.equal(groupWith('minSize: 1').group.customImage, false);
});

test('a launch template may say more', () => {
  assert.equal(groupWith('launchTemplate:\n  id: lt-0123456789abcdef0').group.complete, false);
  assert.equal(groupWith('instanceType: m5.large').group.complete, true);
});

test('the limit behind kubeletExtraConfig counts, and the one of pods per core beside it', () => {
  const { group, text } = groupWith(`kubeletExtraConfig:
  podsPerCore: 20
  maxPods: 58
maxPodsPerNode: 110
`);
  assert.deepStrictEqual(shown(group.podLimits), [
    ['maxPodsPerNode', 'number', '110', 110],
    ['maxPods', 'number', '58', 58],
    ['podsPerCore', 'per-core', '20', 20],
  ]);
  assert.deepStrictEqual(
    group.podLimits.map((limit) => at(text, limit.text.span)),
    ['110', '58', '20'],
  );
});

test('a key in quotes', () => {
  const { group } = groupWith(`amiFamily: Bottlerocket
bottlerocket:
  settings:
    kubernetes:
      "max-pods": 42
`);
  assert.deepStrictEqual(shown(group.podLimits), [['max-pods', 'number', '42', 42]]);
});

test('limits that are no whole numbers, or not known yet', () => {
  const limits = (value: string) => shown(groupWith(`maxPodsPerNode: ${value}`).group.podLimits);
  assert.deepStrictEqual(limits('${PODS}')[0], ['maxPodsPerNode', 'number', undefined, undefined]);
  assert.deepStrictEqual(limits('1.5')[0], ['maxPodsPerNode', 'number', '1.5', undefined]);
  assert.deepStrictEqual(limits('"110"')[0], ['maxPodsPerNode', 'number', '110', 110]);
  assert.deepStrictEqual(limits(''), []);
});

test('the flag in a script, where it stands', () => {
  const { group, text } = groupWith(`amiFamily: AmazonLinux2
maxPodsPerNode: 29
overrideBootstrapCommand: |
  #!/bin/bash
  # not --max-pods=17
  /etc/eks/bootstrap.sh shop --use-max-pods false \\
    --kubelet-extra-args "--node-labels=\${NODE_LABELS} --max-pods=234"
`);
  const [limit] = group.podLimits;
  assert.ok(limit);
  assert.deepStrictEqual(shown([limit]), [['--max-pods', 'number', '234', 234]]);
  assert.equal(at(text, limit.text.span), '234');
  assert.equal(limit.text.inner, text.indexOf('234'));
  assert.equal(group.ownCount, 'off');
});

test('a flag in a folded text is known at its place', () => {
  const { group, text } = groupWith(
    'overrideBootstrapCommand: >\n  /etc/eks/bootstrap.sh shop --kubelet-extra-args\n  --max-pods=50\n',
  );
  const [limit] = group.podLimits;
  assert.ok(limit);
  assert.equal(limit.value, 50);
  assert.equal(limit.text.inner, text.indexOf('50\n'));
  assert.equal(at(text, limit.text.span), '50');
});

test('scripts in which the number of pods is not plain', () => {
  for (const script of [
    'run.sh --max-pods=$PODS',
    'run.sh --max-pods=50 || run.sh --max-pods=60',
    'jq ".maxPods=50" config.json',
    'MAX_PODS=20 run.sh --max-pods=50',
    "sed -i 's/--max-pods=[0-9]*/--max-pods=50/' run.sh",
    'run.sh --max-pods=50x',
  ]) {
    const { group } = groupWith(`overrideBootstrapCommand: |\n  ${script}\n`);
    assert.deepStrictEqual(shown(group.podLimits), [['--max-pods', 'number', undefined, undefined]], script);
  }
});

test('a script that says nothing of pods may hand on what eksctl was told, or not', () => {
  const { group } = groupWith(
    'maxPodsPerNode: 110\noverrideBootstrapCommand: |\n  /etc/eks/bootstrap.sh shop\n',
  );
  assert.equal(group.podLimits[0]?.text.value, undefined);
  assert.deepStrictEqual(groupWith('overrideBootstrapCommand: run.sh').group.podLimits, []);
});

test('a script in a branch of a template', () => {
  const { group } = groupWith(`{{- if .Values.dense }}
overrideBootstrapCommand: |
  run.sh --max-pods=110
{{- end }}
`);
  assert.deepStrictEqual(shown(group.podLimits), [['--max-pods', 'number', undefined, undefined]]);
  assert.equal(group.complete, false);
});

test('commands before the bootstrap', () => {
  const { group, text } = groupWith(`preBootstrapCommands:
  - "yum install -y jq"
  - |
    cat > /etc/profile.d/pods.sh <<END
    export USE_MAX_PODS=false
    export KUBELET_EXTRA_ARGS="--max-pods=110"
    END
`);
  assert.deepStrictEqual(
    group.podLimits.map((limit) => at(text, limit.text.span)),
    ['110'],
  );
  assert.equal(group.ownCount, 'off');
});

test('a NodeConfig in place of a script', () => {
  const { group, text } = groupWith(
    `amiFamily: AmazonLinux2023
maxPodsPerNode: 29
overrideBootstrapCommand: |
  apiVersion: node.eks.aws/v1alpha1
  kind: NodeConfig
  spec:
    kubelet:
      config:
        maxPods: 64
      flags:
        - "--max-pods=65"
`,
    'managedNodeGroups',
  );
  assert.deepStrictEqual(
    group.podLimits.map((limit) => [limit.field, at(text, limit.text.span)]),
    [
      ['--max-pods', '65'],
      ['maxPods', '64'],
      ['maxPodsPerNode', '29'],
    ],
  );
});

test('settings of the cluster', () => {
  const kinds = (fields: string) => read(`${CLUSTER}${fields}`).clusterSettings.slice(1);
  assert.deepStrictEqual(
    read(CLUSTER).clusterSettings.map((setting) => [setting.kind, 'name' in setting && setting.name]),
    [['cluster', 'shop']],
  );
  has(kinds('kubernetesNetworkConfig:\n  ipFamily: IPv6\n'), [{ kind: 'ip-family', value: 6 }]);
  has(kinds('kubernetesNetworkConfig: {ipFamily: ipv4}\n'), [{ kind: 'ip-family', value: 4 }]);
  assert.deepStrictEqual(kinds('kubernetesNetworkConfig: {ipFamily: "${FAMILY}"}\n'), []);
  assert.deepStrictEqual(kinds('addons:\n  - name: vpc-cni\n    configurationValues: "{}"\n'), []);
  has(kinds('addons:\n  - name: vpc-cni\n    configurationValues: "${VALUES}"\n'), [
    { kind: 'unread-install' },
  ]);
  assert.deepStrictEqual(kinds('addons:\n  - name: vpc-cni\n'), []);
  assert.deepStrictEqual(kinds('addons:\n  - name: coredns\n    configurationValues: "{}"\n'), []);
});

const cidrs = (fields: string) =>
  read(`${CLUSTER}${fields}`).cidrs.map(({ text, role, field, lengths, existing = false, forNodes }) => [
    text.value,
    role,
    field,
    lengths?.join('-'),
    existing,
    forNodes,
  ]);

test('blocks of a VPC that eksctl makes', () => {
  assert.deepStrictEqual(
    cidrs(`vpc:
  cidr: 10.10.0.0/16
  extraCIDRs: ["100.64.0.0/16"]
  publicAccessCIDRs: [192.0.2.0/24]
kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/16
remoteNetworkConfig:
  remoteNodeNetworks:
    - cidrs: [10.80.0.0/16]
  remotePodNetworks:
    - cidrs: [10.81.0.0/16, "\${PODS}"]
`),
    [
      ['10.10.0.0/16', 'vpc', 'vpc.cidr', '16-24', false, false],
      ['100.64.0.0/16', 'access', 'vpc.extraCIDRs', undefined, false, false],
      ['192.0.2.0/24', 'access', 'vpc.publicAccessCIDRs', undefined, false, false],
      ['172.20.0.0/16', 'service', 'kubernetesNetworkConfig.serviceIPv4CIDR', '12-24', false, false],
      [
        '10.80.0.0/16',
        'remote-nodes',
        'remoteNetworkConfig.remoteNodeNetworks.cidrs',
        undefined,
        false,
        false,
      ],
      ['10.81.0.0/16', 'remote-pods', 'remoteNetworkConfig.remotePodNetworks.cidrs', undefined, false, false],
      [undefined, 'remote-pods', 'remoteNetworkConfig.remotePodNetworks.cidrs', undefined, false, false],
    ],
  );
});

test('blocks of a VPC that exists', () => {
  assert.deepStrictEqual(
    cidrs(`vpc:
  id: vpc-0123456789abcdef0
  cidr: 10.10.0.0/26
  subnets:
    private:
      eu-central-1a: {id: subnet-0123456789abcdef0, cidr: 10.10.0.0/27}
    public:
      first:
        cidr: 10.10.0.32/27
`),
    [
      ['10.10.0.0/26', 'vpc', 'vpc.cidr', undefined, true, false],
      ['10.10.0.0/27', 'subnet', 'vpc.subnets.private.cidr', undefined, true, true],
      ['10.10.0.32/27', 'subnet', 'vpc.subnets.public.cidr', undefined, true, false],
    ],
  );
});

test('nodes are in the subnets of their groups', () => {
  const subnets = (groups: string) =>
    cidrs(`vpc:
  subnets:
    private:
      eu-central-1a: {cidr: 10.10.0.0/24}
      small: {az: eu-central-1b, id: subnet-0123456789abcdef0, cidr: 10.10.1.0/27}
    public:
      eu-central-1a: {cidr: 10.10.2.0/27}
${groups}`).flatMap(([value, , , , , forNodes]) => (forNodes ? [value] : []));
  const group = (fields: string) => `managedNodeGroups:\n  - {name: ng${fields}}\n`;
  assert.deepStrictEqual(subnets(''), ['10.10.0.0/24', '10.10.1.0/27']);
  assert.deepStrictEqual(subnets(group('')), ['10.10.2.0/27']);
  assert.deepStrictEqual(subnets(group(', privateNetworking: true')), ['10.10.0.0/24', '10.10.1.0/27']);
  assert.deepStrictEqual(subnets(group(', privateNetworking: true, availabilityZones: [eu-central-1b]')), [
    '10.10.1.0/27',
  ]);
  assert.deepStrictEqual(subnets(group(', subnets: [subnet-0123456789abcdef0]')), ['10.10.1.0/27']);
  assert.deepStrictEqual(subnets(`privateCluster: {enabled: true}\n${group('')}`), [
    '10.10.0.0/24',
    '10.10.1.0/27',
  ]);
});

test('another ClusterConfig is nobody’s', () => {
  const { nodeGroups, clusterSettings } = read(CLUSTER.replace('eksctl.io/', 'example.com/eksctl.io/'));
  assert.deepStrictEqual([nodeGroups, clusterSettings], [[], []]);
});

const scriptLimit = (script: string) => {
  const { group, text } = groupWith(`overrideBootstrapCommand: |\n${script.replace(/^(?=.)/gm, '  ')}\n`);
  const [limit, ...others] = group.podLimits;
  assert.equal(others.length, 0);
  if (limit?.text.inner !== undefined)
    assert.ok(text.startsWith(limit.text.value ?? '?', limit.text.inner), script);
  return limit && [limit.value, limit.text.inner !== undefined];
};

test('a comment behind a command says nothing', () => {
  assert.equal(scriptLimit('/etc/eks/bootstrap.sh shop # was --max-pods=500'), undefined);
  assert.deepStrictEqual(
    scriptLimit("/etc/eks/bootstrap.sh shop --kubelet-extra-args '--max-pods=50' # was --max-pods=500"),
    [50, true],
  );
  // Within quotes it is text.
  assert.deepStrictEqual(
    scriptLimit('/etc/eks/bootstrap.sh shop --kubelet-extra-args "--v=2 # --max-pods=50"'),
    [50, true],
  );
});

test('commands that hand the flag on to kubelet', () => {
  for (const script of [
    'sudo /etc/eks/bootstrap.sh shop --kubelet-extra-args "--node-labels=a=b;c --max-pods=50"',
    'set -ex; yum install -y jq && /etc/eks/bootstrap.sh shop --kubelet-extra-args --max-pods=50 2>&1',
    'start.sh shop \\\n  --kubelet-extra-args "--max-pods=50"',
    'export KUBELET_EXTRA_ARGS="--max-pods=50"\n/etc/eks/bootstrap.sh shop',
    '/usr/bin/kubelet --max-pods 50',
    'if [ -f /etc/x ]; then\n  echo x\nfi\n/etc/eks/bootstrap.sh shop --kubelet-extra-args --max-pods=50',
    "cat > /etc/eks/x <<'END'\nif while {\nEND\n/etc/eks/bootstrap.sh shop --kubelet-extra-args --max-pods=50",
    '& $EKSBootstrapScriptFile -EKSClusterName shop -KubeletExtraArgs "--max-pods=50" 3>&1',
  ])
    assert.deepStrictEqual(scriptLimit(script), [50, true], script);
});

test('flags that may never reach kubelet', () => {
  for (const script of [
    'echo "use --max-pods=50"',
    'echo "/etc/eks/bootstrap.sh shop --max-pods=50"',
    ': <<EOF\n/etc/eks/bootstrap.sh shop --max-pods=50\nEOF',
    'cat <<EOF > /tmp/x\nKUBELET_EXTRA_ARGS="--max-pods=50"\nEOF',
    'if [ "$DENSE" ]; then\n  /etc/eks/bootstrap.sh shop --kubelet-extra-args --max-pods=50\nelse\n  /etc/eks/bootstrap.sh shop\nfi',
    'if x; then /etc/eks/bootstrap.sh shop --kubelet-extra-args --max-pods=50; fi',
    'for x in a; do\n  kubelet --max-pods=50\ndone',
    'start() {\n  kubelet --max-pods=50\n}',
    '[ "$DENSE" ] && kubelet --max-pods=50',
    'kubelet || kubelet --max-pods=50',
    'cat <<EOF > /etc/profile.d/x.sh\nif dense; then\nexport KUBELET_EXTRA_ARGS="--max-pods=50"\nfi\nEOF',
    '/etc/eks/bootstrap.sh shop; other --max-pods=50',
    'run.sh --max-pods=50',
    'ARGS="--kubelet-extra-args --max-pods=50"',
  ])
    assert.deepStrictEqual(scriptLimit(script), [undefined, false], script);
});

test('a flag that stands twice is known, and is no place for a change', () => {
  assert.deepStrictEqual(scriptLimit('kubelet --max-pods=50 --max-pods=50'), [50, false]);
});

test('two scripts of one group that both say it', () => {
  const { group } = groupWith(
    'preBootstrapCommands:\n  - export KUBELET_EXTRA_ARGS=--max-pods=50\n  - export KUBELET_EXTRA_ARGS=--max-pods=60\n',
  );
  assert.deepStrictEqual(shown(group.podLimits), [['--max-pods', 'number', undefined, undefined]]);
});

test('a script that writes a NodeConfig somewhere', () => {
  assert.deepStrictEqual(
    scriptLimit(
      '#!/bin/bash\ncat > /tmp/x <<EOF\n---\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n      maxPods: 50\n---\nEOF',
    ),
    [undefined, false],
  );
  assert.deepStrictEqual(
    scriptLimit(
      'set -e\n---\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n      maxPods: 50\n',
    ),
    [undefined, false],
  );
});

test('a cluster that begins without a CNI', () => {
  const kinds = (fields: string) =>
    read(`${CLUSTER}${fields}`)
      .clusterSettings.slice(1)
      .map(({ kind }) => kind);
  const bare = (value: string) => kinds(`addonsConfig:\n  disableDefaultAddons: ${value}\n`);
  assert.deepStrictEqual(bare('true'), ['unread-install']);
  assert.deepStrictEqual(bare('"${BARE}"'), ['unread-install']);
  assert.deepStrictEqual(bare('false'), []);
  assert.deepStrictEqual(bare('true\naddons:\n  - name: vpc-cni'), []);
  assert.deepStrictEqual(bare('true\naddons:\n  - name: coredns'), ['unread-install']);
});
