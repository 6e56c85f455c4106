import { test } from 'node:test';
import { check } from '../support/check.js';

const eksctl = (eniConfig: string, version: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    version: ${version}
    configurationValues: |
      env:
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
        ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
${eniConfig}`;

const SUBNETS = '        subnets:\n          eu-central-1a: {id: subnet-0a1b2c3d4e5f60718}\n';

test('a version that requires it', () => {
  check(
    eksctl(
      `      eniConfig:
#     ^^^^^^^^^ error addon-region-missing: eniConfig has no region, which version 1.15.1 of the add-on requires: EKS refuses the configuration. Write the region of the cluster.
        create: true
${SUBNETS}`,
      'v1.15.1-eksbuild.1',
    ),
  );
});

test('a version of which nobody has told', () => {
  check(
    eksctl(
      `      eniConfig:
#     ^^^^^^^^^ warning addon-region-missing: eniConfig has no region, which all known versions of the add-on require: EKS refuses the configuration. Write the region of the cluster.
        create: true
${SUBNETS}`,
      'latest',
    ),
  );
});

test('nothing: a region, or one that may be filled in', () => {
  check(eksctl(`      eniConfig:\n        create: true\n        region: eu-central-1\n${SUBNETS}`, 'latest'));
  check(eksctl(`      eniConfig:\n        create: true\n        region: "\${REGION}"\n${SUBNETS}`, 'latest'));
});
