import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('a warm ENI target beside IP targets', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "2"
#        ^^^ information unread-setting: Never read: WARM_IP_TARGET is set, and addresses are counted one by one. Remove it.
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  );
});

test('a warm ENI target with prefix delegation', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: WARM_ENI_TARGET
  value: "2"
#        ^^^ information unread-setting: Never read: with prefix delegation WARM_PREFIX_TARGET decides (only Xen instance types go back to whole ENIs). Remove it.
`),
  );
});

test("the values of upstream's manifest", () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "1"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: ENABLE_PREFIX_DELEGATION
  value: "false"
`),
  );
});

test('a prefix target without prefix delegation', () => {
  check(
    whole(`
- name: WARM_PREFIX_TARGET
  value: "2"
#        ^^^ information unread-setting: Never read: ENABLE_PREFIX_DELEGATION is off, and there are no prefixes to keep. Remove it.
`),
  );
});

test('pool settings in IPv6 mode', () => {
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
- name: WARM_ENI_TARGET
  value: "2"
#        ^^^ information unread-setting: Never read: one /80 serves all pods in IPv6 mode, and there is no warm pool. Remove it.
- name: MAX_ENI
  value: "3"
#        ^^^ information unread-setting: Never read: in IPv6 mode the primary ENI carries all pods. Remove it.
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a target in IPv6 mode that the start-up check wants', () => {
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
  value: "2"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a target in IPv6 mode beside one that satisfies the check', () => {
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
- name: WARM_IP_TARGET
  value: "2"
#        ^^^ information unread-setting: Never read: one /80 serves all pods in IPv6 mode, and there is no warm pool. Remove it.
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('ENIs of further network cards in IPv6 mode', () => {
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
- name: ENABLE_MULTI_NIC
  value: "true"
- name: MAX_ENI
  value: "3"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('targets where others attach addresses', () => {
  check(
    whole(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "false"
- name: WARM_IP_TARGET
  value: "5"
#        ^^^ information unread-setting: Never read: with ENABLE_IMDS_ONLY_MODE the pool is whatever was attached beforehand. Remove it.
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
#        ^^^^^^ information unread-setting: Never read: ENABLE_IMDS_ONLY_MODE implies it. Remove it.
`),
  );
});

test('exclusions from SNAT where there is none', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8
#        ^^^^^^^^^^ information unread-setting: Never read: with AWS_VPC_K8S_CNI_EXTERNALSNAT the node translates no address, so there is nothing to exclude. Remove it.
`),
  );
});

test('the choice of ports where there is no SNAT', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: AWS_VPC_K8S_CNI_RANDOMIZESNAT
  value: hashrandom
#        ^^^^^^^^^^ information unread-setting: Never read: with AWS_VPC_K8S_CNI_EXTERNALSNAT the node translates no address. Remove it.
`),
  );
});

test('the choice of ports that the egress plugin makes', () => {
  check(
    whole(
      `
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: AWS_VPC_K8S_CNI_RANDOMIZESNAT
  value: hashrandom
- name: ENABLE_V6_EGRESS
  value: "true"
`,
      { init: '- { name: ENABLE_V6_EGRESS, value: "true" }' },
    ),
  );
});

test('the label of ENIConfigs with custom networking forgotten', () => {
  check(
    whole(`
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unread-setting: Never read: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG is off, and no ENIConfig is looked for. Turn it on, or remove this.
`),
  );
});

test('the mode of security groups where pods have none', () => {
  check(
    whole(`
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
#        ^^^^^^^^ information unread-setting: Never read: ENABLE_POD_ENI is off, and no pod gets a branch ENI. Remove it.
`),
  );
});

test('egress of the other family', () => {
  check(
    whole(`
- name: ENABLE_V4_EGRESS
  value: "false"
#        ^^^^^^^ information unread-setting: Never read: it counts in IPv6 mode only, and ENABLE_IPv6 is off. Remove it.
`),
  );
});

test('the address of an endpoint that is off', () => {
  check(
    whole(`
- name: DISABLE_INTROSPECTION
  value: "true"
- name: INTROSPECTION_BIND_ADDRESS
  value: 127.0.0.1:61680
#        ^^^^^^^^^^^^^^^ information unread-setting: Never read: DISABLE_INTROSPECTION turns the endpoint off. Remove it.
`),
  );
});

test('the mode of network policies that are off', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: strict
#        ^^^^^^ information unread-setting: Without effect: the node agent runs with --enable-network-policy=false and enforces nothing. Remove it.
`,
      { agent: '- --enable-network-policy=false' },
    ),
  );
});

test('no mode for network policies that are off', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: none
`,
      { agent: '- --enable-network-policy=false' },
    ),
  );
});

test('subnet discovery with custom networking, which still has a cost', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: ENABLE_SUBNET_DISCOVERY
  value: "false"
`),
  );
});

test('a value that is the default', () => {
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
- name: ENABLE_V6_EGRESS
  value: "false"
- name: WARM_IP_TARGET
  value: "0"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a patch that does not say which mode it is', () => {
  check(
    patch(`
- name: WARM_PREFIX_TARGET
  value: "2"
- name: MAX_ENI
  value: "3"
`),
  );
});

test('a patch that says it', () => {
  check(
    patch(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8
#        ^^^^^^^^^^ information unread-setting: Never read: with AWS_VPC_K8S_CNI_EXTERNALSNAT the node translates no address, so there is nothing to exclude. Remove it.
`),
  );
});

test('taking it out', () => {
  checkFix(
    whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8
`),
    'Remove AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS',
    whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`),
  );
});

test('turning custom networking on', () => {
  checkFix(
    whole(`
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`),
    'Set AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to "true"',
    whole(`
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
`),
  );
});
