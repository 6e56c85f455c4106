import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const KEY = 'example.com/eni';
const by = (label: string): string =>
  awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', ENI_CONFIG_LABEL_DEF: label });

/** Two groups of eksctl, of which the first has the label. */
const groups = (second: string, first = `labels: { ${KEY}: pods-a }`): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
managedNodeGroups:
  - name: general
    instanceType: m5.large
    ${first}
  - name: ${second}
---`;

/** `name`: with a note below it. */
const pool = (name = 'spot', more = ''): string => `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: ${name}
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: default }
      requirements:
        - { key: karpenter.k8s.aws/instance-category, operator: In, values: [m] }${more}
---`;
const nodeClass = (userData = ''): string => `
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: default
spec:
  role: node
  amiSelectorTerms:
    - alias: al2023@v20250501${userData}
---`;

const message = (who: string, mark = `label ${KEY}`): string =>
  `warning nodes-without-eni-config: Nothing names the ENIConfig of nodes of ${who}, and no ENIConfig in sight is called default: they stay NotReady, since aws-node has no subnet for their pods. Give them the ${mark}.`;

const WITHOUT = groups(`batch
#         ^^^^^ ${message('batch')}
    instanceType: m5.large
    labels: { tier: batch }`);
const SILENT = 'batch\n    instanceType: m5.large';

test('a group of eksctl without the label that another has', () => {
  check(WITHOUT + by(KEY) + eniConfigs('pods-a'));
});

test('in files of their own, with links to all that counts', () => {
  const files = {
    'cluster.yaml': WITHOUT,
    'cni/aws-node.yaml': by(KEY),
    'cni/enis.yaml': eniConfigs('pods-a'),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'cluster.yaml:11 nodes-without-eni-config → cni/aws-node.yaml:25 Nodes take the ENIConfig that this label names.',
    'cluster.yaml:11 nodes-without-eni-config → cluster.yaml:10 Nodes of general have the label.',
    'cluster.yaml:11 nodes-without-eni-config → cni/enis.yaml:5 The ENIConfig pods-a.',
  ]);
});

test('a NodePool of Karpenter beside such a group', () => {
  const without = pool(`spot
#       ^^^^ ${message('spot')}`);
  check(
    groups(`${SILENT}\n    labels: { ${KEY}: pods-a }`) +
      without +
      nodeClass() +
      by(KEY) +
      eniConfigs('pods-a'),
  );
});

test('labels that are not all known, and stays silent', () => {
  const rest = by(KEY) + eniConfigs('pods-a');
  for (const more of [
    'launchTemplate: { id: lt-0123456789abcdef0 }',
    'labels: ${LABELS}',
    'labels: { "${KEY}": pods-a }',
    'preBootstrapCommands: ["./label.sh"]',
    'amiFamily: WindowsServer2022CoreContainer',
  ])
    check(groups(`${SILENT}\n    ${more}`) + rest);
  const labelled = groups(`${SILENT}\n    labels: { ${KEY}: pods-a }`);
  // Nodes get the value that pods ask for.
  check(labelled + pool('spot', `\n        - { key: ${KEY}, operator: Exists }`) + nodeClass() + rest);
  check(labelled + pool() + nodeClass('\n  userData: "echo --node-labels=$LABELS"') + rest);
  // The class is not in sight.
  check(labelled + pool() + rest);
});

test('a kustomization that may give labels to a NodePool, and stays silent', () => {
  const files = (name: string, kustomization: string) => ({
    'cluster.yaml': groups(`${SILENT}\n    labels: { ${KEY}: pods-a }`) + by(KEY) + eniConfigs('pods-a'),
    'pool.yaml': pool(name) + nodeClass(),
    'kustomization.yaml': `kind: Kustomization\nresources: [cluster.yaml, pool.yaml]\n${kustomization}`,
  });
  checkFiles(files(`spot\n#       ^^^^ ${message('spot')}`, ''));
  checkFiles(files('spot', 'patches: [{ path: labels.yaml, target: { kind: NodePool } }]\n'));
});

test('an ENIConfig called default, or one of any name, and stays silent', () => {
  check(groups(SILENT) + by(KEY) + eniConfigs('pods-a', 'default'));
  check(`${groups(SILENT)}${by(KEY)}${eniConfigs('pods-a')}${eniConfigs('"{{ .Values.name }}"')}`);
});

test('nodes that all have the label, or none of which has it, and stays silent', () => {
  // The zone is a label of every node, and EKS writes that of the group.
  check(groups(SILENT, 'labels: {}') + by('topology.kubernetes.io/zone') + eniConfigs('us-west-2a'));
  check(groups(SILENT) + by('eks.amazonaws.com/nodegroup') + eniConfigs('pods-b'));
  // Something else labels them.
  check(groups(SILENT, 'labels: {}') + by(KEY) + eniConfigs('pods-a'));
});

test('a group with the label that counts before the others, and stays silent', () => {
  check(
    groups(`${SILENT}\n    labels: { vpc.amazonaws.com/externalEniConfig: pods-a }`) +
      by(KEY) +
      eniConfigs('pods-a'),
  );
});
