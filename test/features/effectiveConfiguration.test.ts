import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationText } from '../../server/src/core/features/effectiveConfiguration.js';
import { installsOf } from '../../server/src/core/features/installNames.js';
import { troublesOf } from '../../server/src/core/features/troubles.js';
import { besideOf, documentOf } from '../../server/src/core/model/beside.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { analyzed } from '../support/check.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';
import { patch, whole } from '../support/manifest.js';

/** The page about one of the files. */
function page(files: Files, from = Object.keys(files)[0] ?? ''): string {
  const { analyses, homes } = workspaceOf(files);
  const analysis = analyses.get(from);
  assert.ok(analysis);
  const documents = [...analyses.values()].flatMap((each) => each.documents.map(({ facts }) => facts));
  return configurationText(installsOf(analysis), {
    homes,
    nameOf: ({ name }) => name,
    sight: analysis.cluster,
    besideOf: (install) => {
      const facts = documentOf(documents, install);
      return facts && besideOf(facts, install);
    },
  }).text;
}

const ofEnv = (env: string, rest = {}) => page({ 'aws-node.yaml': whole(env, rest) });

/** The line of a variable. */
function lineOf(text: string, name: string): string {
  const line = text.split('\n').find((each) => each.startsWith(`  ${name}`));
  assert.ok(line, `no ${name} in\n${text}`);
  return line;
}

const item = (name: string, value: string): string => `- name: ${name}\n  value: "${value}"\n`;

