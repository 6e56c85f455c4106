import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('a value that means nothing', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: "true"
#                                ^^^^^^ warning nic-config-ignored: "true" is ignored, and the pod gets one interface. Write "multi-nic-attachment" for one on each network card.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('another case', () => {
  check(`
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
        k8s.amazonaws.com/nicConfig: Multi-NIC-Attachment
#                                    ^^^^^^^^^^^^^^^^^^^^ warning nic-config-ignored: "Multi-NIC-Attachment" is ignored, and the pod gets one interface. Write "multi-nic-attachment" for one on each network card.
    spec:
      containers:
        - name: trainer
          image: example.com/trainer:1.4
`);
});

test('a pod in the network of its node', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
#                                ^^^^^^^^^^^^^^^^^^^^ information nic-config-ignored: A pod in the network of its node gets no interface from the plugin: this has no effect.
spec:
  hostNetwork: true
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('what is known only later', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: \${NIC_CONFIG}
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('the value that counts, in place of the other', () => {
  const text = (value: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: {k8s.amazonaws.com/nicConfig: '${value}'}\nspec:\n  containers: [{name: a, image: b}]\n`;
  checkFix(text('all'), 'Write "multi-nic-attachment"', text('multi-nic-attachment'));
});
