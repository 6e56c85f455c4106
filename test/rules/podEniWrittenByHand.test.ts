import { test } from 'node:test';
import { check } from '../support/check.js';

test('a pod', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    vpc.amazonaws.com/pod-eni: '[]'
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ error pod-eni-written-by-hand: Only the VPC resource controller may write this annotation: its webhook refuses a pod that comes with it. Remove it.
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`);
});

test('what makes pods', () => {
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
        vpc.amazonaws.com/pod-eni: '[]'
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ warning pod-eni-written-by-hand: Only the VPC resource controller may write this annotation: its webhook refuses pods that come with it. Remove it.
    spec:
      containers:
        - name: trainer
          image: example.com/trainer:1.4
`);
});

test('a limit of that name', () => {
  check(`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1.4
      resources:
        limits:
          vpc.amazonaws.com/pod-eni: "1"
`);
});
