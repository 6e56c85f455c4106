// What keeps the rule network-policy-half-enabled silent.
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { checkFiles } from '../support/checkFiles.js';

test('a controller that runs in the cluster', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "false"
`,
    'aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: NETWORK_POLICY_ENFORCING_MODE
              value: "standard"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-network-policy=true
`,
    'controller.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: amazon-network-policy-controller-k8s
spec:
  selector:
    matchLabels:
      app: controller
  template:
    metadata:
      labels:
        app: controller
    spec:
      containers:
        - name: controller
          image: example.com/controller:v1.0.2
`,
  });
});

test('EKS Auto Mode, whose nodes have an agent of their own', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
`,
    'aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: NETWORK_POLICY_ENFORCING_MODE
              value: "standard"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-network-policy=false
`,
    'nodes.yaml': `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: eks.amazonaws.com
        kind: NodeClass
        name: default
      requirements:
        - key: eks.amazonaws.com/instance-category
          operator: In
          values: [m]
`,
  });
});

test('EKS Auto Mode without an aws-node', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
`,
    'nodes.yaml': `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: eks.amazonaws.com
        kind: NodeClass
        name: default
      requirements:
        - key: eks.amazonaws.com/instance-category
          operator: In
          values: [m]
`,
  });
});

test('Calico for policies', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
`,
    'aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: NETWORK_POLICY_ENFORCING_MODE
              value: "standard"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-network-policy=false
`,
    'calico.yaml': `
apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec:
  cni:
    type: AmazonVPC
`,
  });
});

test('a patch, whose arguments are elsewhere', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
`,
    'patch.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "2"
`,
  });
});

test('a switch that is known only later', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "{{ .Values.policies }}"
`,
    'aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: NETWORK_POLICY_ENFORCING_MODE
              value: "standard"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-network-policy=true
`,
  });
});

test('two ConfigMaps that differ, as of a base and its overlay', () => {
  const configMap = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "${value}"
`;
  checkFiles({
    'base/cm.yaml': configMap('true'),
    'cm.yaml': configMap('false'),
    'aws-node.yaml': awsNode(
      { NETWORK_POLICY_ENFORCING_MODE: 'standard' },
      { agent: ['enable-network-policy=false'] },
    ),
  });
});

test('two files of values that contradict each other say nothing together', () => {
  const values = (policy: string, more = '') =>
    `originalMatchLabels: true\nenv:\n  WARM_ENI_TARGET: "1"\nenableNetworkPolicy: "${policy}"\n${more}`;
  checkFiles({ 'one.yaml': values('false'), 'two.yaml': values('true', 'nodeAgent:\n  enabled: false\n') });
});
