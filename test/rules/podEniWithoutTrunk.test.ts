import { test } from 'node:test';
import { check } from '../support/check.js';

test('a type without trunk ENI', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: t3.small
#                                         ^^^^^^^^ warning pod-eni-without-trunk: t3.small has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`);
});

test('the types without trunk of several, and them alone', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values:
                      - m5.large
                      - t4g.medium
#                       ^^^^^^^^^^ warning pod-eni-without-trunk: t4g.medium has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
                      - m4.large
#                       ^^^^^^^^ warning pod-eni-without-trunk: m4.large has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`);
});

test('branch ENIs off, a type whose figures are not known, and stays silent', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: t3.small
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "false"
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values:
                      - g3.4xlarge
                      - m99.large
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`);
});
