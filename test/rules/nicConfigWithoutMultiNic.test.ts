import { test } from 'node:test';
import { checkFiles } from '../support/checkFiles.js';

test('pods ask for what aws-node does not do, at both ends', () => {
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
            - name: ENABLE_MULTI_NIC
              value: "false"
#                    ^^^^^^^ information nic-config-without-multi-nic: Pods in sight ask for an address on each network card, which takes ENABLE_MULTI_NIC.
`,
    'trainer.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: trainer
spec:
  selector:
    matchLabels:
      app: trainer
  template:
    metadata:
      labels:
        app: trainer
      annotations:
        k8s.amazonaws.com/nicConfig: multi-nic-attachment
#                                    ^^^^^^^^^^^^^^^^^^^^ warning nic-config-without-multi-nic: ENABLE_MULTI_NIC of the aws-node in sight is off, so ipamd gives a pod that asks for all network cards no address, and it does not start. Set it to "true", or remove the annotation.
    spec:
      containers:
        - name: trainer
          image: example.com/trainer:1.4
`,
  });
});

test('the variable is not written', () => {
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
#               ^^^^^^^^ information nic-config-without-multi-nic: Pods in sight ask for an address on each network card, which takes ENABLE_MULTI_NIC.
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
`,
    'trainer.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
#                                ^^^^^^^^^^^^^^^^^^^^ warning nic-config-without-multi-nic: ENABLE_MULTI_NIC of the aws-node in sight is off, so ipamd gives a pod that asks for all network cards no address, and it does not start. Set it to "true", or remove the annotation.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('a release that does not know the annotation', () => {
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
#               ^^^^^^^^ information nic-config-without-multi-nic: Pods in sight ask for an address on each network card, which takes release 1.20.0 and ENABLE_MULTI_NIC.
          image: amazon-k8s-cni:v1.19.6
          env:
            - name: ENABLE_IPv4
              value: "true"
`,
    'trainer.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
#                                ^^^^^^^^^^^^^^^^^^^^ warning nic-config-without-multi-nic: The aws-node in sight is older than 1.20.0 and does not know this annotation: the pod gets one interface.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('the variable is on', () => {
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
            - name: ENABLE_MULTI_NIC
              value: "true"
`,
    'trainer.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('an aws-node that is not all in sight', () => {
  checkFiles({
    'trainer.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
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

test('no aws-node in sight', () => {
  checkFiles({
    'trainer.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});
