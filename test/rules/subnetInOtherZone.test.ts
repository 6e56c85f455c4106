import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const eniConfig = (subnet: string): string => `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: ${subnet}
  securityGroups: [sg-0123456789abcdef0]
`;

const WARNING =
  "warning subnet-in-other-zone: This subnet is in us-west-2b, and EC2 attaches only ENIs of a node's own zone: nodes in us-west-2a get no ENIs for pods. Name a subnet of us-west-2a.";
const ECHO =
  'information subnet-in-other-zone: The ENIConfig "us-west-2a" has this subnet, which is in us-west-2b: nodes in us-west-2a get no ENIs for pods.';

const WRONG = eniConfig(`subnet-0f9e8d7c6b5a49382
#         ^^^^^^^^^^^^^^^^^^^^^^^^ ${WARNING}`);

test('a subnet of eksctl, by its key or by its zone: at both ends', () => {
  const files = {
    'cluster.yaml': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
      us-west-2a: { id: subnet-0a1b2c3d4e5f60718 }
      pods:
        id: subnet-0f9e8d7c6b5a49382
#           ^^^^^^^^^^^^^^^^^^^^^^^^ ${ECHO}
        az: us-west-2b
`,
    'eniconfig.yaml': WRONG,
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'cluster.yaml:13 subnet-in-other-zone → eniconfig.yaml:7 ENIConfig us-west-2a.',
    'eniconfig.yaml:7 subnet-in-other-zone → cluster.yaml:13 The subnet, in us-west-2b.',
  ]);
});

test('a subnet of kOps', () => {
  checkFiles({
    'cluster.yaml': `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: dev.example.com
spec:
  networking: { cni: {} }
  subnets:
    - id: subnet-0f9e8d7c6b5a49382
      name: pods
      zone: us-west-2b
`,
    // Another CNI hands out addresses there.
    'eniconfig.yaml': eniConfig('subnet-0f9e8d7c6b5a49382'),
  });
  checkFiles({
    'cluster.yaml': `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: dev.example.com
spec:
  subnets:
    - id: subnet-0f9e8d7c6b5a49382
#         ^^^^^^^^^^^^^^^^^^^^^^^^ ${ECHO}
      name: pods
      zone: us-west-2b
`,
    'eniconfig.yaml': WRONG,
  });
});

test('a subnet of Cluster API', () => {
  checkFiles({
    'cluster.yaml': `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: dev
spec:
  region: us-west-2
  network:
    subnets:
      - id: subnet-0f9e8d7c6b5a49382
#           ^^^^^^^^^^^^^^^^^^^^^^^^ ${ECHO}
        availabilityZone: us-west-2b
`,
    'eniconfig.yaml': WRONG,
  });
});

test('the right zone, no zone, or names that another label chooses, and stays silent', () => {
  const cluster = (subnets: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
${subnets}`;
  const b = cluster('      us-west-2b: { id: subnet-0f9e8d7c6b5a49382 }\n');
  checkFiles({
    'a.yaml': b.replace('us-west-2b', 'us-west-2a'),
    'b.yaml': eniConfig('subnet-0f9e8d7c6b5a49382'),
  });
  checkFiles({ 'a.yaml': b.replace('us-west-2b', 'pods'), 'b.yaml': eniConfig('subnet-0f9e8d7c6b5a49382') });
  checkFiles({
    'a.yaml': b,
    'b.yaml': eniConfig('subnet-0f9e8d7c6b5a49382').replace('us-west-2a', 'pods'),
  });
  checkFiles({
    'a.yaml': b,
    'b.yaml': eniConfig('subnet-0f9e8d7c6b5a49382'),
    'aws-node.yaml': awsNode({
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
      ENI_CONFIG_LABEL_DEF: 'example.com/pods',
    }),
  });
});
