import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installsOf } from '../../server/src/core/features/installNames.js';
import { releasesOfNote, upgradeOf } from '../../server/src/core/features/upgrade.js';
import { upgradeText } from '../../server/src/core/features/upgradeText.js';
import { besideOf, documentOf } from '../../server/src/core/model/beside.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';
import { patch, whole } from '../support/manifest.js';

/** What the preview is made of, for the aws-nodes that a file is about. */
function seen(files: Files, from = Object.keys(files)[0] ?? '') {
  const { analyses, homes } = workspaceOf(files);
  const analysis = analyses.get(from);
  assert.ok(analysis);
  const documents = [...analyses.values()].flatMap((each) => each.documents.map(({ facts }) => facts));
  const installs = installsOf(analysis);
  const beside = (install: (typeof installs)[number]) => {
    const facts = documentOf(documents, install);
    return facts && besideOf(facts, install.layers?.[0] ?? install);
  };
  return { installs, homes, cluster: analysis.cluster, beside };
}

function page(files: Files, releases: { from?: string; to: string }, at?: string): string {
  const { installs, homes, cluster, beside } = seen(files, at);
  return upgradeText(installs, releases, {
    settings: DEFAULT_SETTINGS,
    homes,
    nameOf: ({ name }) => name,
    cluster,
    besideOf: beside,
  }).text;
}

function upgrade(files: Files, from: string, to: string, settings: Partial<Settings> = {}) {
  const { installs, cluster, beside } = seen(files);
  const [install] = installs;
  assert.ok(install);
  return upgradeOf(
    install,
    from,
    to,
    { ...DEFAULT_SETTINGS, ...settings },
    { beside: beside(install), cluster },
  );
}

const item = (name: string, value: string): string => `- name: ${name}\n  value: "${value}"\n`;
const daemonSet = (env: string, version = 'v1.12.6') => ({ 'aws-node.yaml': whole(env, { version }) });
const rules = (findings: readonly { rule: string; severity: string }[]) =>
  findings.map(({ rule, severity }) => `${severity} ${rule}`);

const eksctl = (configuration: string, version = 'v1.12.0-eksbuild.1') => ({
  'cluster.yaml': `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: blue, region: us-east-1 }
addons:
  - name: vpc-cni
    version: ${version}
    configurationValues: '${configuration}'
`,
});

test('keys that the add-on of the one release lacks are among what is wrong with it', () => {
  const files = eksctl('{"env": {"WARM_IP_TARGET": "3", "ENABLE_POD_ENI": "true"}}');
  const up = upgrade(files, '1.12.0', '1.20.1');
  assert.ok(
    rules(up.disappearing).includes('error addon-key-unknown'),
    JSON.stringify(rules(up.disappearing)),
  );
  assert.ok(!rules(up.appearing).includes('error addon-key-unknown'));
  // And the other way round.
  const down = upgrade(files, '1.20.1', '1.12.0');
  assert.ok(rules(down.appearing).includes('error addon-key-unknown'));
  assert.match(
    page(files, { to: '1.20.1' }),
    /^ {2}error addon-key-unknown: Version 1\.12\.0 of the add-on has no env\.WARM_IP_TARGET.* {2}cluster\.yaml:7$/m,
  );
});

test('only what is said beside the one of several add-ons is asked for', () => {
  const addon = (id: string, env: string) => `  ${id}:
    Type: AWS::EKS::Addon
    Properties:
      AddonName: vpc-cni
      ClusterName: ${id}
      AddonVersion: v1.12.0-eksbuild.1
      ConfigurationValues: '{"env": {${env}}}'
`;
  const files = {
    'stack.yaml': `Resources:\n${addon('A', '"WARM_IP_TARGET": "3"')}${addon('B', '"ENABLE_POD_ENI": "true"')}`,
  };
  const [a, b] = page(files, { to: '1.20.1' }).split('aws-node of cluster B');
  assert.match(a ?? '', /aws-node of cluster A.*stack\.yaml:2, from release 1\.12\.0/);
  assert.match(a ?? '', /env\.WARM_IP_TARGET/);
  assert.doesNotMatch(b ?? '', /env\.WARM_IP_TARGET/);
});

