import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const alone = 'nameOverride: aws-node\neniConfig:\n  create: true\n';

test('no subnets', () => {
  check(`
nameOverride: aws-node
eniConfig:
  create: true
#         ^^^^ error eni-configs-not-rendered: There are no subnets to make ENIConfigs of, and Helm stops: nothing is installed. Give each zone a subnet below eniConfig.subnets.
`);
  check(`
nameOverride: aws-node
eniConfig:
  create: yes
#         ^^^ error eni-configs-not-rendered: There are no subnets to make ENIConfigs of, and Helm stops: nothing is installed. Give each zone a subnet below eniConfig.subnets.
  subnets:
`);
  checkFix(alone, 'Write false', alone.replace('true', 'false'));
});

test('nothing to render, or not known', () => {
  for (const eniConfig of [
    '{create: false}',
    '{create: "${create}"}',
    '{create: true, subnets: {}}',
    '{create: true, subnets: "${subnets}"}',
  ])
    check(`nameOverride: aws-node\neniConfig: ${eniConfig}\n`);
  check(`
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cni
spec:
  chart:
    spec:
      chart: aws-vpc-cni
  valuesFrom:
    - kind: ConfigMap
      name: subnets
  values:
    eniConfig:
      create: true
`);
});

test('subnets that other values may have', () => {
  checkFiles({
    'cni/values.yaml': alone,
    'cni/values-dev.yaml': 'nameOverride: aws-node\neniConfig:\n  subnets: {}\n',
  });
});

test('texts where maps and lists belong', () => {
  check(`
nameOverride: aws-node
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
  subnets:
    us-west-2a: subnet-0a1b2c3d4e5f60718
#               ^^^^^^^^^^^^^^^^^^^^^^^^ error eni-configs-not-rendered: A text stands where the map of a zone belongs, and Helm stops: nothing is installed. Write the subnet as the id below us-west-2a.
    us-west-2b:
      id: subnet-0a1b2c3d4e5f60719
      securityGroups: sg-0a1b2c3d4e5f60718
#                     ^^^^^^^^^^^^^^^^^^^^ error eni-configs-not-rendered: A text stands where the list of security groups belongs, and Helm stops: nothing is installed. Write a list.
    us-west-2c: \${subnet}
`);
});

test('a list where the map of zones belongs', () => {
  check(`
nameOverride: aws-node
eniConfig:
  create: true
  subnets:
# ^^^^^^^ warning eni-configs-not-rendered: The ENIConfigs of a list are called 0, 1 and so on, and no node finds them. Write a map, with the names of zones as keys.
    - id: subnet-0a1b2c3d4e5f60718
`);
});

test('texts of which nothing is made', () => {
  check(`
nameOverride: aws-node
eniConfig:
  create: false
  subnets: []
`);
});
