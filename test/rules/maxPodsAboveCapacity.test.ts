import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, sightIn } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { check, checkFix, plain } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';
import { only } from '../support/manifest.js';

const PREFIXES = { ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' };
const CUSTOM = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};

const karpenter = (types: string, kubelet: string): string => `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: general
      requirements:
        - key: node.kubernetes.io/instance-type
          operator: In
          values: ${types}
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiSelectorTerms:
    - alias: al2023@v20250501
  kubelet:
    ${kubelet}
---`;

test('more pods than secondary addresses', () => {
  check(
    managedGroup(`
    instanceType: m5.large
    maxPodsPerNode: 110
#                   ^^^ warning max-pods-above-capacity: kubelet admits too many pods: 29 of 110 pods get an address on m5.large (3 × (10 − 1) + 2 = 29), and 81 hang in ContainerCreating. Write 29, or set ENABLE_PREFIX_DELEGATION.`) +
      awsNode({}),
  );
});

test('the worst of several types, for all groups that a number is for', () => {
  check(
    karpenter(
      '["m5.large", "t3.small"]',
      `maxPods: 58
#            ^^ warning max-pods-above-capacity: kubelet admits too many pods: 11 of 58 pods get an address on t3.small, the worst of 2 types (3 × (4 − 1) + 2 = 11), and 47 hang in ContainerCreating. Write 11, or set ENABLE_PREFIX_DELEGATION.`,
    ) + awsNode({}),
  );
});

test('the worst of some of several types', () => {
  check(
    karpenter(
      '["m5.large", "t3.small", "m5.8xlarge"]',
      `maxPods: 58
#            ^^ warning max-pods-above-capacity: kubelet admits too many pods: 11 of 58 pods get an address on t3.small, the worst of 2 of 3 types (3 × (4 − 1) + 2 = 11), and 47 hang in ContainerCreating. Write 11, or set ENABLE_PREFIX_DELEGATION.`,
    ) + awsNode({}),
  );
});

test('custom networking, which takes an ENI', () => {
  check(
    managedGroup(`
    instanceType: m5.large
    maxPodsPerNode: 29
#                   ^^ warning max-pods-above-capacity: kubelet admits too many pods: 20 of 29 pods get an address on m5.large ((3 − 1) × (10 − 1) + 2 = 20), and 9 hang in ContainerCreating. Write 20, or set ENABLE_PREFIX_DELEGATION.`) +
      awsNode(CUSTOM) +
      eniConfigs('eu-west-1a'),
  );
});

test('a Xen type, which has no prefixes', () => {
  check(
    managedGroup(`
    instanceType: m4.large
#                 ^^^^^^^^ information prefix-delegation-on-xen-type: m4.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.
    maxPodsPerNode: 110
#                   ^^^ warning max-pods-above-capacity: kubelet admits too many pods: 20 of 110 pods get an address on m4.large (2 × (10 − 1) + 2 = 20), and 90 hang in ContainerCreating. Write 20.`) +
      awsNode(PREFIXES),
  );
});

test('branch ENIs, which have addresses too', () => {
  const podEni = awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } });
  check(
    managedGroup(`
    instanceType: m5.large
    maxPodsPerNode: 36
#                   ^^ warning max-pods-above-capacity: kubelet admits too many pods: 29 of 36 pods get an address on m5.large ((3 − 1) × (10 − 1) + 2 = 20, and 9 on branch ENIs), and 7 hang in ContainerCreating. Write 20, or set ENABLE_PREFIX_DELEGATION.`) +
      podEni,
  );
  check(managedGroup('\n    instanceType: m5.large\n    maxPodsPerNode: 29') + podEni);
});