test('of a value that ends aws-node none is claimed to be in effect', () => {
  const text = ofEnv(
    item('AWS_VPC_ENI_MTU', '9100') +
      item('POD_MTU', '9500') +
      item('ENABLE_POD_ENI', 'true') +
      item('POD_SECURITY_GROUP_ENFORCING_MODE', 'Strict'),
  );
  assert.match(text, /^aws-node: exits when it starts, so nothing of this is in effect$/m);
  assert.match(text, /^ {2}! AWS_VPC_ENI_MTU: "9100" is above 9001.* {2}aws-node\.yaml:\d+$/m);
  assert.match(lineOf(text, 'AWS_VPC_ENI_MTU'), /"9100": aws-node exits +aws-node\.yaml:\d+$/);
  assert.match(lineOf(text, 'POD_MTU'), /"9500": aws-node exits/);
  assert.match(lineOf(text, 'POD_SECURITY_GROUP_ENFORCING_MODE'), /"Strict": aws-node exits/);
  assert.match(lineOf(text, 'ENABLE_POD_ENI'), / true {2}/);
  assert.doesNotMatch(text, /9001 \(from|strict \(from|none \(from/);
});

test('prefix delegation without a target ends aws-node', () => {
  const prefixes = item('ENABLE_PREFIX_DELEGATION', 'true');
  const zero = ofEnv(prefixes + item('WARM_PREFIX_TARGET', '0'));
  assert.match(zero, /^aws-node: exits when it starts/m);
  assert.match(zero, /^ {2}! WARM_PREFIX_TARGET: Prefix delegation needs a warm target above "0"/m);
  assert.match(lineOf(zero, 'WARM_PREFIX_TARGET'), /"0": aws-node exits/);
  const one = ofEnv(prefixes + item('WARM_PREFIX_TARGET', '1'));
  assert.doesNotMatch(one, /exits/);
});

test('what ends the container and stands nowhere is told as well', () => {
  const text = page({ 'aws-node.yaml': whole('').replace(/ +- name: ENABLE_IPv4\n.*\n/, '') });
  assert.match(text, /^aws-node: exits when it starts/m);
  assert.match(text, /^ {2}! ENABLE_IPv4 is missing, .* {2}aws-node\.yaml:\d+$/m);
});

test('the node agent exits by itself', () => {
  const text = ofEnv(item('NETWORK_POLICY_ENFORCING_MODE', 'standard'), {
    agent: '- --enable-network-policy=tru\n- --enable-ipv6=false\n',
  });
  assert.match(text, /^aws-node$/m);
  assert.match(text, /^aws-eks-nodeagent: exits when it starts/m);
  assert.match(text, /^ {2}--enable-ipv6 {12}false {27}aws-node\.yaml:\d+$/m);
  assert.match(
    text,
    /^ {2}--enable-network-policy {2}"tru": aws-eks-nodeagent exits {2}aws-node\.yaml:\d+$/m,
  );
});

test('of what is refused nothing is in effect', () => {
  const text = ofEnv('- name: WARM_IP_TARGET\n  value: 3\n- name: MINIMUM_IP_TARGET\n  value: "10"');
  assert.match(text, /^All of it is refused, so nothing of it is in effect:\n {2}! WARM_IP_TARGET: /m);
  assert.match(lineOf(text, 'WARM_IP_TARGET'), /"3": is refused/);
  assert.match(lineOf(text, 'MINIMUM_IP_TARGET'), / 10 /);
});

test('what EKS refuses of an add-on is told, though no variable is at fault', () => {
  const text = page({
    'cluster.yaml': cluster('blue', '{"enableNetworkPolicy": "true"}', '1.12.0'),
  });
  assert.match(text, /^All of it is refused, .*\n {2}! .*enableNetworkPolicy.*cluster\.yaml:\d+$/m);
});

/** Rules whose `bad` stops a container or is refused, for a setting or argument: who is said to exit. */
const SAID: Readonly<Record<string, string>> = {
  'both-ip-families': 'exits aws-node',
  'env-name-invalid': 'refused aws-node',
  'fatal-agent-argument': 'exits aws-eks-nodeagent',
  'fatal-value': 'exits aws-node',
  'ipv6-with-custom-networking': 'exits aws-node',
  'ipv6-without-prefix-delegation': 'exits aws-node',
  'mtu-too-small-for-ipv6': 'exits aws-node',
  'network-policy-without-mode': 'exits aws-eks-nodeagent',
  'no-ip-family': 'exits aws-node',
  'prefix-delegation-without-target': 'exits aws-node',
  'unknown-agent-argument': 'exits aws-eks-nodeagent',
  'unknown-security-group-mode': 'exits aws-node',
  'unquoted-value': 'refused aws-node',
  'value-and-value-from': 'refused aws-node',
};

test('each rule that stops a container says whose end it is', () => {
  const said = RULES.flatMap(({ id, bad, severity, check }): [string, string][] => {
    if (severity !== 'error' || !check) return [];
    const { own } = analyzed(bad);
    const found = own.installs.flatMap((install) => troublesOf(install)).filter(({ rule }) => rule === id);
    const [trouble] = found;
    return trouble ? [[id, `${trouble.kind} ${trouble.role ?? ''}`.trim()]] : [];
  });
  assert.deepEqual(Object.fromEntries(said), SAID);
});

test('lists are told item by item', () => {
  const text = ofEnv(
    `- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.1.2.3/16, 192.168.0.0, fd00::/8, 172.16.0.0/12
- name: AWS_EXTERNAL_SERVICE_CIDRS
  value: nothing
- name: ADDITIONAL_ENI_TAGS
  value: '{"team": "a", "node.k8s.amazonaws.com/x": "b"}'`,
  );
  assert.match(
    lineOf(text, 'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS'),
    / {2}10\.1\.0\.0\/16, 172\.16\.0\.0\/12 {2}aws-node\.yaml:\d+; drops "192\.168\.0\.0", "fd00::\/8"; "10\.1\.2\.3\/16" counts as 10\.1\.0\.0\/16$/,
  );
  assert.match(lineOf(text, 'AWS_EXTERNAL_SERVICE_CIDRS'), / none .*; drops "nothing"$/);
  assert.match(lineOf(text, 'ADDITIONAL_ENI_TAGS'), / team=a .*; drops "node\.k8s\.amazonaws\.com\/x"$/);
});

test('all rows of a container stand in the same columns, and long texts stick out', () => {
  const log = `/host/var/log/${'deep/'.repeat(10)}ipamd.log`;
  const text = ofEnv(
    item('WARM_IP_TARGET', '5') + item('WARM_IP_TARGTE', '6') + item('AWS_VPC_K8S_CNI_LOG_FILE', log),
  );
  const placeIn = (name: string) => lineOf(text, name).indexOf('aws-node.yaml:');
  const column = 2 + 'AWS_VPC_K8S_CNI_LOG_FILE'.length + 2 + 44 + 2;
  assert.equal(placeIn('WARM_IP_TARGET '), column);
  assert.equal(placeIn('WARM_IP_TARGTE '), column);
  assert.equal(placeIn('AWS_VPC_K8S_CNI_LOG_FILE '), column - 44 + log.length);
  assert.match(lineOf(text, 'WARM_IP_TARGTE'), /"6" .*; never read: no container of the plugin knows it$/);
});

test('a text of several lines stays on one', () => {
  const text = ofEnv('- name: SOMETHING\n  value: |\n    a\n    b\n');
  assert.match(lineOf(text, 'SOMETHING'), /"a b ?"/);
});

const BASE = {
  'base/aws-node.yaml': whole(item('WARM_IP_TARGET', '5') + item('MINIMUM_IP_TARGET', '10')),
  'base/kustomization.yaml': 'resources: [aws-node.yaml]\n',
};

test('what overlays make of one base is told apart by them', () => {
  const overlay = (target: string) => `resources: [../base]
patches:
  - patch: |-
${patch(item('WARM_IP_TARGET', target)).replace(/^/gm, '      ')}
`;
  const files = {
    ...BASE,
    'prod/kustomization.yaml': overlay('2'),
    'dev/kustomization.yaml': 'resources: [../base]\npatches: [{ path: patch.yaml }]\n',
    'dev/patch.yaml': patch(item('WARM_IP_TARGET', '1')),
  };
  const text = page(files, 'base/aws-node.yaml');
  assert.match(text, /^2 aws-nodes are in sight: one for each overlay/);
  assert.match(text, /^aws-node with prod\/kustomization\.yaml:\d+, release 1\.23\.1$/m);
  assert.match(text, /^aws-node with dev\/patch\.yaml:\d+, release 1\.23\.1$/m);
  assert.match(text, /^from DaemonSet, base\/aws-node\.yaml:\d+\nfrom a patch of it, dev\/patch\.yaml:\d+$/m);
  // From within one overlay there is nothing to tell apart.
  assert.match(page(files, 'dev/patch.yaml'), /^aws-node, release 1\.23\.1\n/);
});

test('what a patch that is not read leaves open is told with what the base says', () => {
  const text = page(
    {
      ...BASE,
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: ../../elsewhere.yaml }]\n',
    },
    'prod/kustomization.yaml',
  );
  assert.match(text, /^Only a part of it is in sight/m);
  assert.match(text, /^aws-node, not all known$/m);
  assert.match(
    lineOf(text, 'WARM_IP_TARGET'),
    /\(not known\) +may be changed by what was not read: "5" \(base\/aws-node\.yaml:\d+\)$/,
  );
  assert.match(text, /^aws-vpc-cni-init, not all known\n {2}nothing of it is known$/m);
});

test('a patch alone says no more than it does', () => {
  const text = page({ 'patch.yaml': patch(item('WARM_IP_TARGET', '5')) });
  assert.match(text, /^Only a part of it is in sight: what is not written here is not known\.$/m);
  assert.doesNotMatch(text, /nothing is set|default of the manifest/);
  assert.match(lineOf(text, 'WARM_IP_TARGET'), / 5 {2}patch\.yaml:\d+$/);
});

const cluster = (name: string, configuration: string, version = '1.20.1') => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: ${name}, region: eu-west-1 }
addons:
  - name: vpc-cni
    version: v${version}-eksbuild.1
    configurationValues: '${configuration}'
