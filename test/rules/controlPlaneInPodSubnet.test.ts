import { test } from 'node:test';
import { check } from '../support/check.js';

const capa = (access: string, subnets: string): string => `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
  endpointAccess:
${access}
  network:
    vpc:
      id: vpc-0a1b2c3d4e5f60718
    subnets:
${subnets}`;

const PRIVATE = '    private: true\n    public: false';
const NODES = '      - cidrBlock: 10.20.0.0/20\n      - cidrBlock: 10.20.16.0/20\n';
const PODS = '      - cidrBlock: 100.64.0.0/18\n      - cidrBlock: 100.64.64.0/18\n';

const eksctl = (vpc: string, privateSubnet = '100.64.0.0/18'): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  id: vpc-0a1b2c3d4e5f60718
${vpc}
  subnets:
    private:
      eu-central-1a:
        id: subnet-0a1b2c3d4e5f60711
        cidr: 10.20.0.0/20
      eu-central-1b:
        id: subnet-0a1b2c3d4e5f60712
        cidr: ${privateSubnet}
`;

test('a subnet for pods in the list of Cluster API, at the first of them', () => {
  check(
    capa(
      PRIVATE,
      `${NODES}      - cidrBlock: 198.19.0.0/18
#                  ^^^^^^^^^^^^^ warning control-plane-in-pod-subnet: EKS may put the endpoint of the cluster in "198.19.0.0/18", and public access is off: where that block is not routed, as is usual with blocks for pods, nobody outside of the VPC reaches the cluster. Leave the subnet out of this list, and name it in an ENIConfig.
      - cidrBlock: 198.19.64.0/18
`,
    ),
  );
});

test('a subnet for pods in the list of eksctl', () => {
  check(
    eksctl(
      '  clusterEndpoints: { privateAccess: true, publicAccess: false }',
      `100.64.0.0/18
#             ^^^^^^^^^^^^^ warning control-plane-in-pod-subnet: EKS may put the endpoint of the cluster in "100.64.0.0/18", and public access is off: where that block is not routed, as is usual with blocks for pods, nobody outside of the VPC reaches the cluster. Name the other subnets in vpc.controlPlaneSubnetIDs.`,
    ),
  );
});

test('public access, which is on by default, and stays silent', () => {
  check(capa('    private: true', NODES + PODS));
  check(capa('    private: true\n    public: true', NODES + PODS));
  check(capa('    private: true\n    public: ${PUBLIC}', NODES + PODS));
  check(eksctl('  clusterEndpoints: { privateAccess: true, publicAccess: true }'));
});

test('other subnets for the control plane by name, and stays silent', () => {
  check(
    eksctl(`  clusterEndpoints: { privateAccess: true, publicAccess: false }
  controlPlaneSubnetIDs: [subnet-0a1b2c3d4e5f60711, subnet-0a1b2c3d4e5f60713]`),
  );
});

test('nothing but such blocks, or none of them, and stays silent', () => {
  check(capa(PRIVATE, PODS));
  check(capa(PRIVATE, NODES));
  check(capa(PRIVATE, `${NODES}      - cidrBlock: \${PODS}\n`));
});
