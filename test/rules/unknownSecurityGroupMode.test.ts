import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('unknown-security-group-mode');

test('a mode in the wrong case', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: Standard
#        ^^^^^^^^ error unknown-security-group-mode: "Standard" is no mode, and ENABLE_POD_ENI is on: aws-node exits. Write "standard".
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
    ONLY,
  );
});

test('an empty mode', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: ""
#        ^^ error unknown-security-group-mode: An empty text is no mode, and ENABLE_POD_ENI is on: aws-node exits. Write "strict" or "standard".
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
    ONLY,
  );
});

test('a mode in the wrong case without security groups for pods', () => {
  check(
    whole(`
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: Standard
`),
    ONLY,
  );
});

test('a release without modes', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: Standard
`,
      { version: 'v1.10.0' },
    ),
    ONLY,
  );
});

test('writing the mode that is meant', () => {
  checkFixAll(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: Standard
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: "standard"
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
    ONLY,
  );
});