`;

test('several clusters in one file each have their own', () => {
  const files = {
    'clusters.yaml': ['blue', 'green']
      .map((name) => cluster(name, '{"env": {"MAX_ENI": "4"}}'))
      .join('---\n'),
  };
  const text = page(files);
  assert.match(text, /^2 aws-nodes are in sight, each of the cluster that is named with it\.$/m);
  assert.match(text, /^aws-node of cluster blue \(vpc-cni\), release 1\.20\.1$/m);
  assert.match(text, /^aws-node of cluster green \(vpc-cni\), release 1\.20\.1$/m);
});

test('so have add-ons of a CloudFormation template', () => {
  const addon = (id: string, of: string) => `  ${id}:
    Type: AWS::EKS::Addon
    Properties:
      AddonName: vpc-cni
      ClusterName: ${of}
      ConfigurationValues: '{"env": {"MAX_ENI": "4"}}'
`;
  const stack = (...of: string[]) => ({
    'stack.yaml': `Resources:\n${of.map((each, i) => addon(`Cni${i}`, each)).join('')}`,
  });
  const text = page(stack('!Ref Cluster', 'other'));
  assert.match(text, /^2 aws-nodes are in sight, each of the cluster that is named with it\.$/m);
  assert.match(text, /^aws-node of cluster !Ref Cluster /m);
  assert.match(text, /^aws-node of cluster other /m);
  const same = page(stack('other', 'other'));
  assert.match(same, /^2 aws-nodes are in sight, and nothing says which of them the cluster runs\.$/m);
  assert.doesNotMatch(same, /of cluster/);
});

test('every row of values that lie side by side leads into a file', () => {
  const values = (is: string) => `env:\n  WARM_IP_TARGET: "3"\nenableNetworkPolicy: "${is}"\n`;
  const text = page({ 'cni/a.yaml': values('false'), 'cni/b.yaml': values('true') });
  assert.match(lineOf(text, '--enable-network-policy'), /\(known only in the cluster\) +cni\/[ab]\.yaml:3$/);
  assert.doesNotMatch(text, /another file/);
});

test('a page without an aws-node says why', () => {
  const pods =
    'kind: Deployment\nmetadata: { name: cart }\nspec: { template: { spec: { containers: [] } } }\n';
  assert.match(page({ 'cart.yaml': pods }), /^No aws-node is in sight of this file: no DaemonSet/);
  const nodes = 'apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: a }\n';
  const several = {
    'clusters.yaml': `${cluster('blue', '{}')}---\n${cluster('green', '{}')}`,
    'nodes.yaml': nodes,
  };
  assert.doesNotMatch(page(several, 'nodes.yaml'), /No aws-node is in sight/);
  const kops = `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata: { name: a }
spec: { networking: { cilium: {} } }
`;
  assert.match(page({ 'cluster.yaml': kops }), /: Cilium hands out the addresses of pods here\.$/m);
});
