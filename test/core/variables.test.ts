import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cidr, print } from '../../server/src/core/domain/cidr.js';
import type { Effect, Variable } from '../../server/src/core/domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../../server/src/core/domain/variables.js';
import { parseVersion } from '../../server/src/core/domain/versions.js';

const NAMES = Object.keys(VARIABLES).filter(isVariable);
const row = (name: VariableName): Variable => VARIABLES[name];

/** Values in a form that compares: blocks and tags as text. */
const shown = (value: unknown): unknown => {
  if (value instanceof Map) return JSON.stringify(Object.fromEntries(value));
  return Array.isArray(value) ? value.map((block: Cidr) => print(block)).join(',') : value;
};

/** Value where absent; value and effect of an empty text. */
const UNSET_AND_EMPTY: Readonly<Record<VariableName, readonly [unknown, unknown, Effect?]>> = {
  ADDITIONAL_ENI_TAGS: ['{}', '{}'],
  AGENT_LOG_PATH: ['aws-k8s-agent.log', 'aws-k8s-agent.log'],
  ANNOTATE_POD_IP: [false, false, 'default'],
  AWS_CLUSTER_ID: ['', ''],
  AWS_EC2_ENDPOINT: ['', ''],
  AWS_EXTERNAL_SERVICE_CIDRS: ['', ''],
  AWS_MANAGE_ENIS_NON_SCHEDULABLE: [false, false],
  AWS_REGION: ['', ''],
  AWS_VPC_CNI_NODE_PORT_SUPPORT: [true, true],
  AWS_VPC_ENI_MTU: [9001, 9001, 'exits'],
  AWS_VPC_K8S_CNI_BACKING_STORE: ['/var/run/aws-node/ipam.json', '/var/run/aws-node/ipam.json'],
  AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER: [true, true],
  AWS_VPC_K8S_CNI_CONNMARK: [128, 128],
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: [false, false],
  AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: ['', ''],
  AWS_VPC_K8S_CNI_EXTERNALSNAT: [false, false],
  AWS_VPC_K8S_CNI_LOGLEVEL: ['DEBUG', 'DEBUG'],
  AWS_VPC_K8S_CNI_LOG_FILE: [
    '/host/var/log/aws-routed-eni/ipamd.log',
    '/host/var/log/aws-routed-eni/ipamd.log',
  ],
  AWS_VPC_K8S_CNI_RANDOMIZESNAT: ['prng', 'prng'],
  AWS_VPC_K8S_CNI_VETHPREFIX: ['eni', '', 'taken'],
  AWS_VPC_K8S_EGRESS_V4_PLUGIN_LOG_FILE: ['/var/log/aws-routed-eni/egress-v4-plugin.log', ''],
  AWS_VPC_K8S_EGRESS_V6_PLUGIN_LOG_FILE: ['/var/log/aws-routed-eni/egress-v6-plugin.log', ''],
  AWS_VPC_K8S_PLUGIN_LOG_FILE: ['/var/log/aws-routed-eni/plugin.log', ''],
  AWS_VPC_K8S_PLUGIN_LOG_LEVEL: ['DEBUG', 'DEBUG'],
  CLUSTER_ENDPOINT: [undefined, '', 'taken'],
  CLUSTER_NAME: ['', ''],
  DISABLE_INTROSPECTION: [false, false, 'default'],
  DISABLE_LEAKED_ENI_CLEANUP: [false, false, 'default'],
  DISABLE_METRICS: [false, false, 'default'],
  DISABLE_NETWORK_RESOURCE_PROVISIONING: [false, false, 'default'],
  DISABLE_POD_V6: [false, false, 'default'],
  DISABLE_TCP_EARLY_DEMUX: [false, false, 'default'],
  ENABLE_BANDWIDTH_PLUGIN: [false, false, 'default'],
  ENABLE_IMDS_ONLY_MODE: [false, false, 'default'],
  ENABLE_IPv4: [false, false, 'default'],
  ENABLE_IPv6: [false, false, 'default'],
  ENABLE_MULTI_NIC: [false, false, 'default'],
  ENABLE_NFTABLES: [false, false],
  ENABLE_POD_ENI: [false, false, 'default'],
  ENABLE_PREFIX_DELEGATION: [false, false, 'default'],
  ENABLE_SUBNET_DISCOVERY: [true, true],
  ENABLE_V4_EGRESS: [true, true, 'default'],
  ENABLE_V6_EGRESS: [false, false, 'default'],
  ENI_CONFIG_ANNOTATION_DEF: ['k8s.amazonaws.com/eniConfig', 'k8s.amazonaws.com/eniConfig'],
  ENI_CONFIG_LABEL_DEF: ['k8s.amazonaws.com/eniConfig', 'k8s.amazonaws.com/eniConfig'],
  HOST_CNI_BIN_PATH: ['/host/opt/cni/bin', '', 'taken'],
  HOST_CNI_CONFDIR_PATH: ['/host/etc/cni/net.d', '', 'taken'],
  HTTP_TIMEOUT: [10, 10],
  INTROSPECTION_BIND_ADDRESS: ['127.0.0.1:61679', '', 'taken'],
  IP_COOLDOWN_PERIOD: [30, 30, 'exits'],
  MANAGE_UNTAGGED_ENI: [true, true, 'default'],
  MAX_ENI: [undefined, undefined],
  METRIC_UPDATE_INTERVAL: [30, 30, 'exits'],
  MINIMUM_IP_TARGET: [0, 0],
  MY_NODE_NAME: ['', '', 'exits'],
  MY_POD_NAME: ['', ''],
  NETWORK_POLICY_ENFORCING_MODE: [undefined, undefined, 'exits'],
  POD_MTU: [undefined, undefined, 'exits'],
  POD_SECURITY_GROUP_ENFORCING_MODE: ['strict', 'strict', 'default'],
  USE_CLOUDWATCH: [true, true],
  USE_PROMETHEUS: [false, false],
  VPC_CNI_VERSION: ['', ''],
  WARM_ENI_TARGET: [1, 1],
  WARM_IP_TARGET: [0, 0],
  WARM_PREFIX_TARGET: [0, 0],
  WATCH_NAMESPACE: ['', ''],
};

