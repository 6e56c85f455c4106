import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { analyzed, check, checkFix, checkFixAll, rulesIn } from '../support/check.js';

test('a list where a text belongs', () => {
  check(`
kind: ENIConfig
spec:
  subnet: [subnet-0a1b2c3d4e5f60718]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec.subnet is a list where a text belongs: the API server refuses the object.
`);
});

test('a text where a list belongs', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: sg-0a1b2c3d4e5f60718
#                 ^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec.securityGroups is a text where a list belongs: the API server refuses the object.
`);
});

test('a list where a map belongs', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    - sg-0a1b2c3d4e5f60718
#   ^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec.securityGroups is a list where a map belongs: the API server refuses the object.
`);
});

test('a number and a boolean among texts', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchLabels:
      version: 2
#              ^ error wrong-type: spec.podSelector.matchLabels.version is a number where a text belongs: the API server refuses the object.
      canary: yes
#             ^^^ error wrong-type: spec.podSelector.matchLabels.canary is a boolean where a text belongs: the API server refuses the object.
  securityGroups:
    groupIds: [12345678]
#              ^^^^^^^^ error wrong-type: An item of spec.securityGroups.groupIds is a number where a text belongs: the API server refuses the object.
`);
});

test('an empty list and a condition without operator', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - key: tier
#       ^^^^^^^^^ error wrong-type: spec.podSelector.matchExpressions has an item without "operator": the API server refuses the object.
  securityGroups:
    groupIds: []
#             ^^ error wrong-type: spec.securityGroups.groupIds is empty, and needs at least one item: the API server refuses the object.
`);
});

test('nothing: what a template may turn into anything', () => {
  for (const text of [
    'kind: ENIConfig\nspec: ${SPEC}\n',
    'kind: ENIConfig\nspec:\n  subnet: {{ .x }}\n  securityGroups: {{ .y }}\n',
    'kind: SecurityGroupPolicy\nspec:\n  podSelector: <selector>\n  securityGroups: <groups>\n',
  ]) {
    assert.deepEqual(rulesIn(text), []);
  }
});

test('the fix puts the missing blank in', () => {
  checkFixAll(
    `kind: ENIConfig
metadata:
  name:us-west-2a
spec:
  subnet:subnet-0a1b2c3d4e5f60718
`,
    `kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  );
});

test('an argument that is nothing, which Go reads as an empty text, and one that is a number', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-ipv6
            - null
            - 
            - ~
            - 8162
#             ^^^^ error wrong-type: An item of spec.template.spec.containers.args is a number where a text belongs: the API server refuses the object.
            - true
#             ^^^^ error wrong-type: An item of spec.template.spec.containers.args is a boolean where a text belongs: the API server refuses the object.
`);
});

test('a key with something behind it that no blank makes a value', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:[
#   ^^^^^^^^^^ error wrong-type: spec.securityGroups is a text where a map belongs: the API server refuses the object.
---
kind: ENIConfig
spec:
  subnet:&
# ^^^^^^^^ error wrong-type: spec is a text where a map belongs: the API server refuses the object.
---
kind: ENIConfig
spec:
  subnet:-
# ^^^^^^^^ error wrong-type: spec is a text where a map belongs: the API server refuses the object.
---
kind: ENIConfig
spec:
  "subnet:subnet-1a2b3c4d"
# ^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec is a text where a map belongs: the API server refuses the object.
`);
});

test('no fix where the blank would not make a map', () => {
  for (const text of [
    ...['{', '[', '&', '*', '|', '>', '-', '"'].map((mark) => `kind: ENIConfig\nspec:\n  subnet:${mark}\n`),
    'kind: ENIConfig\nspec: subnet:subnet-1a2b3c4d\n',
    'kind: ENIConfig\nspec:\n  "subnet:subnet-1a2b3c4d"\n',
  ]) {
    checkFixAll(text, text);
  }
});

test('numbers and booleans in a ConfigMap, which takes texts', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: true
#                      ^^^^ error wrong-type: data.enable-windows-ipam is a boolean where a text belongs: the API server refuses the object.
  branch-eni-cooldown: 60
#                      ^^ error wrong-type: data.branch-eni-cooldown is a number where a text belongs: the API server refuses the object.
`);
});

