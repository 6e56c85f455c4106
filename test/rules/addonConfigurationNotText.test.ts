import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const eksctl = (fields: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
${fields}`;

test('mistake 56: a map where eksctl takes a text', () => {
  check(
    eksctl(`    configurationValues:
#   ^^^^^^^^^^^^^^^^^^^ error addon-configuration-not-text: configurationValues is a map where a text belongs: eksctl cannot read the file. Write it as a text that holds JSON or YAML.
      env:
        ENABLE_POD_ENI: "false"
`),
  );
});

test('in CloudFormation, in Cluster API, in input of the AWS CLI', () => {
  check(`
Resources:
  Cni:
    Type: AWS::EKS::Addon
    Properties:
      AddonName: vpc-cni
      ConfigurationValues: {env: {ENABLE_POD_ENI: "false"}}
#     ^^^^^^^^^^^^^^^^^^^ error addon-configuration-not-text: ConfigurationValues is a map where a text belongs: CloudFormation refuses the resource. Write it as a text that holds JSON or YAML.
`);
  check(`
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
spec:
  region: eu-central-1
  addons:
    - name: vpc-cni
      configuration: {env: {ENABLE_POD_ENI: "false"}}
#     ^^^^^^^^^^^^^ error addon-configuration-not-text: configuration is a map where a text belongs: the API server refuses the object. Write it as a text that holds JSON or YAML.
`);
  check(`
addonName: vpc-cni
configurationValues: {env: {ENABLE_POD_ENI: "false"}}
#^^^^^^^^^^^^^^^^^^ error addon-configuration-not-text: configurationValues is a map where a text belongs: the AWS CLI refuses its input. Write it as a text that holds JSON or YAML.
`);
});

test('nothing: a function that makes a text', () => {
  check(`
Resources:
  Cni:
    Type: AWS::EKS::Addon
    Properties:
      AddonName: vpc-cni
      ConfigurationValues: {"Fn::ToJsonString": {env: {ENABLE_POD_ENI: "false"}}}
`);
});

const MAKE = 'Make it a text';

test('the fix keeps every letter, comments too', () => {
  const lines = (bar: string) =>
    eksctl(`    configurationValues:${bar} # ours
      # of all nodes
      env:
        ENABLE_POD_ENI: "false" # not yet

      nodeAgent: {}
    resolveConflicts: overwrite
`);
  checkFix(lines(''), MAKE, lines(' |-'));
});

test('the fix for a map between braces', () => {
  checkFix(
    eksctl('    configurationValues: {"env": {"ENABLE_POD_ENI": "false"}} # ours\n'),
    MAKE,
    eksctl(`    configurationValues: '{"env": {"ENABLE_POD_ENI": "false"}}' # ours\n`),
  );
  checkFix(
    '{"addonName": "vpc-cni", "configurationValues": {"env": {"ENABLE_POD_ENI": "false"}}}',
    MAKE,
    '{"addonName": "vpc-cni", "configurationValues": "{\\"env\\": {\\"ENABLE_POD_ENI\\": \\"false\\"}}"}',
  );
});
