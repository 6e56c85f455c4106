import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed, check } from '../support/check.js';

const TWICE = `kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0f9e8d7c6b5a49382
`;

test('one name in two documents', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
kind: ENIConfig
metadata:
  name: us-west-2a
#       ^^^^^^^^^^ warning duplicate-eni-config: Another ENIConfig in this file is called "us-west-2a": this one replaces it. Give each a name of its own.
spec:
  subnet: subnet-0f9e8d7c6b5a49382
`);
});

test('one name in a list', () => {
  check(`
kind: List
items:
  - kind: ENIConfig
    metadata: {name: us-west-2a}
    spec: {subnet: subnet-0a1b2c3d4e5f60718}
  - kind: ENIConfig
    metadata: {name: us-west-2a}
#                    ^^^^^^^^^^ warning duplicate-eni-config: Another ENIConfig in this file is called "us-west-2a": this one replaces it. Give each a name of its own.
    spec: {subnet: subnet-0f9e8d7c6b5a49382}
`);
});

test('the finding points at the first one', () => {
  const [finding] = diagnose(analyzed(TWICE));
  const spans = [finding?.related?.[0]?.span, finding?.span].map((s) => s && TWICE.slice(s.start, s.end));
  assert.deepEqual(spans, ['us-west-2a', 'us-west-2a']);
  assert.equal(finding?.related?.[0]?.span.start, TWICE.indexOf('us-west-2a'));
});

test('nothing: patches of one object, a policy of that name', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  securityGroups: [sg-0a1b2c3d4e5f60718]
---
kind: ENIConfig
metadata:
  name: us-west-2a
  labels: {stage: test}
---
kind: SecurityGroupPolicy
metadata:
  name: us-west-2a
`);
});

test('nothing: branches of a template', () => {
  check(`
{{- if .x }}
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
{{- else }}
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0f9e8d7c6b5a49382
{{- end }}
---
kind: ENIConfig
metadata:
  name: b-{{ .x }}
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
kind: ENIConfig
metadata:
  name: b-{{ .x }}
spec:
  subnet: subnet-0f9e8d7c6b5a49382
`);
});