test('a number for another type than the worst, as branch ENIs are left out of it', () => {
  check(
    karpenter(
      '["m5.large", "t3.medium"]',
      `maxPods: 110
#            ^^^ warning max-pods-above-capacity: kubelet admits too many pods: 12 of 110 pods get an address on t3.medium, the worst of 2 types (2 × (6 − 1) + 2 = 12), and 98 hang in ContainerCreating. Write 11 (for m5.large, without its branch ENIs), or set ENABLE_PREFIX_DELEGATION.`,
    ).replace(
      '"t3.medium"]',
      `"t3.medium"]
#                   ^^^^^^^^ information few-branch-enis: m5.large has 9 branch ENIs for 110 pods, and prefixes add none: further pods with a SecurityGroupPolicy stay Pending. Choose a larger type if many pods have one.
#                               ^^^^^^^^^ information pod-eni-without-trunk: t3.medium has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.`,
    ) +
      awsNode({ ENABLE_POD_ENI: '"true"', MAX_ENI: '"2"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } }),
  );
});

test('pods for each vCPU, which are an upper bound of the others', () => {
  check(
    karpenter(
      '["m5.xlarge"]',
      `maxPods: 200
    podsPerCore: 20
#                ^^ warning max-pods-above-capacity: kubelet admits too many pods: 58 of 80 pods get an address on m5.xlarge (4 × (15 − 1) + 2 = 58), and 22 hang in ContainerCreating. podsPerCore must come to 58 at most, unless ENABLE_PREFIX_DELEGATION is set.`,
    ) + awsNode({}),
  );
  check(karpenter('["m5.xlarge"]', 'podsPerCore: 100') + awsNode({}));
});

test('an expression that counts with prefixes', () => {
  check(
    karpenter(
      '["m5.large"]',
      `maxPods: "default_enis * (ips_per_eni - 1) * 16 + 2"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning max-pods-above-capacity: kubelet admits too many pods: 29 of 434 pods get an address on m5.large (3 × (10 − 1) + 2 = 29), and 405 hang in ContainerCreating. maxPods must come to 29 at most, unless ENABLE_PREFIX_DELEGATION is set.`,
    ) + awsNode({}),
  );
});

test('no aws-node in sight', () => {
  check(
    managedGroup(`
    instanceType: m5.large
    maxPodsPerNode: 110
#                   ^^^ information max-pods-above-capacity: With the plugin's defaults 29 of 110 pods get an address on m5.large (3 × (10 − 1) + 2 = 29), and 81 would hang in ContainerCreating. More need ENABLE_PREFIX_DELEGATION, and no aws-node is in sight.`),
  );
  check(
    managedGroup(`
    instanceType: m4.large
    maxPodsPerNode: 110
#                   ^^^ information max-pods-above-capacity: With the plugin's defaults 20 of 110 pods get an address on m4.large (2 × (10 − 1) + 2 = 20), and 90 would hang in ContainerCreating. No aws-node is in sight. Write 20.`),
  );
});

test('Windows, where the scheduler counts addresses', () => {
  check(
    managedGroup(`
    amiFamily: WindowsServer2022CoreContainer
    instanceType: m5.large
    maxPodsPerNode: 110
#                   ^^^ information max-pods-above-capacity: 9 of 110 pods get an address on Windows nodes of type m5.large (1 × (10 − 1) = 9), and the others stay Pending. More need enable-windows-ipam and enable-windows-prefix-delegation in the ConfigMap amazon-vpc-cni.`) +
      awsNode(PREFIXES),
  );
});

const windows = (data: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data: {enable-windows-ipam: "true", enable-windows-prefix-delegation: "${data}"}
---`;

test('Windows with prefixes, which the ConfigMap turns on', () => {
  check(
    managedGroup(`
    amiFamily: WindowsServer2022CoreContainer
    instanceType: t3.medium
    maxPodsPerNode: 110
#                   ^^^ information max-pods-above-capacity: 80 of 110 pods get an address on Windows nodes of type t3.medium (1 × (6 − 1) × 16 = 80), and the others stay Pending.`) +
      windows('true') +
      awsNode({}),
  );
  const large = (note = ''): string =>
    managedGroup(`
    amiFamily: WindowsServer2022CoreContainer
    instanceType: m5.large
    maxPodsPerNode: 110${note}`);
  check(large() + windows('true') + awsNode({}));
  check(large() + windows('${PREFIXES}') + awsNode({}));
  check(
    large(`
#                   ^^^ information max-pods-above-capacity: 9 of 110 pods get an address on Windows nodes of type m5.large (1 × (10 − 1) = 9), and the others stay Pending. More need enable-windows-ipam and enable-windows-prefix-delegation in the ConfigMap amazon-vpc-cni.`) +
      windows('false') +
      awsNode({}),
  );
});

