import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { configurationOf } from '../../server/src/core/model/configuration.js';
import { UNKNOWN } from '../../server/src/core/model/effective.js';
import { agentFlag } from '../../server/src/core/model/nodeAgent.js';
import { workspaceOf } from '../support/checkFiles.js';

/** One cluster, written down in as many ways as there are folders. */
const FORMS = fileURLToPath(new URL('../../../test/forms/', import.meta.url));

const read = (form: string) =>
  Object.fromEntries(
    readdirSync(`${FORMS}${form}`, { recursive: true, withFileTypes: true }).flatMap((found) => {
      if (!found.isFile()) return [];
      const path = `${found.parentPath}/${found.name}`;
      return [[path.slice(FORMS.length + form.length + 1), readFileSync(path, 'utf8')]];
    }),
  );

/** What is found, whatever the words, and what the plugin runs with. */
function told(form: string) {
  const { analyses } = workspaceOf(read(form));
  const findings = [...analyses.values()].flatMap((analysis) =>
    diagnose(analysis).map(({ rule, severity }) => `${severity} ${rule}`),
  );
  // In sight of the nodes is what their cluster runs.
  const nodes = [...analyses].find(([path]) => path.endsWith('nodes.yaml'))?.[1];
  const { installs = [] } = nodes?.cluster ?? {};
  assert.equal(installs.length, 1, `${form}: one aws-node`);
  const [install] = installs;
  assert.ok(install);
  const variables = configurationOf(install).containers.flatMap(({ facts, values }) =>
    values.map(({ name, text, neverRead = 'read' }) => `${facts.role} ${name}=${String(text)} ${neverRead}`),
  );
  const flags = [
    'enable-network-policy',
    'enable-ipv6',
    'enable-cloudwatch-logs',
    'enable-policy-event-logs',
  ].map((flag) => `${flag}=${agentFlag(install, flag)}`);
  return { findings: findings.sort(), release: install.release, variables: variables.sort(), flags };
}

const forms = readdirSync(FORMS);

test('the cluster is there in six forms', () => {
  assert.deepEqual(forms.sort(), ['addon', 'cloudformation', 'daemonset', 'eksctl', 'helm', 'kustomize']);
});

for (const form of forms) {
  test(`${form}: the same findings and the same effective configuration as the DaemonSet`, () => {
    assert.deepEqual(told(form), told('daemonset'));
  });
}

test('the findings are those of the mistakes that were made', () => {
  assert.deepEqual(told('daemonset').findings, [
    'error fatal-value',
    'information few-branch-enis',
    'information max-pods-above-capacity',
    'information unread-setting',
    'information zone-without-eni-config',
    'warning dropped-item',
    'warning max-pods-above-capacity',
    'warning shared-subnet',
    'warning shared-subnet',
    'warning strict-mode-with-early-demux',
    'warning too-many-groups',
    'warning zone-without-eni-config',
  ]);
});

test('nothing is left open but what a node has for itself', () => {
  const { variables } = told('daemonset');
  assert.deepEqual(
    variables.filter((line) => line.includes(String(UNKNOWN))).map((line) => line.split(/[ =]/)[1]),
    ['MY_NODE_NAME', 'MY_NODE_NAME', 'MY_POD_NAME'],
  );
});
