import { mistake, noted } from '../../support/mistake.js';

// Windows nodes, Cluster API and blocks of addresses.

const configMap = (data: string, name = 'amazon-vpc-cni'): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
data:
${data}`;

const WINDOWS_NODES = `
Resources:
  Windows:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: shop
      NodegroupName: windows
      AmiType: WINDOWS_CORE_2022_x86_64
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0a1b2c3d4e5f60718]
`;

mistake(73, 'Windows nodes, and nobody to hand out addresses on them', {
  wrong: {
    'nodes.yaml': noted(WINDOWS_NODES, 'NodegroupName: windows', 'information windows-nodes-without-ipam'),
    'config.yaml': noted(
      configMap('  enable-network-policy-controller: "false"\n'),
      'name: amazon-vpc-cni',
      'warning windows-nodes-without-ipam',
    ),
  },
  right: {
    'nodes.yaml': WINDOWS_NODES,
    'config.yaml': configMap('  enable-windows-ipam: "true"\n'),
  },
});

mistake(74, 'prefixes for Windows nodes without addresses for them', {
  wrong: configMap(`  enable-windows-prefix-delegation: "true"
#                                   ^^^^^^ warning windows-prefixes-without-ipam
`),
  right: configMap(`  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
`),
});

mistake(75, 'the ConfigMap has another name', {
  wrong: noted(
    configMap('  enable-windows-ipam: "true"\n', 'amazon-vpc-cni-windows'),
    'name: amazon-vpc-cni-windows',
    'warning config-map-not-read',
  ),
  right: configMap('  enable-windows-ipam: "true"\n'),
});

mistake(76, 'a cooldown of branch ENIs below 30 seconds', {
  wrong: configMap(`  branch-eni-cooldown: "10"
#                      ^^^^ information cooldown-too-short
`),
  right: configMap('  branch-eni-cooldown: "30"\n'),
});

const controlPlane = (fields: string): string => `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
${fields}`;

mistake(77, 'the secondary block of Cluster API is in a range that it refuses', {
  wrong: controlPlane(`  secondaryCidrBlock: 10.1.0.0/16
#                     ^^^^^^^^^^^ error capa-secondary-block
`),
  right: controlPlane('  secondaryCidrBlock: 100.64.0.0/16\n'),
});

const PRIVATE = `  endpointAccess:
    private: true
    public: false
  network:
    vpc:
      id: vpc-0a1b2c3d4e5f60718
    subnets:
      - id: subnet-0a1b2c3d4e5f60711
        cidrBlock: 10.20.0.0/20
      - id: subnet-0a1b2c3d4e5f60712
        cidrBlock: 10.20.16.0/20
`;

mistake(78, 'the control plane in subnets for pods', {
  wrong: controlPlane(`${PRIVATE}      - id: subnet-0a1b2c3d4e5f60713
        cidrBlock: 100.64.0.0/18
#                  ^^^^^^^^^^^^^ warning control-plane-in-pod-subnet
      - id: subnet-0a1b2c3d4e5f60714
        cidrBlock: 100.64.64.0/18
`),
  right: controlPlane(PRIVATE),
});

const eksctl = (fields: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
${fields}`;

// EKS refuses the range when the cluster is made, not eksctl when it reads the file.
mistake(79, 'a range of services that is not private', {
  wrong: [
    eksctl(`kubernetesNetworkConfig:
  serviceIPv4CIDR: 176.22.0.0/16
#                  ^^^^^^^^^^^^^ warning service-cidr-not-private
`),
    eksctl(`kubernetesNetworkConfig:
  serviceIPv4CIDR: 100.64.0.0/16
#                  ^^^^^^^^^^^^^ warning service-cidr-not-private
`),
  ],
  right: eksctl(`kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/16
`),
});

mistake(80, 'a VPC that is too large for eksctl', {
  wrong: eksctl(`vpc:
  cidr: 10.0.0.0/8
#       ^^^^^^^^^^ error cidr-length-out-of-range
`),
  right: eksctl(`vpc:
  cidr: 10.0.0.0/16
`),
});

mistake(81, 'the block of the Docker bridge for a VPC or a subnet', {
  wrong: [
    eksctl(`vpc:
  cidr: 172.17.0.0/16
#       ^^^^^^^^^^^^^ warning docker-bridge-overlap
`),
    controlPlane(`  network:
    subnets:
      - availabilityZone: eu-central-1a
        cidrBlock: 172.17.1.0/24
#                  ^^^^^^^^^^^^^ warning docker-bridge-overlap
`),
  ],
  right: [
    eksctl(`vpc:
  cidr: 172.18.0.0/16
`),
    controlPlane(`  network:
    subnets:
      - availabilityZone: eu-central-1a
        cidrBlock: 172.18.1.0/24
`),
  ],
});