test('types by family and size', () => {
  const families = (families: string, maxPods: string): string =>
    karpenter('["m5.large"]', maxPods).replace(
      /- key: node\.kubernetes\.io\/instance-type(\s+)operator: In\s+values: .*/,
      `- {key: karpenter.k8s.aws/instance-family, operator: In, values: ${families}}
        - {key: karpenter.k8s.aws/instance-size, operator: In, values: [large, xlarge]}`,
    );
  check(
    families(
      '[m5, r5]',
      `maxPods: 58
#            ^^ warning max-pods-above-capacity: kubelet admits too many pods: 29 of 58 pods get an address on m5.large, the worst of 2 of 4 types (3 × (10 − 1) + 2 = 29), and 29 hang in ContainerCreating. Write 29, or set ENABLE_PREFIX_DELEGATION.`,
    ) + awsNode({}),
  );
  check(families('[m5, r5]', 'maxPods: 29') + awsNode({}));
});

test('a few pods more, which may be on the host network, and stays silent', () => {
  check(managedGroup('\n    instanceType: m5.large\n    maxPodsPerNode: 32') + awsNode({}));
});

test('prefixes enough, IPv6, or a mode that only the cluster knows, and stays silent', () => {
  const group = managedGroup('\n    instanceType: m5.large\n    maxPodsPerNode: 110');
  check(group + awsNode(PREFIXES));
  check(group + awsNode({ ENABLE_PREFIX_DELEGATION: '"${PREFIXES}"', WARM_PREFIX_TARGET: '"1"' }));
  check(
    group +
      awsNode(
        { ...PREFIXES, ENABLE_IPv4: '"false"', ENABLE_IPv6: '"true"' },
        { init: { ENABLE_IPv6: '"true"' } },
      ),
  );
});

test('a number, a type or a class that is not known, and stays silent', () => {
  check(managedGroup('\n    instanceType: m5.large\n    maxPodsPerNode: ${PODS}') + awsNode({}));
  check(managedGroup('\n    instanceType: m99.large\n    maxPodsPerNode: 110') + awsNode({}));
  const two = karpenter('["m5.large"]', 'maxPods: 110');
  // Two classes of one name belong to two clusters.
  check(`${two}${two.slice(two.indexOf('---') + 3)}${awsNode({})}`);
});

test('EKS overrides the number on Amazon Linux 2, and stays silent', () => {
  check(
    managedGroup(`
    amiFamily: AmazonLinux2
    instanceType: m5.large
    maxPodsPerNode: 110
#                   ^^^ information max-pods-overridden-by-eks: EKS starts kubelet with a number that it counts by itself, and that flag beats maxPodsPerNode on Amazon Linux 2. Use Amazon Linux 2023, Bottlerocket, or an AMI of your own.`) +
      awsNode({}),
  );
});

