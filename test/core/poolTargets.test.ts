import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { poolTargets } from '../../server/src/core/model/poolTargets.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

const targetsIn = (manifest: string) => {
  const [install] = analyze(manifest, DEFAULT_SETTINGS).own.installs;
  return poolTargets(install ?? assert.fail('no aws-node'));
};

test('targets as ipamd reads them', () => {
  const text = awsNode({
    WARM_ENI_TARGET: '"-1"',
    WARM_IP_TARGET: '"5"',
    MINIMUM_IP_TARGET: '"ten"',
    WARM_PREFIX_TARGET: '"2"',
  });
  assert.deepEqual(targetsIn(text), { warmEni: 1, warmIp: 5, minimumIp: 0, warmPrefix: 2 });
});

test('a target that only the cluster knows leaves all of them unknown', () => {
  const text = awsNode({ WARM_IP_TARGET: '"5"' }).replace('"5"', '"{{ .Values.warm }}"');
  assert.match(text, /Values/);
  assert.equal(targetsIn(text), undefined);
});
