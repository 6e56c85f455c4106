import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSight } from '../../server/src/core/model/cluster.js';
import { containerOf, effective, textOf, UNKNOWN } from '../../server/src/core/model/effective.js';
import type { Facts, Install } from '../../server/src/core/model/facts.js';
import { networkingMode } from '../../server/src/core/model/networkingMode.js';
import type { Span } from '../../server/src/core/model/span.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';
import { has } from '../support/has.js';

const CLUSTER = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
`;

const read = (text: string): Facts => readDocument(text, DEFAULT_SETTINGS).facts;

const at = (text: string, { start, end }: Span): string => text.slice(start, end);

/** With the fields of the add-on, at column 0. */
const eksctl = (fields: string, rest = ''): string =>
  `${CLUSTER}${rest}addons:\n  - name: vpc-cni\n${fields.replace(/^(?=.)/gm, '    ')}`;

const only = (facts: Facts): Install => {
  const [install, ...others] = facts.installs;
  assert.ok(install && others.length === 0, 'one install');
  return install;
};

const ENV = 'configurationValues: |\n  env:\n    ENABLE_PREFIX_DELEGATION: "true"\n';

test('the text in each style a scalar has', () => {
  for (const value of [
    '|-\n  env:\n    MAX_ENI: "4"\n',
    '|\n  {"env": {"MAX_ENI": "4"}}\n',
    '>-\n  {"env":\n  {"MAX_ENI": "4"}}\n',
    `'{"env": {"MAX_ENI": "4"}}'\n`,
    '"{\\"env\\": {\\"MAX_ENI\\": \\"4\\"}}"\n',
    '"env: {MAX_ENI: \'4\'}"\n',
  ]) {
    const text = eksctl(`configurationValues: ${value}`);
    const facts = read(text);
    const [setting] = containerOf(only(facts), 'aws-node')?.settings ?? [];
    assert.ok(setting, value);
    assert.deepEqual(setting.value.value, { kind: 'text', text: '4' }, value);
    assert.equal(at(text, setting.name.span).replaceAll(/[\\"]/g, ''), 'MAX_ENI', value);
    assert.equal(setting.inner === undefined ? '' : text.slice(setting.inner, setting.inner + 1), '4', value);
    assert.equal(facts.embedded.length, 1, value);
    has(facts.addons, [{ place: 'eksctl', complete: true, configuration: { form: 'text' } }]);
    assert.deepEqual(
      facts.objects.map(({ kind, fields }) => [kind, fields.map(({ path }) => path)]),
      [['AddonConfiguration', ['env', 'env.MAX_ENI']]],
      value,
    );
    assert.deepEqual(
      facts.clusterSettings.map(({ kind }) => kind),
      ['cluster'],
      value,
    );
  }
});

test('what is not written is as in the manifest', () => {
  const install = only(read(eksctl(ENV)));
  has(install, { form: 'addon', name: { value: 'vpc-cni' } });
  assert.equal(textOf(install, 'ENABLE_IPv4'), 'true');
  assert.equal(textOf(install, 'ENABLE_IPv6', 'aws-vpc-cni-init'), 'false');
  assert.deepEqual(networkingMode(install), {
    prefixDelegation: true,
    customNetworking: false,
    podEni: false,
    ipv6: false,
  });
});

test('the family of the cluster is that of eksctl’s configuration', () => {
  const family = (value: string) =>
    only(
      read(eksctl('configurationValues: "{env: {}}"', `kubernetesNetworkConfig:\n  ipFamily: ${value}\n`)),
    );
  assert.equal(effective(family('IPv6'), 'ENABLE_IPv6'), true);
  assert.equal(effective(family('IPv6'), 'ENABLE_PREFIX_DELEGATION'), true);
  assert.equal(effective(family('IPv4'), 'ENABLE_IPv6'), false);
  assert.equal(effective(family('"${FAMILY}"'), 'ENABLE_IPv6'), UNKNOWN);
  assert.equal(effective(family('"${FAMILY}"'), 'ENABLE_PREFIX_DELEGATION'), UNKNOWN);
  assert.equal(effective(family('"${FAMILY}"'), 'ENABLE_POD_ENI'), false);
});

test('nobody but EKS sets the family', () => {
  const install = only(read(eksctl('configurationValues: \'{"env": {"ENABLE_IPv6": "true"}}\'')));
  assert.equal(effective(install, 'ENABLE_IPv6'), false);
});

test('the version, where it is one', () => {
  const release = (version: string) => only(read(eksctl(`version: ${version}\n${ENV}`))).release;
  assert.equal(release('v1.18.5-eksbuild.1'), '1.18.5');
  assert.equal(release('1.18.5'), '1.18.5');
  assert.equal(release('latest'), undefined);
  assert.equal(release('"1.18"'), undefined);
  assert.equal(release('${VERSION}'), undefined);
  assert.equal(only(read(eksctl(ENV))).release, undefined);
});

test('what people set by hand stays where EKS is told to preserve it', () => {
  const isComplete = (fields: string) => {
    const facts = read(eksctl(`${fields}\n${ENV}`));
    assert.equal(facts.addons[0]?.complete, containerOf(only(facts), 'aws-node')?.complete);
    return facts.addons[0]?.complete;
  };
  assert.equal(isComplete('resolveConflicts: overwrite'), true);
  assert.equal(isComplete('resolveConflicts: none'), true);
  assert.equal(isComplete(''), true);
  assert.equal(isComplete('resolveConflicts: preserve'), false);
  assert.equal(isComplete('resolveConflicts: "${CONFLICTS}"'), false);
});

test('mistake 55: without a configuration, settings are what people have set by hand, unless they are overwritten', () => {
  const modes = (fields: string) => inSight(analyzed(eksctl(fields)).cluster);
  for (const fields of [
    '',
    'resolveConflicts: preserve',
    'version: v1.18.5-eksbuild.1',
    'configurationValues:',
  ]) {
    assert.equal(modes(fields).certain, false, fields);
    assert.deepEqual(read(eksctl(fields)).installs, [], fields);
  }
  has(modes('resolveConflicts: overwrite'), { certain: true, mode: { prefixDelegation: false } });
});

test('a configuration that is known only later', () => {
  for (const value of ['"${VALUES}"', '$VALUES', '[]', '5', 'a sentence']) {
    const facts = read(eksctl(`configurationValues: ${value}`));
    assert.deepEqual(facts.installs, [], value);
    has(facts.addons, [{ configuration: { form: 'open' }, complete: false }]);
    assert.deepEqual(
      facts.clusterSettings.map(({ kind }) => kind),
      ['cluster', 'unread-install'],
      value,
    );
    assert.equal(inSight(analyzed(eksctl(`configurationValues: ${value}`)).cluster).mode, undefined, value);
  }
});

test('a hole in the configuration leaves the rest of it known', () => {
  const install = only(
    read(eksctl(`configurationValues: '{"env": {"MAX_ENI": "\${MAX}", "ENABLE_POD_ENI": "true"}}'`)),
  );
  assert.equal(effective(install, 'MAX_ENI'), UNKNOWN);
  assert.equal(effective(install, 'ENABLE_POD_ENI'), true);
  assert.equal(effective(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'), false);
});

test('a key that is filled in later may be any', () => {
  for (const text of ['{"env": {"${NAME}": "1"}}', '{"${KEY}": {}, "env": {}}']) {
    const install = only(read(eksctl(`configurationValues: '${text}'`)));
    assert.equal(effective(install, 'ENABLE_POD_ENI'), UNKNOWN, text);
  }
});

test('a template round the configuration', () => {
  const facts = read(
    eksctl(`configurationValues: |\n  env:\n    {{- if .x }}\n    MAX_ENI: "4"\n    {{- end }}\n`),
  );
  assert.equal(facts.addons[0]?.complete, false);
  assert.equal(effective(only(facts), 'MAX_ENI'), UNKNOWN);
});

test('a template in place of the configuration, or of a part of it', () => {
  for (const text of ['{{- toYaml .Values.cni | nindent 2 }}', 'env: {\n    {{- x }}\n    MAX_ENI: "4"']) {
    has(read(eksctl(`configurationValues: |\n  ${text}\n`)), {
      addons: [{ configuration: { form: 'open' }, complete: false }],
      clusterSettings: [{ kind: 'cluster' }, { kind: 'unread-install' }],
    });
  }
});

test('a text that is neither JSON nor YAML has a place where it breaks', () => {
  const text = eksctl(`configurationValues: |\n  env:\n    MAX_ENI: "4"\n   WARM_ENI_TARGET: "1"\n`);
  const [addon] = read(text).addons;
  assert.equal(addon?.configuration?.form, 'unreadable');
  assert.ok(addon.configuration.problem);
  assert.equal(text.slice(0, addon.configuration.problem.span.start).split('\n').length, 11);
});

test('ENIConfigs and settings of Windows nodes, as in values of the chart', () => {
  const facts = read(
    eksctl(`configurationValues: |
  enableWindowsIpam: "true"
  eniConfig:
    create: true
    region: eu-central-1
    subnets:
      eu-central-1a: {id: subnet-0a1b2c3d4e5f60718}
`),
  );
  assert.deepEqual(
    facts.eniConfigs.map(({ form, name, subnet }) => [form, name?.value, subnet?.value]),
    [['values', 'eu-central-1a', 'subnet-0a1b2c3d4e5f60718']],
  );
  has(facts.clusterSettings.slice(1), [{ kind: 'windows-ipam', value: true }]);
});
