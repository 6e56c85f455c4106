import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('no-ip-family');

test('both families off', () => {
  check(
    whole(`
- name: ENABLE_IPv4
  value: "false"
#        ^^^^^^^ error no-ip-family: No IP family is on, so aws-node exits. Set ENABLE_IPv4 to "true".
`),
  );
});

test('a switch that cannot be read', () => {
  check(
    whole(`
- name: ENABLE_IPv4
  value: "yes"
#        ^^^^^ warning ignored-value: "yes" is not a boolean Go can read; false is used, and unless ENABLE_IPv6 is true ipamd then exits. Write "true".
#        ^^^^^ error no-ip-family: No IP family is on, so aws-node exits. Set ENABLE_IPv4 to "true".
`),
  );
});

test('IPv6 alone', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a patch', () => {
  check(
    patch(`
- name: ENABLE_IPv4
  value: "false"
`),
  );
});

test('a release that knows only IPv4', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
`,
      { version: 'v1.9.3' },
    ),
    ONLY,
  );
});

test('a value from elsewhere', () => {
  check(
    whole(`
- name: ENABLE_IPv4
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`),
  );
});

test('turning IPv4 on', () => {
  checkFix(
    whole(`
- name: ENABLE_IPv4
  value: "false"
`),
    'Set ENABLE_IPv4 to "true"',
    whole(`
- name: ENABLE_IPv4
  value: "true"
`),
  );
});

const bare = (tag: string, note = '', initTag = tag): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:${initTag}
      containers:
        - name: aws-node
${note}          image: amazon-k8s-cni:${tag}
          env:
            - name: WARM_ENI_TARGET
              value: "1"
`;

test('a manifest that names neither', () => {
  check(
    bare(
      'v1.20.0',
      `#               ^^^^^^^^ error no-ip-family: ENABLE_IPv4 is missing, which since 1.10.0 means false: without an IP family aws-node exits. Set it to "true".
`,
    ),
  );
});

test('a manifest that names neither and no release', () => {
  check(
    bare(
      'latest',
      `#               ^^^^^^^^ warning no-ip-family: ENABLE_IPv4 is missing, which since 1.10.0 means false: without an IP family aws-node exits. Set it to "true".
`,
    ),
  );
});

test('a manifest that names neither, with an init container of an old release', () => {
  check(bare('latest', '', 'v1.8.0'), ONLY);
});

test('adding ENABLE_IPv4', () => {
  checkFixAll(
    bare('v1.20.0'),
    `${bare('v1.20.0')}            - name: ENABLE_IPv4
              value: "true"
`,
  );
});
