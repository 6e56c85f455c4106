import { test } from 'node:test';
import { check } from '../support/check.js';

const kops = (network: string, subnet: string) => `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
${network}
  subnets:
    - name: eu-central-1a
      cidr: ${subnet}
`;

const capa = (vpc: string) => `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata:
  name: shop
spec:
  network:
    vpc:
${vpc}
    subnets:
      - availabilityZone: eu-central-1a
        cidrBlock: 10.2.0.0/24
`;

test('a subnet elsewhere', () => {
  check(
    kops(
      '  networkCIDR: 10.20.0.0/16',
      `10.2.0.0/19
#           ^^^^^^^^^^^ warning subnet-outside-vpc: "10.2.0.0/19" does not lie in 10.20.0.0/16 of its VPC; kOps refuses the subnet. Choose a part of the VPC, or add a block to the VPC.`,
    ),
  );
});

test('a subnet around the VPC', () => {
  check(
    kops(
      '  networkCIDR: 10.20.0.0/20',
      `10.20.0.0/19
#           ^^^^^^^^^^^^ warning subnet-outside-vpc: "10.20.0.0/19" is larger than 10.20.0.0/20 of its VPC; kOps refuses the subnet. Choose a part of the VPC, or add a block to the VPC.`,
    ),
  );
});

test('all blocks of the VPC', () => {
  check(
    kops(
      '  networkCIDR: 10.20.0.0/16\n  additionalNetworkCIDRs: [10.21.0.0/16]',
      `10.2.0.0/19
#           ^^^^^^^^^^^ warning subnet-outside-vpc: "10.2.0.0/19" does not lie in 10.20.0.0/16 and 10.21.0.0/16 of its VPC; kOps refuses the subnet. Choose a part of the VPC, or add a block to the VPC.`,
    ),
  );
  check(kops('  networkCIDR: 10.20.0.0/16\n  additionalNetworkCIDRs: [10.2.0.0/16]', '10.2.0.0/19'));
});

test('a VPC that Cluster API makes', () => {
  check(
    `${capa('      cidrBlock: 10.20.0.0/16')}#                  ^^^^^^^^^^^ warning subnet-outside-vpc: "10.2.0.0/24" does not lie in 10.20.0.0/16 of its VPC; EC2 refuses the subnet. Choose a part of the VPC, or add a block to the VPC.
`,
  );
});

test('a VPC that exists, which may have further blocks, and stays silent', () => {
  check(capa('      id: vpc-0123456789abcdef0\n      cidrBlock: 10.20.0.0/16'));
  check(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
vpc:
  cidr: 10.20.0.0/16
  subnets:
    private:
      eu-central-1a: { id: subnet-0123456789abcdef0, cidr: 100.64.0.0/19 }
`);
});

test('a VPC whose blocks are not all known, and stays silent', () => {
  check(kops('  networkCIDR: 10.20.0.0/16\n  additionalNetworkCIDRs: ["${MORE}"]', '10.2.0.0/19'));
  check(kops('  networkCIDR: ${VPC}', '10.2.0.0/19'));
  check(capa('      availabilityZoneUsageLimit: 3'));
});

const stack = (more: string, note = '') => `Resources:
  Shop:
    Type: AWS::EKS::Cluster
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.20.0.0/16}
${more}  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 100.64.0.0/19
${note}`;

test('a VPC of a template', () => {
  check(
    stack(
      '',
      `#                ^^^^^^^^^^^^^ warning subnet-outside-vpc: "100.64.0.0/19" does not lie in 10.20.0.0/16 of its VPC; EC2 refuses the subnet. Choose a part of the VPC, or add a block to the VPC.
`,
    ),
  );
});

test('a VPC of a template with a further block, known or not, and stays silent', () => {
  const more = (block: string) => `  More:
    Type: AWS::EC2::VPCCidrBlock
    Properties: {VpcId: !Ref Vpc, ${block}}
`;
  check(stack(more('CidrBlock: 100.64.0.0/16')));
  check(stack(more('CidrBlock: !Ref Pods')));
  check(stack(more('CidrBlock: {Ref: Pods}')));
  check(stack(more('Ipv4IpamPoolId: ipam-pool-0123456789abcdef0')));
});
