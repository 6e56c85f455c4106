import { test } from 'node:test';
import { check } from '../support/check.js';

test('names that cannot be', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: storage_a, shop/Backup, a/b/c, storage@a-name-that-is-too-long
#                                ^^^^^^^^^ warning invalid-network-annotation: Names are of lower case letters, digits and dashes, with a letter or a digit at both ends: Multus cannot read "storage_a, shop/Backup, a/b/c, storage@a-name-that-is-too…", and the pod does not start.
#                                           ^^^^^^^^^^^ warning invalid-network-annotation: Names are of lower case letters, digits and dashes, with a letter or a digit at both ends: Multus cannot read "storage_a, shop/Backup, a/b/c, storage@a-name-that-is-too…", and the pod does not start.
#                                                        ^^^^^ warning invalid-network-annotation: A network is written as name, namespace/name or namespace/name@interface: Multus cannot read "storage_a, shop/Backup, a/b/c, storage@a-name-that-is-too…", and the pod does not start.
#                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning invalid-network-annotation: The name of an interface has 15 characters at most: Multus cannot read "storage_a, shop/Backup, a/b/c, storage@a-name-that-is-too…", and the pod does not start.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('a comma too many', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: storage-a,
#                                ^^^^^^^^^^ warning invalid-network-annotation: Between two commas, or at an end, a name is missing: Multus cannot read "storage-a,", and the pod does not start.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('JSON that is none', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{name: storage}]'
#                                ^^^^^^^^^^^^^^^^^^^ warning invalid-network-annotation: Multus takes this for JSON, and it is none: Multus cannot read "[{name: storage}]", and the pod does not start.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('JSON that is no list', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: '{"name": "storage"}'
#                                ^^^^^^^^^^^^^^^^^^^^^ warning invalid-network-annotation: Multus takes a list of objects here, in brackets: Multus cannot read "{"name": "storage"}", and the pod does not start.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('all that Multus takes', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: storage-a, shop/backup@net2 , vlan.10
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name": "storage", "interface": "net1"}]'
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: ''
spec:
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
    k8s.v1.cni.cncf.io/networks: \${NETWORKS}
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.v1.cni.cncf.io/networks: '{{ .Values.networks }}'
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});
