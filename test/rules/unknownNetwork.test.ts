import { test } from 'node:test';
import { checkFiles } from '../support/checkFiles.js';

test('a network of another namespace', () => {
  checkFiles({
    'network.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
`,
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: storage
#                                ^^^^^^^ information unknown-network: No network "storage" of namespace shop is in sight, and without it the pod does not start. Did you mean networks/storage?
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('a name that is nearly there', () => {
  checkFiles({
    'network.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: shop
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
`,
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: backup/x, storrage
#                                          ^^^^^^^^ information unknown-network: No network "storrage" of namespace shop is in sight, and without it the pod does not start. Did you mean storage?
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('in JSON', () => {
  checkFiles({
    'network.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
`,
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name": "storage"}]'
#                                ^^^^^^^^^^^^^^^^^^^^^^^ information unknown-network: No network "storage" of namespace shop is in sight, and without it the pod does not start. Did you mean networks/storage?
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('networks that are there', () => {
  checkFiles({
    'network.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: backup
  namespace: shop
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
`,
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: networks/storage@net1, backup
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('nothing like it in sight', () => {
  checkFiles({
    'network.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
`,
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: tapes
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('namespaces that are filled in later', () => {
  checkFiles({
    'network.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}'
`,
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: storage
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`,
  });
});

test('a name that differs in a number or a letter, as of a zone', () => {
  const network = (name: string) => `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ${name}
  namespace: shop
`;
  const pod = (networks: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  namespace: shop
  annotations:
    k8s.v1.cni.cncf.io/networks: ${networks}
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`;
  checkFiles({ 'network.yaml': network('storage-a'), 'pod.yaml': pod('storage-b') });
  checkFiles({ 'network.yaml': network('net1'), 'pod.yaml': pod('net2') });
});
