import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSight } from '../../server/src/core/model/cluster.js';
import { effective, UNKNOWN } from '../../server/src/core/model/effective.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { workspaceOf } from '../support/checkFiles.js';
import { has } from '../support/has.js';

const read = (text: string) => readDocument(text, DEFAULT_SETTINGS).facts;

test('a file with the configuration alone', () => {
  for (const text of [
    '{"env": {"WARM_ENI_TARGET": "2"}}',
    '{\n  "env": {\n    "WARM_ENI_TARGET": "2"\n  },\n  "enableNetworkPolicy": "true"\n}\n',
    '\uFEFF{"init": {"env": {"DISABLE_TCP_EARLY_DEMUX": "true"}}}',
    '{"enableNetworkPolicy": "true", "nodeAgent": {"enablePolicyEventLogs": "true"}}',
    '{"eniConfig": {"create": true, "region": "eu-central-1", "subnets": {"eu-central-1a": {"id": "subnet-0a1b2c3d4e5f60718"}}}}',
  ]) {
    const facts = read(text);
    has(facts.addons, [{ place: 'file', complete: true }]);
    has(facts.installs, [{ form: 'addon' }]);
    assert.deepEqual(facts.embedded, [], text);
  }
});

test('one with a key in the wrong place, of which nobody knows what comes', () => {
  has(read('{"env": {"ENABLE_POD_ENI": "true"}, "InitEnv": {"DISABLE_TCP_EARLY_DEMUX": "true"}}'), {
    addons: [{ place: 'file', complete: false }],
    installs: [{ form: 'addon' }],
  });
});

test('what may be something else', () => {
  for (const text of [
    // Values of the chart, or of anything that has an env.
    'env:\n  WARM_ENI_TARGET: "2"\n',
    '{"env": {"WARM_ENI_TARGET": "2"}, "image": {"tag": "v1.18.5"}}',
    '{"env": {"WARM_ENI_TARGET": "2"}, "replicas": 2}',
    '{"env": {"LOG_LEVEL": "debug"}}',
    '{"resources": {"limits": {"cpu": "100m"}}}',
    '{"WARM_ENI_TARGET": "2"}',
    '{"env": [{"name": "WARM_ENI_TARGET", "value": "2"}]}',
    // The schema itself.
    '{"$ref": "#/definitions/VpcCni", "definitions": {"Env": {"properties": {"WARM_ENI_TARGET": {"type": "string"}}}}}',
    '{"addonName": "coredns", "configurationValues": "{\\"env\\": {\\"WARM_ENI_TARGET\\": \\"2\\"}}"}',
  ]) {
    assert.deepEqual(read(text).addons, [], text);
  }
});

test('input of the AWS CLI', () => {
  const facts = read(`{
  "clusterName": "shop",
  "addonName": "vpc-cni",
  "addonVersion": "v1.18.5-eksbuild.1",
  "resolveConflicts": "OVERWRITE",
  "configurationValues": "{\\"env\\":{\\"WARM_ENI_TARGET\\":\\"2\\"}}"
}`);
  has(facts.addons, [{ place: 'cli', release: '1.18.5', complete: true }]);
  has(facts.installs, [{ form: 'addon', release: '1.18.5' }]);
  assert.equal(facts.embedded.length, 1);
});

const PREFIXES = '{"env": {"ENABLE_PREFIX_DELEGATION": "true"}}';
const NODES = 'eksctl.io/v1alpha5';

test('where nothing tells the family of the cluster, it is not known', () => {
  const [install] = read('{"env": {"ENABLE_POD_ENI": "true"}}').installs;
  assert.ok(install);
  assert.equal(effective(install, 'ENABLE_IPv6'), UNKNOWN);
  assert.equal(effective(install, 'ENABLE_PREFIX_DELEGATION'), UNKNOWN);
  assert.equal(effective(install, 'ENABLE_POD_ENI'), true);
  assert.equal(effective(install, 'MAX_ENI'), undefined);
});

test('what only clusters of IPv4 read tells the family', () => {
  for (const variable of ['"WARM_IP_TARGET": "5"', '"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"']) {
    const [install] = read(`{"env": {${variable}}}`).installs;
    assert.ok(install);
    assert.equal(effective(install, 'ENABLE_IPv6'), false, variable);
    assert.equal(effective(install, 'ENABLE_PREFIX_DELEGATION'), false, variable);
  }
});

test('a cluster in sight tells the family', () => {
  const mode = (ipFamily: string) => {
    const { analyses } = workspaceOf({
      'addon.json': PREFIXES,
      'cluster.yaml': `apiVersion: ${NODES}\nkind: ClusterConfig\nmetadata: {name: shop, region: eu-central-1}\nkubernetesNetworkConfig: {ipFamily: ${ipFamily}}\n`,
    });
    const addon = [...analyses].find(([path]) => path.endsWith('addon.json'))?.[1];
    assert.ok(addon);
    return inSight(addon.cluster);
  };
  has(mode('IPv4'), { certain: true, mode: { prefixDelegation: true, ipv6: false } });
  has(mode('IPv6'), { certain: true, mode: { prefixDelegation: true, ipv6: true } });
});
