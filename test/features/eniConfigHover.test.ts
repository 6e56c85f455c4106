import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/src/core/features/hover.js';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';

/** What is shown at the `$0` of one of the files. */
function hovered(marked: Files): string {
  const files = Object.fromEntries(
    Object.entries(marked).map(([name, text]) => [name, text.replace('$0', '')]),
  );
  const { analyses, homes } = workspaceOf(files);
  for (const [name, text] of Object.entries(marked)) {
    const analysis = analyses.get(name);
    if (!text.includes('$0') || !analysis) continue;
    const found = hover(analysis, text.indexOf('$0'), DEFAULT_SETTINGS, [], (fact, span) => {
      const place = homes.placeOf(fact, span);
      return place && `${place.name}:${place.start.line + 1}`;
    });
    return found?.markdown ?? '';
  }
  throw new Error('no $0');
}

const byLabel = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' });
const byZone = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});
const groups = (...each: readonly string[]) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
managedNodeGroups:
${each.map((group, i) => `  - {name: group-${i}, instanceType: m5.large, ${group}}\n`).join('')}`;
const labelled = (name: string) => `labels: {k8s.amazonaws.com/eniConfig: ${name}}`;

test('on a label of nodes: subnet, groups and file of the ENIConfig', () => {
  assert.equal(
    hovered({
      'aws-node.yaml': byLabel,
      'eni.yaml': eniConfigs('pods-a', 'pods-b'),
      'cluster.yaml': groups(labelled('po$0ds-b')),
    }),
    `**ENIConfig** \`pods-b\` in \`eni.yaml:14\`

- Subnet: \`subnet-0123456789abcdef1\`
- Security groups: \`sg-0123456789abcdef0\``,
  );
});

test('on a zone that an ENIConfig is named after', () => {
  const files = (zone: string) => ({
    'aws-node.yaml': byZone,
    'eni.yaml': eniConfigs('us-west-2a'),
    'cluster.yaml': groups(`availabilityZones: [${zone}]`),
  });
  assert.match(hovered(files('us-we$0st-2a')), /^\*\*ENIConfig\*\* `us-west-2a` in `eni\.yaml:5`/);
  assert.equal(hovered(files('us-we$0st-2b')), '', 'none of that name');
});

test('security groups that are not written are those of the node', () => {
  const config =
    'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: {name: a}\nspec: {subnet: subnet-0123456789abcdef0}\n';
  const text = hovered({
    'aws-node.yaml': byLabel,
    'eni.yaml': config,
    'cluster.yaml': groups(labelled('a$0')),
  });
  assert.match(text, /- Security groups: those of the node$/);
});

const named = (config: string) => config.replace('name: pods-a', 'name: pods$0-a');

test('on the name: the node groups that take it', () => {
  const text = hovered({
    'aws-node.yaml': byLabel,
    'eni.yaml': named(eniConfigs('pods-a', 'pods-b')),
    'cluster.yaml': groups(labelled('pods-a'), labelled('pods-b'), labelled('pods-a')),
  });
  assert.match(
    text,
    /\n\nTaken by these node groups:\n\n- `group-0` in `cluster\.yaml:5`\n- `group-2` in `cluster\.yaml:7`$/,
  );
});

test('on the name of a zone: those with nodes in other zones, too', () => {
  const text = hovered({
    'aws-node.yaml': byZone,
    'eni.yaml': eniConfigs('us-west-2a').replace('us-west', 'us-w$0est'),
    'cluster.yaml': groups('availabilityZones: [us-west-2a]', 'availabilityZones: [us-west-2a, us-west-2b]'),
  });
  assert.match(
    text,
    /- `group-0` in `cluster\.yaml:5`\n- `group-1` in `cluster\.yaml:6`, some of its nodes$/,
  );
});

test('on the name: none takes it, or that is not known', () => {
  const files = (awsNodes: string) => ({
    'aws-node.yaml': awsNodes,
    'eni.yaml': named(eniConfigs('pods-a')),
    'cluster.yaml': groups(labelled('"${NAME}"')),
  });
  assert.match(hovered(files(byLabel)), /\n\nNo node group in sight is known to take it\.$/);
  assert.match(hovered(files(awsNode({}))), /\n\nNo node takes this ENIConfig: custom networking is off/);
  const unknown = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"${ON}"' });
  assert.doesNotMatch(hovered(files(unknown)), /take/);
});

test('names of manifests cannot become links', () => {
  const config = eniConfigs('"[x](command:y)"');
  const text = hovered({
    'aws-node.yaml': byLabel,
    'eni.yaml': config,
    'cluster.yaml': groups(labelled('"[x](co$0mmand:y)"')),
  });
  assert.match(text, /^\*\*ENIConfig\*\* `\[x\]\(command:y\)` in/);
});