test('there are 66 variables', () => {
  assert.deepEqual([...NAMES].sort(), Object.keys(UNSET_AND_EMPTY).sort());
  assert.equal(NAMES.length, 66);
  for (const name of ['ENABLE_IPV4', 'warm_ip_target', 'toString', '__proto__', ''])
    assert.ok(!isVariable(name), name);
});

test('absent and empty', () => {
  for (const name of NAMES) {
    const [absent, empty, effect] = UNSET_AND_EMPTY[name];
    assert.deepEqual(
      [shown(row(name).read(undefined).value), row(name).read(undefined).faults],
      [absent, []],
      name,
    );
    const reading = row(name).read('');
    assert.deepEqual(
      [shown(reading.value), reading.faults.map((f) => f.effect)],
      [empty, effect ? [effect] : []],
      name,
    );
  }
});

const BOOLEANS = NAMES.filter(
  (name) => row(name).kind === 'boolean' && !row(name).removed && !name.startsWith('USE_'),
);

test('every boolean takes the texts of ParseBool and no others', () => {
  assert.equal(BOOLEANS.length, 22);
  for (const name of BOOLEANS) {
    const byDefault = UNSET_AND_EMPTY[name][0];
    for (const text of ['1', 't', 'T', 'TRUE', 'true', 'True'])
      assert.deepEqual(row(name).read(text), { value: true, faults: [] });
    for (const text of ['0', 'f', 'F', 'FALSE', 'false', 'False'])
      assert.deepEqual(row(name).read(text), { value: false, faults: [] });
    for (const [text, suggestion, safe] of [
      ['yes', 'true', true],
      ['on', 'true', true],
      ['TRUe', 'true', true],
      [' true', 'true', true],
      ['"true"', 'true', true],
      ['off', 'false', true],
      ['flase', 'false', false],
      ['perhaps', 'true', false],
    ] as const) {
      const { value, faults } = row(name).read(text);
      assert.equal(value, byDefault, `${name} ${text}`);
      assert.deepEqual(
        faults.map((f) => [f.effect, f.suggestions[0], f.safe]),
        [['default', suggestion, safe]],
        `${name} ${text}`,
      );
    }
  }
});

