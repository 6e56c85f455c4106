import { test } from 'node:test';
import { check } from '../support/check.js';

test('a key without a value', () => {
  check(`
kind: ENIConfig
spec:
  subnet:
# ^^^^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
  securityGroups: [sg-0a1b2c3d4e5f60718]
`);
});

test('an empty text', () => {
  check(`
kind: ENIConfig
spec:
  subnet: " "
# ^^^^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
`);
});

test('an empty spec', () => {
  check(`
kind: ENIConfig
spec: {}
#^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
---
kind: ENIConfig
spec:
#^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
`);
});

test('an ENIConfig with groups only, beside one that has a subnet', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
kind: ENIConfig
metadata:
  name: us-west-2b
spec:
#^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
  securityGroups: [sg-0a1b2c3d4e5f60718]
---
kind: ENIConfig
metadata:
  name: us-west-2c
#       ^^^^^^^^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
`);
});

test('nothing: patches', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  securityGroups: [sg-0a1b2c3d4e5f60718]
---
kind: ENIConfig
metadata:
  name: us-west-2b
  labels:
    stage: test
---
$patch: delete
kind: ENIConfig
metadata:
  name: us-west-2c
spec: {}
`);
});

test('nothing: templates that may hold it', () => {
  check(`
kind: ENIConfig
spec:
  {{- toYaml .Values.spec | nindent 2 }}
---
kind: ENIConfig
spec: \${SPEC}
`);
});

test('nothing: a subnet that is misspelt, misplaced or of the wrong type is reported as that', () => {
  check(`
kind: ENIConfig
spec:
  Subnet: subnet-0a1b2c3d4e5f60718
# ^^^^^^ warning unknown-field: ENIConfig has no field spec.Subnet: aws-node does not read it, and the ENIConfig has no subnet. Did you mean subnet?
---
kind: ENIConfig
subnet: subnet-0a1b2c3d4e5f60718
#^^^^^ warning misplaced-field: subnet stands at the top: aws-node does not read it there, and the ENIConfig has no subnet. It belongs in spec.
spec: {}
---
kind: ENIConfig
spec:
  subnet: [subnet-0a1b2c3d4e5f60718]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec.subnet is a list where a text belongs: the API server refuses the object.
---
kind: ENIConfig
spec: subnet-0a1b2c3d4e5f60718
#     ^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec is a text where a map belongs: the API server refuses the object.
`);
});
