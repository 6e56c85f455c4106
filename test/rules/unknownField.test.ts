import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('a list of subnets', () => {
  check(`
kind: ENIConfig
spec:
  subnets:
# ^^^^^^^ warning unknown-field: ENIConfig has no field spec.subnets: aws-node does not read it, and the ENIConfig has no subnet. Did you mean subnet?
    - az: us-west-2a
      subnet: subnet-0a1b2c3d4e5f60718
`);
});

test('other names for the groups', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroupIds: [sg-0a1b2c3d4e5f60718]
# ^^^^^^^^^^^^^^^^ warning unknown-field: ENIConfig has no field spec.securityGroupIds: aws-node does not read it, and pod ENIs get the groups of the node. Did you mean securityGroups?
`);
});

test('a field that no release knows', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  vpcId: vpc-0a1b2c3d4e5f60718
# ^^^^^ warning unknown-field: ENIConfig has no field spec.vpcId: aws-node does not read it.
`);
});

test('keys at the top and in metadata', () => {
  check(`
kind: ENIConfig
metdata:
#^^^^^^ warning unknown-field: ENIConfig has no field metdata: aws-node does not read it. Did you mean metadata?
  name: us-west-2a
metadata:
  lables: {}
# ^^^^^^ warning unknown-field: ENIConfig has no field metadata.lables: the API server drops it. Did you mean labels?
Spec:
#^^^ warning unknown-field: ENIConfig has no field Spec: aws-node does not read it. Did you mean spec?
  subnet: subnet-0a1b2c3d4e5f60718
`);
});

test('a misspelt key that leaves an empty selector', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchlabels:
#   ^^^^^^^^^^^ warning unknown-field: SecurityGroupPolicy has no field spec.podSelector.matchlabels: the API server drops it, and the empty selector that is left matches every pod of the namespace. Did you mean matchLabels?
      app: web
  serviceAccountSelector:
    labels:
#   ^^^^^^ warning unknown-field: SecurityGroupPolicy has no field spec.serviceAccountSelector.labels: the API server drops it, and the empty selector that is left matches every ServiceAccount of the namespace. Did you mean matchLabels?
      app: web
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('a misspelt key beside labels that count', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchLabels:
      app: web
    matchExpression:
#   ^^^^^^^^^^^^^^^ warning unknown-field: SecurityGroupPolicy has no field spec.podSelector.matchExpression: the API server drops it, and the selector matches more than it says. Did you mean matchExpressions?
      - {key: tier, operator: Exists}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('a misspelt groupIds', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIDs: [sg-0a1b2c3d4e5f60718]
#   ^^^^^^^^ warning unknown-field: SecurityGroupPolicy has no field spec.securityGroups.groupIDs: the API server drops it, and the controller skips a policy without groups. Did you mean groupIds?
`);
});

test('nothing: directives of a patch, anchors, template keys, merge keys, annotations', () => {
  check(`
x-groups: &groups [sg-0a1b2c3d4e5f60718]
kind: ENIConfig
metadata:
  name: us-west-2a
  generateName: x
  annotations: {subnets: none}
  creationTimestamp:
spec:
  $retainKeys: [subnet]
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: *groups
  {{ .Values.key }}: x
status: {}
`);
});

test('the fix for another spelling keeps the quotes, and is for people to take: the field counts at last', () => {
  const before = `kind: ENIConfig
spec:
  Subnet: subnet-0a1b2c3d4e5f60718
  'security_groups':
    - sg-0a1b2c3d4e5f60718
`;
  checkFixAll(before, before);
  checkFix(
    before,
    'Rename to securityGroups',
    `kind: ENIConfig
spec:
  Subnet: subnet-0a1b2c3d4e5f60718
  'securityGroups':
    - sg-0a1b2c3d4e5f60718
`,
  );
});

test('the fix for another name is a guess', () => {
  const before = `{"kind": "ENIConfig", "spec": {"subnetId": "subnet-0a1b2c3d4e5f60718"}}`;
  checkFixAll(before, before);
  checkFix(
    before,
    'Rename to subnet',
    `{"kind": "ENIConfig", "spec": {"subnet": "subnet-0a1b2c3d4e5f60718"}}`,
  );
});

test('the fix for one group makes a list of it', () => {
  checkFix(
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroup: sg-0a1b2c3d4e5f60718 # pods
`,
    'Write securityGroups: [sg-0a1b2c3d4e5f60718]',
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: [sg-0a1b2c3d4e5f60718] # pods
`,
  );
  checkFix(
    `{"kind": "ENIConfig", "spec": {"subnet": "subnet-1a2b3c4d", "securityGroup": "sg-1a2b3c4d"}}`,
    'Write securityGroups: [sg-1a2b3c4d]',
    `{"kind": "ENIConfig", "spec": {"subnet": "subnet-1a2b3c4d", "securityGroups": ["sg-1a2b3c4d"]}}`,
  );
});

test('the fix takes a field out with its lines', () => {
  checkFix(
    `kind: ENIConfig
spec:
  network:
    - vpcId: vpc-0a1b2c3d4e5f60718 # ours

    - peer: none
  subnet: subnet-0a1b2c3d4e5f60718
`,
    'Remove network',
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  );
});

test('the fix takes a field out between commas', () => {
  checkFix(
    `kind: ENIConfig
spec: {subnet: subnet-0a1b2c3d4e5f60718, vpcId: vpc-0a1b2c3d4e5f60718}
`,
    'Remove vpcId',
    `kind: ENIConfig
spec: {subnet: subnet-0a1b2c3d4e5f60718}
`,
  );
});

test('the fix removes what is there under its right name as well', () => {
  checkFix(
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  subnetId: subnet-0f9e8d7c6b5a49382`,
    'Remove subnetId',
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  );
});