test('nodes that may have any plugin, and stays silent until an aws-node is in sight', () => {
  const group = (note = ''): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata:
  name: nodes
  labels:
    kops.k8s.io/cluster: dev.example.com
spec:
  role: Node
  machineType: m5.large
  kubelet:
    maxPods: 110
${note}`;
  check(group());
  check(
    `${group(`#            ^^^ warning max-pods-above-capacity: kubelet admits too many pods: 29 of 110 pods get an address on m5.large (3 × (10 − 1) + 2 = 29), and 81 hang in ContainerCreating. Write 29, or set ENABLE_PREFIX_DELEGATION.
`)}---${awsNode({})}`,
  );
});

test('machines of Cluster API, whose types, number and nodes are objects of their own', () => {
  check(`
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      instanceType: m5.large
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: EKSConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      kubeletExtraArgs:
        max-pods: "110"
#                 ^^^^^ information max-pods-above-capacity: With the plugin's defaults 29 of 110 pods get an address on m5.large (3 × (10 − 1) + 2 = 29), and 81 would hang in ContainerCreating. More need ENABLE_PREFIX_DELEGATION, and no aws-node is in sight.
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: workers
spec:
  clusterName: dev
  template:
    spec:
      clusterName: dev
      bootstrap:
        configRef:
          apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
          kind: EKSConfigTemplate
          name: workers
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: AWSMachineTemplate
        name: workers
`);
});

test('a number in one file and types in another: where the number stands', () => {
  const [types = '', number = ''] = karpenter('["m5.large"]', 'maxPods: 110').split('---');
  const rules = (here: string, there: string): string[] =>
    diagnose(
      analyze(here, DEFAULT_SETTINGS, {
        elsewhere: () => sightIn({ path: '', name: '' }, there, DEFAULT_SETTINGS).cluster,
      }),
    ).map(({ rule }) => rule);
  assert.deepEqual(rules(number, `${types}---${awsNode({})}`), ['max-pods-above-capacity']);
  assert.deepEqual(rules(types, `${number}---${awsNode({})}`), []);
});

test('the capacity written', () => {
  const before = managedGroup('\n    instanceType: m5.large\n    maxPodsPerNode: 110') + awsNode({});
  checkFix(before, 'Write 29', before.replace('110', '29'));
});

test('a script in front of the one of EKS, whose flag may be lost, and stays silent', () => {
  const group = (image: string): string =>
    managedGroup(`
    instanceType: m5.large
    ${image}
    preBootstrapCommands:
      - "echo 'export KUBELET_EXTRA_ARGS=--max-pods=110' > /etc/profile.d/bootstrap.sh"`);
  const alone = only('max-pods-above-capacity');
  check(group('amiFamily: AmazonLinux2') + awsNode({}), alone);
  check(group('volumeSize: 20') + awsNode({}), alone);
});

const AT_NODES =
  'warning max-pods-above-capacity: kubelet admits too many pods: 29 of 110 pods get an address on m5.large (3 × (10 − 1) + 2 = 29), and 81 hang in ContainerCreating. Write 29, or set ENABLE_PREFIX_DELEGATION.';
const AT_AWS_NODE =
  'information max-pods-above-capacity: kubelet is told to take 110 pods on m5.large nodes of general, where 29 get an address (3 × (10 − 1) + 2 = 29).';
const NODES = managedGroup(`
    instanceType: m5.large
    maxPodsPerNode: 110
#                   ^^^ ${AT_NODES}`);
const OFF = {
  ENABLE_PREFIX_DELEGATION: `"false"
#                    ^^^^^^^ ${AT_AWS_NODE}`,
};

test('aws-node in another file: at both ends', () => {
  const files = { 'cluster.yaml': NODES, 'cni/aws-node.yaml': awsNode(OFF) };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'cluster.yaml:10 max-pods-above-capacity → cni/aws-node.yaml:23 Prefix delegation is off here.',
    'cni/aws-node.yaml:23 max-pods-above-capacity → cluster.yaml:10 Nodes of general.',
  ]);
});

test('a class of Karpenter in a third file: at the class and at aws-node', () => {
  const [pool = '', nodeClass = ''] = karpenter(
    '["m5.large"]',
    `maxPods: 110
#            ^^^ ${AT_NODES}`,
  ).split('---');
  checkFiles({
    'karpenter/pool.yaml': pool,
    'karpenter/classes/general.yaml': nodeClass,
    'cni/aws-node.yaml': awsNode(OFF),
    'cluster.yaml': CLUSTER,
  });
});

test('at aws-node only what its nodes say as well: not beside another aws-node, nor below a patch', () => {
  const nodes = plain(NODES);
  const off = awsNode({ ENABLE_PREFIX_DELEGATION: '"false"' });
  checkFiles({ 'nodes.yaml': nodes, 'a.yaml': off, 'b.yaml': awsNode(PREFIXES) });
  checkFiles({
    'base/nodes.yaml': nodes,
    'base/aws-node.yaml': off,
    'overlays/prod/kustomization.yaml': '# of another tool\nkind: Kustomization\n',
    'overlays/prod/aws-node.yaml': patch({ ENABLE_PREFIX_DELEGATION: '"true"' }),
  });
});

const CLUSTER =
  'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: dev, region: eu-west-1 }\n';
