import { test } from 'node:test';
import { check } from '../support/check.js';

test('a comma behind the last item', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |
    {
      "type": "macvlan",
      "master": "eth1",
#                     ^ warning invalid-network-config: A comma too many: JSON takes none in front of the closing brace. Multus cannot use the configuration, and pods that ask for this network do not start.
    }
`);
});

test('a comment', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |
    {
      # of the rack
#     ^^^^^^^^^^^^^ warning invalid-network-config: JSON has no comments. Multus cannot use the configuration, and pods that ask for this network do not start.
      "type": "macvlan"
    }
`);
});

test('a comma that is missing', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |-
    {
      "type": "macvlan"
      "master": "eth1"
#     ^ warning invalid-network-config: A comma or the closing brace is missing in front of this. Multus cannot use the configuration, and pods that ask for this network do not start.
    }
`);
});

test('single quotes in one line', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: "{'type': 'macvlan'}"
#           ^^^^^^ warning invalid-network-config: A key in double quotes belongs here. Multus cannot use the configuration, and pods that ask for this network do not start.
`);
});

test('no plugin', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"cniVersion": "0.3.1", "master": "eth1"}'
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning invalid-network-config: It has neither "type" nor a list of "plugins". Multus cannot use the configuration, and pods that ask for this network do not start.
`);
});

test('a list without plugins, and one of a plugin without a type', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"plugins": []}'
#                      ^^ warning invalid-network-config: The list of plugins has none. Multus cannot use the configuration, and pods that ask for this network do not start.
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"plugins": [{"master": "eth1"}]}'
#                       ^^^^^^^^^^^^^^^^^^ warning invalid-network-config: The first plugin has no "type". Multus cannot use the configuration, and pods that ask for this network do not start.
`);
});

test('no map', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '["macvlan"]'
#          ^^^^^^^^^^^ warning invalid-network-config: A configuration is a map. Multus cannot use the configuration, and pods that ask for this network do not start.
`);
});

test('YAML, which is no JSON', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |
    type: macvlan
#   ^^^^ warning invalid-network-config: A value of JSON, such as a text in double quotes, belongs here. Multus cannot use the configuration, and pods that ask for this network do not start.
`);
});

test('a plugin, a list of them, and a file on the node', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"type": "macvlan"}'
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"plugins": [{"type": "macvlan"}, {"type": "tuning"}]}'
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: ''
`);
});

test('what is filled in later', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"type": "macvlan", "master": {{ .Values.master }}}'
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |
    {
      "type": "macvlan",
      {{- include "ipam" . | nindent 6 }}
    }
`);
});
