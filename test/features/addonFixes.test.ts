import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied, codeActions } from '../../server/src/core/features/codeActions.js';
import { read } from '../../server/src/core/model/source.js';
import { at, items, toJson } from '../../server/src/core/model/tree.js';
import { analyzed } from '../support/check.js';
import { INNER, OUTER } from '../support/embedded.js';

const before = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: eu-west-1}
addons:
  - name: vpc-cni
    configurationValues: `;
const after = '\n    resolveConflicts: overwrite\n';

/** What is written there, as EKS reads it. */
function configurationIn(source: string): unknown {
  const { root, problems } = read(source);
  assert.deepEqual(problems, [], source);
  const text = at(items(at(root, 'addons'))[0], 'configurationValues');
  assert.ok(text?.kind === 'scalar', source);
  const inside = read(text.text);
  assert.deepEqual(inside.problems, [], source);
  return inside.root && toJson(inside.root);
}

/** Letters that are written as escapes cannot be mended one by one. */
const STYLES = Object.entries(OUTER).filter(([style]) => style !== 'double with escapes that need not be');

/** Takes a fix in each way to write a text, and looks at what comes of the configuration. */
function becomes(written: object, title: string, meant: object): void {
  let styles = 0;
  for (const [inner, print] of Object.entries(INNER)) {
    for (const [outer, write] of STYLES) {
      for (const eol of ['\n', '\r\n']) {
        const scalar = write(print(written), '      ');
        if (scalar === undefined) continue;
        const source = (before + scalar + after).replaceAll('\n', eol);
        const name = `${inner}, ${outer}: ${source}`;
        const action = codeActions(analyzed(source), { start: 0, end: source.length }).find(
          (found) => found.title === title,
        );
        // Where every break is an escape, not all lines can be moved.
        if (!action && outer === 'double with escaped line breaks') continue;
        assert.ok(action, name);
        const result = applied(source, action.edits);
        assert.ok(result.startsWith(before.replaceAll('\n', eol)), name);
        assert.ok(result.endsWith(after.replaceAll('\n', eol)), name);
        assert.deepEqual(configurationIn(result), meant, name);
        styles++;
      }
    }
  }
  assert.ok(styles > 40, 'ways to write it');
}

test('variables at the top go below env', () => {
  const title = 'Move MAX_ENI and WARM_ENI_TARGET below env';
  becomes({ MAX_ENI: '4', enableNetworkPolicy: 'false', WARM_ENI_TARGET: '2' }, title, {
    env: { MAX_ENI: '4', WARM_ENI_TARGET: '2' },
    enableNetworkPolicy: 'false',
  });
  becomes({ MAX_ENI: '4', env: { AWS_VPC_K8S_CNI_LOGLEVEL: 'INFO' }, WARM_ENI_TARGET: '2' }, title, {
    env: { AWS_VPC_K8S_CNI_LOGLEVEL: 'INFO', MAX_ENI: '4', WARM_ENI_TARGET: '2' },
  });
});

test('what a definition describes goes where it belongs', () => {
  becomes(
    {
      env: { MAX_ENI: '4' },
      InitEnv: { DISABLE_TCP_EARLY_DEMUX: 'false' },
      nodeAgent: { metricsBindAddr: '8162' },
    },
    'Write init.env',
    {
      env: { MAX_ENI: '4' },
      init: { env: { DISABLE_TCP_EARLY_DEMUX: 'false' } },
      nodeAgent: { metricsBindAddr: '8162' },
    },
  );
  becomes(
    { VpcCni: { properties: { enableNetworkPolicy: 'false', env: { MAX_ENI: '4' } } } },
    'Take what is in VpcCni.properties out of it',
    { enableNetworkPolicy: 'false', env: { MAX_ENI: '4' } },
  );
});

test('texts, booleans and numbers become what they have to be', () => {
  const eniConfig = {
    create: 'true',
    region: 'eu-west-1',
    subnets: { 'eu-west-1a': { id: 'subnet-0a1b2c3d4e5f60718' } },
  };
  becomes({ eniConfig }, 'Write true', { eniConfig: { ...eniConfig, create: true } });
  becomes({ enableWindowsIpam: true }, 'Write "true"', { enableWindowsIpam: 'true' });
  becomes({ livenessProbeTimeoutSeconds: '20' }, 'Write 20', { livenessProbeTimeoutSeconds: 20 });
  becomes({ env: { MAX_ENI: 4 } }, 'Write "4"', { env: { MAX_ENI: '4' } });
});
