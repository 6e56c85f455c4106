import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

test('mistake 71: the controller without the agent', () => {
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
`);
});

test('at both ends, in two files', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
#                                   ^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Give the node agent --enable-network-policy=true.
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
#                                     ^^^^^ information network-policy-half-enabled: No policy is enforced: the network policy controller is on, and the node agent is not.
`,
  });
});

test('no agent at all', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
#       ^^^^^^^^ information network-policy-half-enabled: No policy is enforced: the network policy controller is on, and the node agent is not.
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
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
#                                   ^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Give aws-node the container aws-eks-nodeagent, with --enable-network-policy=true.
`);
});

test('the agent without the controller, at both ends', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "false"
#                                   ^^^^^^^ information network-policy-half-enabled: No policy is enforced: the node agent is on, and the network policy controller is not.
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
#                                     ^^^^ warning network-policy-half-enabled: The node agent is on, and the network policy controller is not, so no policy is enforced. Set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.
`,
  });
});

test('the agent without the controller in strict mode', () => {
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
              value: "strict"
#                    ^^^^^^^^ information pods-denied-by-default: In strict mode a pod without a network policy can talk to nobody. Add-ons in kube-system need policies too.
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-network-policy=true
#                                     ^^^^ warning network-policy-half-enabled: The node agent is on, and the network policy controller is not, so in strict mode no pod can talk to anybody. Set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "false"
#                                   ^^^^^^^ information network-policy-half-enabled: No policy is enforced: the node agent is on, and the network policy controller is not.
`);
});

test('both', () => {
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
            - --enable-network-policy=true
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
`);
});

test('none of the two', () => {
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
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "false"
`);
});

test('values of the chart, whose switch is for both', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
#                                   ^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Set enableNetworkPolicy to "true" in values of the chart, which is for both.
`,
    'values.yaml': `
enableNetworkPolicy: "false"
#                     ^^^^^ information network-policy-half-enabled: No policy is enforced: the network policy controller is on, and the node agent is not.
env:
  WARM_IP_TARGET: "5"
  MINIMUM_IP_TARGET: "20"
`,
  });
});

test('values of the chart without a node agent', () => {
  check(`
enableNetworkPolicy: "true"
#^^^^^^^^^^^^^^^^^^^^^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Set nodeAgent.enabled to true and enableNetworkPolicy to "true" in values of the chart.
nodeAgent:
  enabled: false
env:
  WARM_IP_TARGET: "5"
  MINIMUM_IP_TARGET: "20"
`);
});

test('configuration of the add-on', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
#                                   ^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Set enableNetworkPolicy to "true" in the configuration of the add-on, which is for both.
`,
    'cluster.yaml': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
addons:
  - name: vpc-cni
    configurationValues: |-
      enableNetworkPolicy: "false"
#                           ^^^^^ information network-policy-half-enabled: No policy is enforced: the network policy controller is on, and the node agent is not.
`,
  });
});

test('each end leads to the other', () => {
  const configMap = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\ndata:\n  enable-network-policy-controller: "${value}"\n`;
  const node = (value: string) =>
    awsNode({ NETWORK_POLICY_ENFORCING_MODE: 'standard' }, { agent: [`enable-network-policy=${value}`] });
  const links = (files: Record<string, string>) => linksIn(files).map((line) => line.replace(/ \D+$/, ''));
  assert.deepEqual(links({ 'cm.yaml': configMap('true'), 'aws-node.yaml': node('false') }), [
    'cm.yaml:6 network-policy-half-enabled → aws-node.yaml:31',
    'aws-node.yaml:31 network-policy-half-enabled → cm.yaml:6',
  ]);
  assert.deepEqual(links({ 'cm.yaml': configMap('false'), 'aws-node.yaml': node('true') }), [
    'cm.yaml:6 network-policy-half-enabled → aws-node.yaml:31',
    'aws-node.yaml:31 network-policy-half-enabled → cm.yaml:6',
  ]);
});

const configMap = (value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "${value}"
`;
const daemonSet = (value: string): string =>
  awsNode({ NETWORK_POLICY_ENFORCING_MODE: 'standard' }, { agent: [`enable-network-policy=${value}`] });

test('what two ConfigMaps say of one agent is said there once, and leads to both', () => {
  const node = `${daemonSet('false')}#                                     ^^^^^ information network-policy-half-enabled: No policy is enforced: the network policy controller is on, and the node agent is not.\n`;
  const on = `${configMap('true')}#                                   ^^^^^^ warning network-policy-half-enabled: The network policy controller is on, and no node agent: no policy is enforced. Give the node agent --enable-network-policy=true.\n`;
  const files = { 'cm.yaml': on, 'cm-again.yaml': on, 'aws-node.yaml': node };
  checkFiles(files);
  assert.equal(linksIn(files).filter((line) => line.startsWith('aws-node.yaml')).length, 2);
});

test('two overlays with an agent and one controller', () => {
  const patch = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-network-policy=true
#                                     ^^^^ warning network-policy-half-enabled: The node agent is on, and the network policy controller is not, so no policy is enforced. Set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.
`;
  const overlay = 'resources:\n  - ../base\npatches:\n  - path: agent.yaml\n';
  checkFiles({
    'base/kustomization.yaml': 'resources:\n  - aws-node.yaml\n  - cm.yaml\n',
    'base/aws-node.yaml': daemonSet('true'),
    'base/cm.yaml': `${configMap('false')}#                                   ^^^^^^^ information network-policy-half-enabled: No policy is enforced: the node agent is on, and the network policy controller is not.\n`,
    'dev/kustomization.yaml': overlay,
    'dev/agent.yaml': patch,
    'prod/kustomization.yaml': overlay,
    'prod/agent.yaml': patch,
  });
});

test('one value of the chart that the two read in different ways is told of once', () => {
  check(`
enableNetworkPolicy: "True"
#                    ^^^^^^ warning unreadable-config-map-value: "True" does not read as true: the network policy controller stays off. Write "true".
env:
  AWS_VPC_K8S_CNI_LOGLEVEL: INFO
`);
});