/** Variable, text, value, effects, first suggestion of the first fault, version. */
type Case = readonly [VariableName, string, unknown, readonly Effect[], (string | undefined)?, string?];

const CASES: readonly Case[] = [
  ['ADDITIONAL_ENI_TAGS', '{"team":"a"}', '{"team":"a"}', []],
  ['ADDITIONAL_ENI_TAGS', 'null', '{}', []],
  ['ADDITIONAL_ENI_TAGS', 'team=a', '{}', ['default']],
  ['ADDITIONAL_ENI_TAGS', '{"cost": 12, "on": true}', '{}', ['default'], '{"cost": "12", "on": "true"}'],
  ['ADDITIONAL_ENI_TAGS', '{"release":1.10}', '{}', ['default'], '{"release":"1.10"}'],
  ['ADDITIONAL_ENI_TAGS', "{'a':'b'}", '{}', ['default'], '{"a":"b"}'],
  ['ADDITIONAL_ENI_TAGS', '{"cluster.k8s.amazonaws.com/name":"x","a":"b"}', '{"a":"b"}', ['drops-item']],
  ['ADDITIONAL_ENI_TAGS', '{"aws:k8s.amazonaws.com":"x"}', '{}', ['drops-item']],
  ['ADDITIONAL_ENI_TAGS', '{"aws:x":"y"}', '{"aws:x":"y"}', ['exits']],
  [
    'ADDITIONAL_ENI_TAGS',
    `{"${'k'.repeat(128)}":"${'v'.repeat(256)}"}`,
    `{"${'k'.repeat(128)}":"${'v'.repeat(256)}"}`,
    [],
  ],
  ['ADDITIONAL_ENI_TAGS', `{"${'k'.repeat(129)}":""}`, `{"${'k'.repeat(129)}":""}`, ['exits']],
  ['ADDITIONAL_ENI_TAGS', `{"k":"${'v'.repeat(257)}"}`, `{"k":"${'v'.repeat(257)}"}`, ['exits']],
  ['ADDITIONAL_ENI_TAGS', '{"eks:eni:owner":"me"}', '{"eks:eni:owner":"me"}', ['taken']],
  ['AWS_EC2_ENDPOINT', 'https://ec2.example', 'https://ec2.example', ['taken']],
  ['AWS_EC2_ENDPOINT', 'https://ec2.example', 'https://ec2.example', [], undefined, '1.19.2'],
  ['AWS_EXTERNAL_SERVICE_CIDRS', '10.0.1.5/8, 192.168.0.0/16', '10.0.0.0/8,192.168.0.0/16', []],
  ['AWS_EXTERNAL_SERVICE_CIDRS', '10.0.0.0', '', ['drops-item'], '10.0.0.0/8'],
  ['AWS_EXTERNAL_SERVICE_CIDRS', '0.0.0.0/0', '0.0.0.0/0', []],
  ['AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '0.0.0.0/0', '0.0.0.0/0', ['taken']],
  ['AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '10.0.0.0/8,2001:db8::/32', '10.0.0.0/8', ['drops-item']],
  ['AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '::ffff:10.0.0.0/104', '10.0.0.0/8', []],
  ['AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '10.0.0.0/255.0.0.0', '', ['drops-item'], '10.0.0.0/8'],
  ['AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '10.0.0.0/8,', '10.0.0.0/8', ['drops-item'], ''],
  ['AWS_VPC_ENI_MTU', '1500', 1500, []],
  ['AWS_VPC_ENI_MTU', '576', 576, []],
  ['AWS_VPC_ENI_MTU', '575', 9001, ['exits'], '576'],
  ['AWS_VPC_ENI_MTU', '9002', 9001, ['exits'], '9001'],
  ['AWS_VPC_ENI_MTU', '1500 ', 9001, ['exits'], '1500'],
  ['AWS_VPC_ENI_MTU', 'jumbo', 9001, ['exits'], '9001'],
  ['AWS_VPC_ENI_MTU', '575', 576, ['default'], '576', '1.16.3'],
  ['AWS_VPC_ENI_MTU', '9002', 9001, ['default'], '9001', '1.16.3'],
  ['AWS_VPC_ENI_MTU', 'jumbo', 9001, ['default'], '9001', 'v1.12.6-eksbuild.2'],
  ['AWS_VPC_ENI_MTU', '', 9001, [], undefined, '1.16.3'],
  ['POD_MTU', '1400', 1400, []],
  ['POD_MTU', '100', undefined, ['exits'], '576'],
  ['POD_MTU', '100', undefined, [], undefined, '1.16.3'],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0x80', 0x80, []],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0b1', 1, []],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0xffff0000', 0xffff0000, []],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0', 0x80, ['default'], '0x80'],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0x100000000', 0x80, ['default'], '0x80'],
  ['AWS_VPC_K8S_CNI_CONNMARK', '80h', 0x80, ['default'], '0x80'],
  ['AWS_VPC_K8S_CNI_CONNMARK', ' 0x40 ', 0x80, ['default'], '0x40'],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0x4000', 0x4000, ['taken'], '0x80'],
  ['AWS_VPC_K8S_CNI_CONNMARK', '49152', 49152, ['taken'], '0x80'],
  ['AWS_VPC_K8S_CNI_LOGLEVEL', 'info', 'INFO', []],
  ['AWS_VPC_K8S_CNI_LOGLEVEL', 'WARNING', 'DEBUG', ['default'], 'WARN'],
  ['AWS_VPC_K8S_CNI_LOGLEVEL', 'TRACE', 'DEBUG', ['default'], 'DEBUG'],
  ['AWS_VPC_K8S_CNI_LOGLEVEL', ' INFO', 'DEBUG', ['default'], 'INFO'],
  ['AWS_VPC_K8S_CNI_LOGLEVEL', 'constructor', 'DEBUG', ['default'], 'DEBUG'],
  ['AWS_VPC_K8S_PLUGIN_LOG_LEVEL', 'eror', 'DEBUG', ['default'], 'ERROR'],
  ['AWS_VPC_K8S_PLUGIN_LOG_LEVEL', 'IN"FO', 'DEBUG', ['exits']],
  ['AWS_VPC_K8S_CNI_RANDOMIZESNAT', 'none', 'none', []],
  ['AWS_VPC_K8S_CNI_RANDOMIZESNAT', 'None', 'prng', ['default'], 'none'],
  ['AWS_VPC_K8S_CNI_RANDOMIZESNAT', 'random', 'prng', ['default'], 'prng'],
  ['AWS_VPC_K8S_CNI_RANDOMIZESNAT', 'pr\\ng', 'prng', ['default'], 'prng'],
  ['AWS_VPC_K8S_CNI_RANDOMIZESNAT', 'pr\\', 'prng', ['exits']],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'pod', 'pod', []],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'cali', 'cali', []],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'enipod', 'enipod', ['exits'], 'enip'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'ééé', 'ééé', ['exits'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'eth', 'eth', ['exits'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'lo', 'lo', ['exits'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'vlan', 'vlan', ['exits'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'ens', 'ens', ['taken'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'eth0', 'eth0', ['taken'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'veth', 'veth', ['taken'], 'eni'],
  ['AWS_VPC_K8S_CNI_VETHPREFIX', 'a"', 'a"', ['exits']],
  [
    'AWS_VPC_K8S_EGRESS_V4_PLUGIN_LOG_FILE',
    'stdout',
    'stdout',
    ['taken'],
    '/var/log/aws-routed-eni/egress-v4-plugin.log',
  ],
  [
    'AWS_VPC_K8S_EGRESS_V6_PLUGIN_LOG_FILE',
    'STDOUT',
    'STDOUT',
    ['taken'],
    '/var/log/aws-routed-eni/egress-v6-plugin.log',
  ],
  ['AWS_VPC_K8S_EGRESS_V6_PLUGIN_LOG_FILE', 'a"b', 'a"b', ['taken']],
  ['AWS_VPC_K8S_PLUGIN_LOG_FILE', 'stderr', 'stderr', []],
  ['AWS_VPC_K8S_PLUGIN_LOG_FILE', 'stdout', 'stdout', ['exits'], '/var/log/aws-routed-eni/plugin.log'],
  ['AWS_VPC_K8S_PLUGIN_LOG_FILE', 'STDOUT', 'STDOUT', ['taken'], '/var/log/aws-routed-eni/plugin.log'],
  [
    'AWS_VPC_K8S_PLUGIN_LOG_FILE',
    'STDOUT',
    'STDOUT',
    ['exits'],
    '/var/log/aws-routed-eni/plugin.log',
    '1.12.6',
  ],
  [
    'AWS_VPC_K8S_PLUGIN_LOG_FILE',
    '/host/var/log/plugin.log',
    '/host/var/log/plugin.log',
    ['taken'],
    '/var/log/plugin.log',
  ],
  ['AWS_VPC_K8S_PLUGIN_LOG_FILE', 'C:\\log', 'C:\\log', ['exits']],
  ['AWS_VPC_K8S_PLUGIN_LOG_FILE', 'C:\\log', 'C:\\log', ['taken'], undefined, '1.12.6'],
  ['CLUSTER_ENDPOINT', 'https://x', 'https://x', []],
  ['DISABLE_NETWORK_RESOURCE_PROVISIONING', 'true', true, [], undefined, '1.7.0'],
  ['DISABLE_TCP_EARLY_DEMUX', 'True', false, ['default'], 'true', '1.12.6'],
  ['ENABLE_BANDWIDTH_PLUGIN', '1', false, ['default'], 'true', '1.12.6'],
  ['ENABLE_BANDWIDTH_PLUGIN', 'true', true, [], undefined, '1.12.6'],
  ['ENABLE_IPv4', '', false, ['default'], 'true'],
  ['ENABLE_IPv4', 'yes', false, ['default'], 'true'],
  ['ENABLE_IPv4', 'false', true, [], undefined, '1.9.3'],
  ['ENABLE_IPv6', '1', true, []],
  ['ENABLE_IPv6', '1', true, ['taken'], 'true', '1.12.6'],
  ['ENABLE_NFTABLES', 'yes', false, []],
  ['ENABLE_NFTABLES', 'yes', false, ['default'], 'true', '1.13.0'],
  ['ENABLE_SUBNET_DISCOVERY', 'true', false, [], undefined, '1.17.1'],
  ['ENI_CONFIG_LABEL_DEF', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/zone', []],
  ['ENI_CONFIG_LABEL_DEF', 'zone', 'zone', []],
  [
    'ENI_CONFIG_LABEL_DEF',
    'failure-domain.beta.kubernetes.io/zone',
    'failure-domain.beta.kubernetes.io/zone',
    ['taken'],
    'topology.kubernetes.io/zone',
  ],
  ['ENI_CONFIG_LABEL_DEF', ' zone', ' zone', ['taken'], 'zone'],
  ['ENI_CONFIG_ANNOTATION_DEF', 'a/b/c', 'a/b/c', ['taken']],
  ['HTTP_TIMEOUT', '60', 60, []],
  ['HTTP_TIMEOUT', '9', 10, ['default'], '10'],
  ['HTTP_TIMEOUT', '30s', 10, ['default'], '30'],
  ['INTROSPECTION_BIND_ADDRESS', 'unix:/x.sock', 'unix:/x.sock', []],
  ['INTROSPECTION_BIND_ADDRESS', '[::1]:61679', '[::1]:61679', []],
  ['INTROSPECTION_BIND_ADDRESS', 'localhost:1', 'localhost:1', []],
  ['INTROSPECTION_BIND_ADDRESS', '0.0.0.0:7000', '0.0.0.0:7000', ['taken'], '127.0.0.1:7000'],
  ['INTROSPECTION_BIND_ADDRESS', '[::]:61679', '[::]:61679', ['taken'], '127.0.0.1:61679'],
  ['INTROSPECTION_BIND_ADDRESS', ':61679', ':61679', ['taken'], '127.0.0.1:61679'],
  ['INTROSPECTION_BIND_ADDRESS', '10.0.0.5:61679', '10.0.0.5:61679', ['taken'], '127.0.0.1:61679'],
  ['INTROSPECTION_BIND_ADDRESS', '127.0.0.1', '127.0.0.1', ['taken'], '127.0.0.1:61679'],
  ['IP_COOLDOWN_PERIOD', '5', 5, []],
  ['IP_COOLDOWN_PERIOD', '0', 0, ['taken'], '30'],
  ['IP_COOLDOWN_PERIOD', '-1', 30, ['exits'], '30'],
  ['IP_COOLDOWN_PERIOD', '30s', 30, ['exits'], '30'],
  ['IP_COOLDOWN_PERIOD', 'x', 30, [], undefined, '1.14.1'],
  ['MAX_ENI', '4', 4, []],
  ['MAX_ENI', '0', undefined, ['default']],
  ['MAX_ENI', 'none', undefined, ['default']],
  ['METRIC_UPDATE_INTERVAL', '0', 0, ['taken'], '30'],
  ['METRIC_UPDATE_INTERVAL', '1m', 30, ['exits'], '60'],
  ['MINIMUM_IP_TARGET', '-1', 0, ['default'], '0'],
  ['MY_NODE_NAME', 'ip-10-0-0-1', 'ip-10-0-0-1', ['taken']],
  ['NETWORK_POLICY_ENFORCING_MODE', 'STRICT', 'strict', []],
  ['NETWORK_POLICY_ENFORCING_MODE', 'none', 'none', []],
  ['NETWORK_POLICY_ENFORCING_MODE', 'stict', undefined, ['exits'], 'strict'],
  ['NETWORK_POLICY_ENFORCING_MODE', 'bogus', undefined, [], undefined, '1.17.0'],
  ['POD_SECURITY_GROUP_ENFORCING_MODE', 'standard', 'standard', []],
  ['POD_SECURITY_GROUP_ENFORCING_MODE', 'Standard', 'strict', ['default'], 'standard'],
  ['USE_CLOUDWATCH', 'No', false, []],
  ['USE_CLOUDWATCH', '0', true, ['default'], 'false'],
  ['USE_PROMETHEUS', 'YES', true, []],
  ['USE_PROMETHEUS', '1', false, ['default'], 'true'],
  ['WARM_ENI_TARGET', '0', 0, []],
  ['WARM_ENI_TARGET', '+2', 2, []],
  ['WARM_ENI_TARGET', '-1', 1, ['default'], '0'],
  ['WARM_ENI_TARGET', 'two', 1, ['default'], '1'],
  ['WARM_IP_TARGET', '5', 5, []],
  ['WARM_IP_TARGET', '5.0', 0, ['default'], '5'],
  ['WARM_IP_TARGET', '1_000', 0, ['default'], '1000'],
  ['WARM_IP_TARGET', '0x10', 0, ['default'], '16'],
  ['WARM_IP_TARGET', '9223372036854775808', 0, ['default']],
  ['WARM_PREFIX_TARGET', '-1', 0, ['default'], '0'],
  ['WATCH_NAMESPACE', 'x', '', []],
  ['WATCH_NAMESPACE', 'x', 'x', [], undefined, '1.5.7'],
];

test('values, effects and suggestions', () => {
  for (const [name, text, value, effects, suggestion, version] of CASES) {
    const label = `${name}=${text} ${version ?? ''}`;
    const reading = row(name).read(text, version);
    assert.deepEqual(shown(reading.value), value, label);
    assert.deepEqual(
      reading.faults.map((f) => f.effect),
      effects,
      label,
    );
    if (suggestion !== undefined) assert.equal(reading.faults[0]?.suggestions[0], suggestion, label);
  }
});

test('faults of a part of the text say which', () => {
  const parts = (name: VariableName, text: string) =>
    row(name)
      .read(text)
      .faults.map(({ part }) => part && text.slice(part.start, part.end));
  assert.deepEqual(parts('AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '10.0.0.0/8, x ,::/0, ,0.0.0.0/0'), [
    'x',
    '::/0',
    ', ',
    '0.0.0.0/0',
  ]);
  assert.deepEqual(parts('ADDITIONAL_ENI_TAGS', '{"x":"aws:a", "aws:a" : "b"}'), ['aws:a']);
  assert.equal(row('ADDITIONAL_ENI_TAGS').read('{"x":"aws:a", "aws:a" : "b"}').faults[0]?.part?.start, 15);
  assert.deepEqual(parts('ADDITIONAL_ENI_TAGS', '{"\\u0061ws:a":"b"}'), [undefined]);
});

test('a list without its faulty commas has no empty item', () => {
  for (const text of [',10.0.0.0/8', '10.0.0.0/8,', '10.0.0.0/8, ,10.1.0.0/16']) {
    const [fault] = row('AWS_EXTERNAL_SERVICE_CIDRS').read(text).faults;
    const { start, end } = fault?.part ?? assert.fail(text);
    const mended = text.slice(0, start) + fault?.suggestions[0] + text.slice(end);
    assert.deepEqual(row('AWS_EXTERNAL_SERVICE_CIDRS').read(mended).faults, [], mended);
  }
});

test('rows are whole', () => {
  for (const name of NAMES) {
    const variable = row(name);
    for (const sentence of [
      variable.summary,
      variable.onInvalid,
      variable.onEmpty,
      variable.density ?? 'None.',
    ]) {
      assert.match(sentence, /^[A-Za-z`"].*\.$/, name);
    }
    for (const version of [variable.since, variable.removed])
      assert.ok(!version || parseVersion(version), name);
    assert.ok(variable.source.length > 5 && variable.containers.length > 0, name);
    // What the code, the manifest and we offer is taken without complaint.
    const released = variable.removed ? variable.since : undefined;
    for (const text of [variable.default, variable.manifest, ...(variable.values ?? [])]) {
      if (text === undefined || text.startsWith('fieldRef')) continue;
      assert.deepEqual(variable.read(text, released).faults, [], `${name}=${text}`);
    }
  }
});

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'0123456789.,:/-+_ x"\\{}tfe') }),
  fc.constantFrom('true', 'yes', '-1', '1e9', '{"a":1}', '10.0.0.0', 'stdout', '\ud800'),
);
const anyVersion = fc.option(fc.constantFrom('1.5.0', '1.9.0', '1.12.6', '1.16.3', '1.20.0', 'latest'), {
  nil: undefined,
});

test('any text is read, and the first suggestion is better', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), anyText, anyVersion, (name, text, version) => {
      const reading = row(name).read(text, version);
      for (const { message, suggestions, safe, part } of reading.faults) {
        assert.match(message, /^[a-z].*\.$/s, `${name} ${message}`);
        assert.ok(!safe || suggestions.length > 0);
        const { start, end } = part ?? { start: 0, end: text.length };
        assert.ok(0 <= start && start <= end && end <= text.length);
        const [first] = suggestions;
        if (first === undefined) continue;
        const mended = text.slice(0, start) + first + text.slice(end);
        assert.notEqual(mended, text, `${name} ${text}`);
        // A block may turn out to be that of all addresses, which is taken but not advised.
        const after = row(name).read(mended, version).faults;
        const better = after.length < reading.faults.length || after.every((f) => f.effect === 'taken');
        assert.ok(better, `${name}: ${text} → ${mended}`);
      }
    }),
    { numRuns: 3000 },
  );
});