test('the text of each release is no news', () => {
  const up = upgrade(daemonSet('', 'v1.9.0'), '1.9.0', '1.20.1');
  assert.ok(up.unset.length > 0);
  assert.ok(!up.unset.some(({ name }) => name === 'VPC_CNI_VERSION'));
  const chart = upgrade(eksctl('{"env": {"MAX_ENI": "4"}}'), '1.18.6', '1.20.1');
  assert.ok(!chart.changes.some(({ name }) => name === 'VPC_CNI_VERSION'));
});

test('a value with which aws-node exits does not become another value', () => {
  const { changes } = upgrade(daemonSet(item('AWS_VPC_ENI_MTU', '9500')), '1.12.6', '1.20.1');
  assert.deepEqual(
    changes.filter(({ name }) => name === 'AWS_VPC_ENI_MTU').map(({ what }) => what),
    ['was 9001, and now aws-node exits when it starts'],
  );
});

test('rules that see the cluster are asked as well', () => {
  const nodes = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: blue, region: us-east-1 }
managedNodeGroups:
  - { name: a, instanceType: m5.large, maxPodsPerNode: 110 }
`;
  const files = {
    'aws-node.yaml': whole(item('ENABLE_PREFIX_DELEGATION', 'true') + item('WARM_PREFIX_TARGET', '1'), {
      version: 'v1.20.1',
    }),
    'nodes.yaml': nodes,
  };
  // Prefixes came with 1.9.0.
  const found = upgrade(files, '1.20.1', '1.8.0');
  assert.ok(
    rules(found.appearing).includes('warning variable-too-new'),
    JSON.stringify(rules(found.appearing)),
  );
  const text = page(files, { to: '1.8.0' });
  assert.match(text, /max-pods-above-capacity.* {2}nodes\.yaml:5$/m);
});

test('a rule that is off finds nothing', () => {
  const files = eksctl('{"env": {"WARM_IP_TARGET": "3"}}');
  const { disappearing } = upgrade(files, '1.12.0', '1.20.1', { rules: { 'addon-key-unknown': 'off' } });
  assert.ok(!rules(disappearing).some((found) => found.endsWith('addon-key-unknown')));
});

test('overlays are named, and findings lead into the files of their patches', () => {
  const overlay = (env: string) => `resources: [../base]
patches:
  - patch: |-
${patch(env).replace(/^/gm, '      ')}
`;
  const files = {
    'base/aws-node.yaml': whole('', { version: 'v1.18.6' }),
    'base/kustomization.yaml': 'resources: [aws-node.yaml]\n',
    'prod/kustomization.yaml': overlay(item('ENABLE_IMDS_ONLY_MODE', 'true')),
    'dev/kustomization.yaml': overlay(item('WARM_IP_TARGET', '2') + item('MINIMUM_IP_TARGET', '5')),
  };
  const text = page(files, { to: '1.19.0' }, 'base/aws-node.yaml');
  assert.match(text, /^2 aws-nodes are in sight: one for each overlay/);
  for (const name of ['prod', 'dev'])
    assert.match(
      text,
      new RegExp(
        `^aws-node with ${name}/kustomization\\.yaml:\\d+, base/aws-node\\.yaml:\\d+, from release 1\\.18\\.6 to 1\\.19\\.0$`,
        'm',
      ),
    );
});

test('nothing changes, nothing is known, nothing is there', () => {
  assert.match(
    page(daemonSet('', 'v1.20.1'), { to: '1.20.1' }),
    /\nNothing changes for what is set here\.\n$/,
  );
  const unknown = { 'aws-node.yaml': whole('').replaceAll(':v1.23.1', '') };
  assert.match(page(unknown, { to: '1.20.1' }), /Its release is not known/);
  assert.match(page(unknown, { from: '1.18.0', to: '1.20.1' }), /from release 1\.18\.0 to 1\.20\.1/);
  const pods = { 'cart.yaml': 'kind: Deployment\nmetadata: { name: cart }\n' };
  assert.match(page(pods, { to: '1.20.1' }), /^No aws-node is in sight of this file/);
});

test('releases of note are each there once, the newest first', () => {
  const releases = releasesOfNote();
  assert.equal(new Set(releases).size, releases.length);
  assert.ok(releases.indexOf('1.13.0') > releases.indexOf('1.16.4') || !releases.includes('1.16.4'));
  assert.ok(releases.includes('1.13.0'));
});
