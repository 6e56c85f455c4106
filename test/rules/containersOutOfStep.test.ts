import { test } from 'node:test';
import { check, checkFirstFix } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('IPv6 on in aws-node only', () => {
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
      {
        init: `
- name: ENABLE_IPv6
  value: "false"
#        ^^^^^^^ warning containers-out-of-step: aws-node runs with ENABLE_IPv6 true, and aws-vpc-cni-init prepares the node as for false. Both need the same value.
`,
      },
    ),
  );
});

test('IPv6 missing in the init container', () => {
  check(
    whole(`
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ warning containers-out-of-step: aws-node runs with ENABLE_IPv6 true, and aws-vpc-cni-init prepares the node as for false. Both need the same value.
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
  );
});

test('IPv6 on in the init container only', () => {
  check(
    whole(
      `
- name: ENABLE_IPv6
  value: "false"
`,
      {
        init: `
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ warning containers-out-of-step: aws-node runs with ENABLE_IPv6 false, and aws-vpc-cni-init prepares the node as for true. Both need the same value.
`,
      },
    ),
  );
});

test('IPv6 egress on in aws-node only', () => {
  check(
    whole(
      `
- name: ENABLE_V6_EGRESS
  value: "true"
`,
      {
        init: `
- name: ENABLE_V6_EGRESS
  value: "false"
#        ^^^^^^^ warning containers-out-of-step: aws-node runs with ENABLE_V6_EGRESS true, and aws-vpc-cni-init prepares the node as for false. Both need the same value.
`,
      },
    ),
  );
});

test('IPv6 egress in IPv6 mode, where aws-node does not read it', () => {
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
      {
        init: `
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_V6_EGRESS
  value: "true"
`,
      },
    ),
  );
});

test('two spellings of true', () => {
  check(
    whole(
      `
- name: ENABLE_V6_EGRESS
  value: "true"
`,
      { init: '- { name: ENABLE_V6_EGRESS, value: "1" }' },
    ),
  );
});

test('a patch for one container', () => {
  check(
    patch(`
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
`),
  );
});

test('a value from elsewhere', () => {
  check(
    whole(
      `
- name: ENABLE_V6_EGRESS
  value: "true"
`,
      {
        init: `
- name: ENABLE_V6_EGRESS
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`,
      },
    ),
  );
});

test('setting the value of the init container', () => {
  checkFirstFix(
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
      {
        init: `
- name: ENABLE_IPv6
  value: "false"
`,
      },
    ),
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
      {
        init: `
- name: ENABLE_IPv6
  value: "true"
`,
      },
    ),
  );
});

test('adding it to the init container', () => {
  checkFirstFix(
    whole(`
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
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
      {
        init: `
- name: ENABLE_IPv6
  value: "true"
`,
      },
    ),
  );
});
