import test from 'node:test';
import { check } from '../support/check.js';

test('an agent that looks for the port', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.0
          env:
            - name: ENABLE_IPv4
              value: "true"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.0-eksbuild.1
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning agent-too-old: Node agent 1.4.0 cannot reach ipamd of release 1.23.0. Use 1.4.1 or later.
`);
});

test('an agent that is new enough, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.0
          env:
            - name: ENABLE_IPv4
              value: "true"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.1
`);
});

test('a release that still has the port, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.22.4
          env:
            - name: ENABLE_IPv4
              value: "true"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.3.0
`);
});

test('an image without a release, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.0
          env:
            - name: ENABLE_IPv4
              value: "true"
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:latest
`);
});
