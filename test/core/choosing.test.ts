import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sightIn } from '../../server/src/core/analysis.js';
import { choiceOf, choosing, keysOf } from '../../server/src/core/model/choosing.js';
import type { Cluster } from '../../server/src/core/model/cluster.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

const read = (text: string): Cluster => sightIn({ path: '', name: '' }, text, DEFAULT_SETTINGS).cluster;
const ZONE = 'topology.kubernetes.io/zone';
const DEFAULTS = { annotation: 'k8s.amazonaws.com/eniConfig', label: 'k8s.amazonaws.com/eniConfig' };

test('the keys that aws-node looks at: an empty text counts as none, and a template may be any', () => {
  const keys = (env: Readonly<Record<string, string>>, manifest = awsNode) => {
    const [install] = read(manifest(env)).installs;
    assert.ok(install);
    return keysOf(install);
  };
  assert.deepEqual(keys({}), DEFAULTS);
  assert.deepEqual(keys({ ENI_CONFIG_LABEL_DEF: ZONE, ENI_CONFIG_ANNOTATION_DEF: '""' }), {
    ...DEFAULTS,
    label: ZONE,
  });
  assert.deepEqual(keys({ ENI_CONFIG_ANNOTATION_DEF: 'a/b' }), { ...DEFAULTS, annotation: 'a/b' });
  assert.equal(keys({ ENI_CONFIG_LABEL_DEF: '"${LABEL}"' }), undefined);
  assert.equal(keys({ ENI_CONFIG_LABEL_DEF: ZONE }, patch), undefined);
});

test('what is in sight: several have to agree, and what is not read may turn it on', () => {
  const on = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', ENI_CONFIG_LABEL_DEF: ZONE });
  const off = awsNode({});
  assert.equal(choosing(read(on)).isOn, true);
  assert.equal(choosing(read(off)).isOn, false);
  assert.equal(choosing(read('')).isOn, undefined);
  assert.equal(choosing(read(`${on}---${off}`)).isOn, undefined);
  assert.equal(choosing(read(`${on}---${off}`)).keys, undefined);
  assert.equal(choosing(read(`${on}---${on}`)).keys?.label, ZONE);
  const unread = { kind: 'unread-install', span: { start: 0, end: 0 } } as const;
  assert.equal(choosing({ ...read(off), settings: [unread] }).isOn, undefined);
});

test('where something else makes ENIs, or none are made, none is made from an ENIConfig', () => {
  const env = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' };
  assert.equal(choosing(read(awsNode({ ...env, ENABLE_IMDS_ONLY_MODE: '"true"' }))).isOn, undefined);
});

test('what decides: the external label, then the annotation, then the label, then the zone', () => {
  const choice = (metadata: string, keys = { ...DEFAULTS, label: ZONE }) => {
    const cluster = read(`apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: a }
spec:
  template:
    metadata: ${metadata}
    spec:
      requirements: [{ key: ${ZONE}, operator: In, values: [us-west-2a] }]
`);
    const found = choiceOf(cluster.nodeGroups, cluster, keys);
    if (!found) return undefined;
    const named = found.by === 'zone' ? found.zones : found.marks.map(({ value }) => value);
    return `${found.by} ${named.map(({ value }) => value).join()}`;
  };
  const annotation = 'annotations: { k8s.amazonaws.com/eniConfig: b }';
  assert.equal(choice('{}'), 'zone us-west-2a');
  assert.equal(choice(`{ labels: { ${ZONE}: us-west-2b } }`), 'label us-west-2b');
  assert.equal(choice(`{ ${annotation} }`), 'annotation b');
  assert.equal(choice(`{ labels: { vpc.amazonaws.com/externalEniConfig: c }, ${annotation} }`), 'external c');
  assert.equal(choice('{ labels: { k8s.amazonaws.com/eniConfig: d } }', DEFAULTS), 'label d');
  // Somebody may label the nodes once they are there.
  assert.equal(choice('{}', DEFAULTS), undefined);
});
