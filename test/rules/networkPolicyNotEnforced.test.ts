import { test } from 'node:test';
import { check } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

test('a policy beside an aws-node whose agent is off', () => {
  check(`
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
#                                     ^^^^^ information network-policy-not-enforced: Network policies are in sight, and the node agent is off.
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
#       ^^^^^^^^ information network-policy-not-enforced: Nothing in sight enforces this policy: the node agent of aws-node is off. Give the node agent --enable-network-policy=true, and set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.
  namespace: shop
spec:
  podSelector: {}
`);
});

test('several, told once at the other end', () => {
  checkFiles({
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
#               ^^^^^^^^^^^^^^^^^ information network-policy-not-enforced: Network policies are in sight, and the node agent is off.
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-ipv6=false
`,
    'policies.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
#       ^^^^^^^^ information network-policy-not-enforced: Nothing in sight enforces this policy: the node agent of aws-node is off. Give the node agent --enable-network-policy=true, and set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.
  namespace: shop
spec:
  podSelector: {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
#       ^^^^^^^^^ information network-policy-not-enforced: Nothing in sight enforces this policy: the node agent of aws-node is off. Give the node agent --enable-network-policy=true, and set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.
  namespace: shop
spec:
  podSelector: {}
`,
  });
});

test('the agent is on', () => {
  checkFiles({
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
    'policies.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
  });
});

test('Calico anywhere in the workspace', () => {
  checkFiles({
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
    'shop/policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
    'calico/operator.yaml': `
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

test('Calico is chosen in a kustomization', () => {
  checkFiles({
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
    'policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
    'calico/kustomization.yaml': `
resources:
  - https://raw.githubusercontent.com/projectcalico/calico/v3.28.0/manifests/tigera-operator.yaml
`,
  });
});

test('policies of Calico say that it is there', () => {
  checkFiles({
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
    'policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
    'calico.yaml': `
apiVersion: crd.projectcalico.org/v1
kind: GlobalNetworkPolicy
metadata:
  name: deny-all
spec:
  selector: all()
`,
  });
});

test('Cilium chained to aws-node', () => {
  checkFiles({
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
    'policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
    'cilium.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cilium-config
  namespace: kube-system
data:
  cni-chaining-mode: aws-cni
`,
  });
});

test('EKS Auto Mode', () => {
  checkFiles({
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
    'policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
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

test('no aws-node in sight', () => {
  checkFiles({
    'policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
  });
});

test('an aws-node that is not all in sight', () => {
  checkFiles({
    'policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`,
    'patch.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
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

test('half enabled, which is said there', () => {
  check(`
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
#                                     ^^^^^ information network-policy-half-enabled: No policy is enforced: the network policy controller is on, and the node agent is not.
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
#                                   ^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Give the node agent --enable-network-policy=true.
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
`);
});
