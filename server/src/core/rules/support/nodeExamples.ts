/** For the examples of rules: a cluster with one managed node group, for an aws-node behind it. */
export const managedGroup = (fields: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
managedNodeGroups:
  - name: general${fields}
---`;

/** Nodes of Karpenter with the EC2NodeClass that they refer to, for an aws-node behind them. */
export const karpenterNodes = (type: string, kubelet = '', image = 'al2023@v20250501'): string => `
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
          values: ["${type}"]
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiSelectorTerms:
    - alias: ${image}
${kubelet}---`;

/** What nodeadm is told on a node. */
export const nodeConfig = (kubelet: string): string => `
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: dev
    apiServerEndpoint: https://example.com
    certificateAuthority: Y2VydGlmaWNhdGVBdXRob3JpdHk=
    cidr: 10.100.0.0/16
  kubelet:${kubelet}
`;
