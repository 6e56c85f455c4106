import { test } from 'node:test';
import { check } from '../support/check.js';

const EKSCTL = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
`;

const KOPS = `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
  networkCIDR: 10.20.0.0/16
`;

const CAPA = `apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
`;

test('services in the VPC, and says it once', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/16
  subnets:
    private:
      eu-central-1a:
        id: subnet-0123456789abcdef0
        cidr: 10.20.0.0/19
kubernetesNetworkConfig:
  serviceIPv4CIDR: 10.20.0.0/20
#                  ^^^^^^^^^^^^ warning cidr-overlap: "10.20.0.0/20" overlaps "10.20.0.0/16" in vpc.cidr: pods cannot reach what has an address in both, and EKS refuses it. Choose a range of services outside of the VPC.
`);
});

test('services around the VPC', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/16
kubernetesNetworkConfig:
  serviceIPv4CIDR: 10.16.0.0/12
#                  ^^^^^^^^^^^^ warning cidr-overlap: "10.16.0.0/12" overlaps "10.20.0.0/16" in vpc.cidr: pods cannot reach what has an address in both, and EKS refuses it. Choose a range of services outside of the VPC.
`);
});

test('networks on premises', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/16
kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/16
remoteNetworkConfig:
  remoteNodeNetworks:
    - cidrs: ["10.20.4.0/24", "10.80.0.0/16"]
#             ^^^^^^^^^^^^^^ warning cidr-overlap: "10.20.4.0/24" overlaps "10.20.0.0/16" in vpc.cidr: EKS refuses it, since there is no telling where such an address is. Choose blocks that are apart.
  remotePodNetworks:
    - cidrs: ["172.20.128.0/17"]
#             ^^^^^^^^^^^^^^^^^ warning cidr-overlap: "172.20.128.0/17" overlaps "172.20.0.0/16" in kubernetesNetworkConfig.serviceIPv4CIDR: EKS refuses it, since traffic to services would leave for the network on premises. Choose blocks that are apart.
    - cidrs: ["10.80.0.0/17"]
#             ^^^^^^^^^^^^^^ warning cidr-overlap: "10.80.0.0/17" overlaps "10.80.0.0/16" in remoteNetworkConfig.remoteNodeNetworks.cidrs: EKS refuses it, since there is no telling where such an address is. Choose blocks that are apart.
`);
});

test('subnets of one VPC, the later of two', () => {
  check(`${KOPS}  subnets:
    - name: eu-central-1a
      cidr: 10.20.0.0/19
    - name: eu-central-1b
      cidr: 10.20.32.0/19
    - name: eu-central-1c
      cidr: 10.20.16.0/20
#           ^^^^^^^^^^^^^ warning cidr-overlap: "10.20.16.0/20" overlaps "10.20.0.0/19" in spec.subnets.cidr: EC2 refuses a subnet that overlaps another one of its VPC. Choose a block that no other subnet has.
    - name: eu-central-1d
      cidr: 10.20.32.0/19
#           ^^^^^^^^^^^^^ warning cidr-overlap: "10.20.32.0/19" overlaps "10.20.32.0/19" in spec.subnets.cidr: EC2 refuses a subnet that overlaps another one of its VPC. Choose a block that no other subnet has.
`);
});

test('secondary blocks', () => {
  check(
    `${CAPA}  secondaryCidrBlock: 100.64.0.0/16
  network:
    vpc:
      cidrBlock: 100.64.0.0/20
      secondaryCidrBlocks:
        - ipv4CidrBlock: 100.65.0.0/16
        - ipv4CidrBlock: 100.65.128.0/17
#                        ^^^^^^^^^^^^^^^ warning cidr-overlap: "100.65.128.0/17" overlaps "100.65.0.0/16" in spec.network.vpc.secondaryCidrBlocks.ipv4CidrBlock: EC2 refuses to add it. Choose a block outside of those that the VPC has.
`.replace(
      'secondaryCidrBlock: 100.64.0.0/16\n',
      `secondaryCidrBlock: 100.64.0.0/16
#                     ^^^^^^^^^^^^^ warning cidr-overlap: "100.64.0.0/16" overlaps "100.64.0.0/20" in spec.network.vpc.cidrBlock: EC2 refuses to add it. Choose a block outside of those that the VPC has.
`,
    ),
  );
});

test('services and subnets of kOps', () => {
  check(`${KOPS}  serviceClusterIPRange: 10.20.0.0/20
#                        ^^^^^^^^^^^^ warning cidr-overlap: "10.20.0.0/20" overlaps "10.20.8.0/21" in spec.subnets.cidr: kOps refuses it. Choose a range of services in which no subnet lies.
  subnets:
    - name: eu-central-1a
      cidr: 10.20.8.0/21
`);
});

test('blocks that are in others as they should be, and stays silent', () => {
  check(`${KOPS}  nonMasqueradeCIDR: 10.20.0.0/16
  serviceClusterIPRange: 10.20.240.0/20
  sshAccess: [0.0.0.0/0, 10.20.0.0/16]
  subnets:
    - name: eu-central-1a
      cidr: 10.20.0.0/19
`);
});

test('one block named in two places, and stays silent', () => {
  check(`${CAPA}  secondaryCidrBlock: 100.64.0.0/16
  network:
    vpc:
      cidrBlock: 10.20.0.0/16
      secondaryCidrBlocks:
        - ipv4CidrBlock: 100.64.0.0/16
---
${EKSCTL}vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
      eu-central-1a: { id: subnet-0123456789abcdef0, cidr: 10.20.0.0/19 }
    public:
      eu-central-1a: { id: subnet-0123456789abcdef0, cidr: 10.20.0.0/19 }
`);
});

test('clusters of two documents, and stays silent', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/16
---
${EKSCTL}kubernetesNetworkConfig:
  serviceIPv4CIDR: 10.20.0.0/20
`);
});

test('templates, and stays silent', () => {
  check(`${EKSCTL}vpc:
  cidr: \${VPC}
kubernetesNetworkConfig:
  serviceIPv4CIDR: 10.20.0.0/20
`);
});

test('sources of traffic to the API server in eksctl, and stays silent', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/16
  extraCIDRs: ["10.20.8.0/24", "10.0.0.0/8", "192.168.0.0/16"]
`);
});

test('a block of the wrong length, which will have to be written anew, and leaves it to another rule', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.0.0.0/8
#       ^^^^^^^^^^ error cidr-length-out-of-range: "10.0.0.0/8" holds 16,777,216 addresses; eksctl takes /16 (65,536 addresses) to /24 (256 addresses) here and refuses it.
kubernetesNetworkConfig:
  serviceIPv4CIDR: 10.100.0.0/16
`);
});

const stack = (subnet: string) => `Resources:
  Shop:
    Type: AWS::EKS::Cluster
    Properties:
      ResourcesVpcConfig: {SubnetIds: [!Ref First, !Ref Second]}
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.20.0.0/16}
  First:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.20.0.0/19}
  Second:
    Type: AWS::EC2::Subnet
${subnet}
`;

test('subnets of a template', () => {
  check(
    stack(`    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.20.0.0/20
#                ^^^^^^^^^^^^ warning cidr-overlap: "10.20.0.0/20" overlaps "10.20.0.0/19" in Properties.CidrBlock: EC2 refuses a subnet that overlaps another one of its VPC. Choose a block that no other subnet has.`),
  );
});

test('subnets of two VPCs, and one that may stand for another, and stays silent', () => {
  check(stack('    Properties: {VpcId: !Ref OtherVpc, CidrBlock: 10.20.0.0/20}'));
  check(stack('    Condition: Small\n    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.20.0.0/20}'));
});
