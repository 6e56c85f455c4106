import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { NO_CLUSTER } from '../../server/src/core/model/cluster.js';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const BY_ZONE = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};

const pool = (fields: string): string => `
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
${fields}`;

const ZONES = `        - key: topology.kubernetes.io/zone
          operator: In
          values: [us-west-2a, us-west-2b]
`;

test('zones in one file, ENIConfigs in a second, and aws-node in a third: at both ends', () => {
  const files = {
    'nodes/pool.yaml': pool(`        - key: topology.kubernetes.io/zone
          operator: In
          values: [us-west-2a, "us-west-2b"]
#                               ^^^^^^^^^^ warning zone-without-eni-config: No ENIConfig in sight is called us-west-2b: nodes there stay NotReady, since aws-node has no subnet for their pods. Add one, named after the zone.
`),
    'cni/enis.yaml': `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
#       ^^^^^^^^^^ information zone-without-eni-config: Nodes of general can be in us-west-2b, for which no ENIConfig is in sight.
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups: [sg-0123456789abcdef0]
`,
    'cni/aws-node.yaml': awsNode(BY_ZONE),
    'kustomization.yaml': 'kind: Kustomization\nresources: [nodes, cni]\n',
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'nodes/pool.yaml:16 zone-without-eni-config → cni/aws-node.yaml:25 Nodes take the ENIConfig that this label names.',
    'nodes/pool.yaml:16 zone-without-eni-config → cni/enis.yaml:5 The ENIConfig us-west-2a.',
    'cni/enis.yaml:5 zone-without-eni-config → nodes/pool.yaml:16 Nodes of general.',
  ]);
});

test('folders side by side, which may be of two clusters, and stays silent', () => {
  checkFiles({
    'blue/pool.yaml': pool(ZONES),
    'green/cni.yaml': awsNode(BY_ZONE) + eniConfigs('us-west-2a'),
  });
});

test('zones that several groups have from their cluster, each of them once', () => {
  check(`
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
availabilityZones: [us-west-2a, us-west-2b]
#                               ^^^^^^^^^^ warning zone-without-eni-config: No ENIConfig in sight is called us-west-2b: nodes there stay NotReady, since aws-node has no subnet for their pods. Add one, named after the zone.
managedNodeGroups:
  - name: a
    instanceType: m5.large
  - name: b
    instanceType: m5.large
---${awsNode(BY_ZONE)}${eniConfigs('us-west-2a')}`);
});

test('every zone has one, or the group is of another region, and stays silent', () => {
  check(`${pool(ZONES)}---${awsNode(BY_ZONE)}${eniConfigs('us-west-2a', 'us-west-2b')}`);
  check(`${pool(ZONES)}---${awsNode(BY_ZONE)}${eniConfigs('eu-west-1a')}`);
});

test('a name that is filled in later, and stays silent', () => {
  check(`${pool(ZONES)}---${awsNode(BY_ZONE)}${eniConfigs('us-west-2a', '"${ZONE}"')}`);
});

test('another label chooses, an annotation counts before it, or custom networking is not known, and stays silent', () => {
  const group = (fields: string) =>
    managedGroup(`
    instanceType: m5.large
    availabilityZones: [eu-west-1a, eu-west-1b]${fields}`);
  const other = { ...BY_ZONE, ENI_CONFIG_LABEL_DEF: 'example.com/pods' };
  check(group('') + awsNode(other) + eniConfigs('eu-west-1a'));
  check(
    group('\n    labels: { vpc.amazonaws.com/externalEniConfig: eu-west-1a }') +
      awsNode(BY_ZONE) +
      eniConfigs('eu-west-1a'),
  );
  check(
    group('') +
      awsNode({ ...BY_ZONE, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"${CUSTOM}"' }) +
      eniConfigs('eu-west-1a'),
  );
});

test('Windows nodes, which aws-node does not serve, and stays silent', () => {
  check(
    managedGroup(`
    amiFamily: WindowsServer2022CoreContainer
    instanceType: m5.large
    availabilityZones: [eu-west-1a, eu-west-1b]`) +
      windows +
      awsNode(BY_ZONE) +
      eniConfigs('eu-west-1a'),
  );
});

const windows = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data: {enable-windows-ipam: "true"}
---`;

test('a kustomization that renames objects, or brings in others, and stays silent', () => {
  for (const line of ['namePrefix: dev-', 'resources: ["https://example.com/enis?ref=v1"]'])
    checkFiles({
      'kustomization.yaml': `kind: Kustomization\n${line}\n`,
      'pool.yaml': pool(ZONES),
      'aws-node.yaml': awsNode(BY_ZONE),
      'enis.yaml': eniConfigs('us-west-2a'),
    });
});

test('nothing is said as long as files of the workspace may not have been read', () => {
  const text = `${pool(ZONES)}---${awsNode(BY_ZONE)}${eniConfigs('us-west-2a')}`;
  const elsewhere = () => ({ ...NO_CLUSTER });
  assert.deepEqual(diagnose(analyze(text, DEFAULT_SETTINGS, { elsewhere })), []);
});