test('a number or a boolean that is put in quotes', () => {
  const text = (ipam: string, cooldown: string, target: string) =>
    `kind: ConfigMap\nmetadata: {name: amazon-vpc-cni}\ndata:\n  enable-windows-ipam: ${ipam} # on\n  branch-eni-cooldown: ${cooldown}\n  warm-ip-target: ${target}\n`;
  checkFixAll(text('yes', '60', '010'), text('"true"', '"60"', '010'));
  checkFix(text('"true"', '"60"', '1_000'), 'Write "1_000"', text('"true"', '"60"', '"1_000"'));
});

test('features of a CNINode as texts', () => {
  check(`
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: node-1
#       ^^^^^^ information cninode-by-hand: The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.
spec:
  features:
    - SecurityGroupsForPods
#     ^^^^^^^^^^^^^^^^^^^^^ error wrong-type: An item of spec.features is a text where a map belongs: the API server refuses the object.
`);
});

test('a map as configuration of a network', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config:
    type: macvlan
#   ^^^^^^^^^^^^^ error wrong-type: spec.config is a map where a text belongs: the API server refuses the object.
`);
});

const policy = (value: string) => `kind: SecurityGroupPolicy
metadata:
  name: web
  labels: {stage: ${value}}
spec:
  podSelector:
    matchLabels: {country: ${value}}
    matchExpressions:
      - {key: country, operator: In, values: [DE, ${value}]}
  serviceAccountSelector:
    matchLabels:
      country: ${value} # as it is
  securityGroups:
    groupIds: [sg-0a1b2c3d4e5f60718]
`;

test('a label stays the text that it is, and what a policy selects is for people to say', () => {
  for (const value of ['NO', 'y', 'on', 'False', '12']) {
    const text = policy(value);
    // What is safe is the label of the policy itself, which nobody looks at.
    checkFixAll(text, text.replace(`stage: ${value}`, `stage: "${value}"`));
    const titles = codeActions(analyzed(text), { start: 0, end: text.length }).flatMap(
      ({ title, finding }) => (finding?.rule === 'wrong-type' ? [title] : []),
    );
    assert.deepEqual(titles, Array(4).fill(`Write "${value}"`));
  }
  const alone = policy('DE').replace('matchLabels: {country: DE}', 'matchLabels: {country: NO}');
  checkFix(alone, 'Write "NO"', alone.replace('NO', '"NO"'));
});

test('a text in a ConfigMap that is no switch', () => {
  checkFixAll(
    'kind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\n  labels: {enable-it: on}\ndata:\n  country: NO\n',
    'kind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\n  labels: {enable-it: "on"}\ndata:\n  country: "NO"\n',
  );
});

test('a switch of the add-on is a boolean in quotes', () => {
  const values = (network: string, logs: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    configurationValues: |
      enableNetworkPolicy: ${network}
      nodeAgent:
        enablePolicyEventLogs: ${logs}
`;
  checkFixAll(values('true', 'false'), values('"true"', '"false"'));
});

test('up to release 1.18 the CRD of ENIConfig names no types: aws-node is the one that cannot read it', () => {
  const text = (who: string) => `
kind: ENIConfig
metadata:
  name: us-west-2a
  labels: {zone: 1}
#                ^ error wrong-type: metadata.labels.zone is a number where a text belongs: the API server refuses the object.
spec:
  subnet: 12
#         ^^ error wrong-type: spec.subnet is a number where a text belongs: ${who}.
`;
  const lenient = (release: string) =>
    `aws-node cannot read the object, which the CRD of release ${release} lets in`;
  const strict = 'the API server refuses the object';
  check(text(lenient('1.18.3')), { cniVersion: '1.18.3' });
  check(text(lenient('1.9.0')), { cniVersion: '1.9.0' });
  check(text(strict), { cniVersion: '1.19.0' });
  check(text(strict));
});

test('a policy has a CRD with types in every release', () => {
  check(
    `
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: {groupIds: sg-0a1b2c3d4e5f60718}
#                            ^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec.securityGroups.groupIds is a text where a list belongs: the API server refuses the object.
`,
    { cniVersion: '1.18.3' },
  );
});
