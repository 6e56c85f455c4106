import { test } from 'node:test';
import { check } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('annotations without permission', () => {
  check(
    whole(`
- name: ANNOTATE_POD_IP
  value: "true"
#        ^^^^^^ warning annotating-without-permission: The ClusterRole aws-node may not patch pods, so each annotation is refused and no pod starts. Add the verb patch on pods there.
`) +
      `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aws-node
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [list, watch, get]
`,
  );
});

test('annotations with permission', () => {
  check(
    whole(`
- name: ANNOTATE_POD_IP
  value: "true"
`) +
      `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aws-node
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [list, watch, get, patch]
`,
  );
});

test('permission for everything', () => {
  check(
    whole(`
- name: ANNOTATE_POD_IP
  value: "true"
`) +
      `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aws-node
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: ['*']
`,
  );
});

test('a ClusterRole somewhere else', () => {
  check(
    whole(`
- name: ANNOTATE_POD_IP
  value: "true"
`),
  );
});

test('the ClusterRole of another program', () => {
  check(
    whole(`
- name: ANNOTATE_POD_IP
  value: "true"
`) +
      `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aws-node-watcher
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
`,
  );
});

test('no annotations', () => {
  check(
    whole(`
- name: ANNOTATE_POD_IP
  value: "false"
`) +
      `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aws-node
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
`,
  );
});
