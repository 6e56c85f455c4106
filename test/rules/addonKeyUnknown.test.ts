import { test } from 'node:test';
import { check as checkAll, checkFix } from '../support/check.js';
import { only } from '../support/manifest.js';

const check = (drawn: string) => checkAll(drawn, only('addon-key-unknown'));

const eksctl = (configuration: string, version = 'latest'): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    version: ${version}
    configurationValues: |
${configuration}`;

test('mistake 53: a key unknown to that version', () => {
  for (const version of ['v1.11.4-eksbuild.1', 'v1.12.0-eksbuild.1']) {
    check(
      eksctl(
        `      env:
        POD_SECURITY_GROUP_ENFORCING_MODE: standard
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error addon-key-unknown: Version ${version.slice(1, 7)} of the add-on has no env.POD_SECURITY_GROUP_ENFORCING_MODE: EKS refuses the configuration. Update the add-on, or remove it.
`,
        version,
      ),
    );
  }
  check(eksctl('      env:\n        POD_SECURITY_GROUP_ENFORCING_MODE: standard\n', 'v1.15.1-eksbuild.1'));
});

test('mistake 53: what cannot be configured', () => {
  check(
    eksctl(
      `      image:
#     ^^^^^ error addon-key-unknown: Version 1.15.1 of the add-on has no image: EKS refuses the configuration. Remove it.
        tag: v1.18.5
      nodeAgent:
        enabled: false
#       ^^^^^^^ error addon-key-unknown: Version 1.15.1 of the add-on has no nodeAgent.enabled: EKS refuses the configuration. Remove it.
      env:
        CLUSTER_NAME: shop
#       ^^^^^^^^^^^^ error addon-key-unknown: Version 1.15.1 of the add-on has no env.CLUSTER_NAME: EKS refuses the configuration. Remove it.
        HTTPS_PROXY: http://proxy:3128
#       ^^^^^^^^^^^ error addon-key-unknown: Version 1.15.1 of the add-on has no env.HTTPS_PROXY: EKS refuses the configuration. Remove it.
`,
      'v1.15.1-eksbuild.1',
    ),
  );
});

test('mistake 54: keys for prefixes on Windows nodes, before version 1.16.0', () => {
  const keys = (note = '') => `      enableWindowsIpam: "true"
      enableWindowsPrefixDelegation: "true"
${note}`;
  check(
    eksctl(
      keys(
        '#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error addon-key-unknown: Version 1.15.5 of the add-on has no enableWindowsPrefixDelegation: EKS refuses the configuration. Update the add-on, or remove it.\n',
      ),
      'v1.15.5-eksbuild.1',
    ),
  );
  check(eksctl(keys(), 'v1.16.0-eksbuild.1'));
  check(eksctl(keys()));
});

test('what no known version has, where a later one might', () => {
  check(
    eksctl(`      podLabels: {}
#     ^^^^^^^^^ information addon-key-unknown: No known version of the add-on has podLabels: unless the schema of this one does, EKS refuses the configuration.
      replicas: 2
#     ^^^^^^^^ warning addon-key-unknown: No known version of the add-on has replicas, and EKS refuses what is not in its schema. Remove it.
      env:
        HTTP_TIMEOUT: "20"
#       ^^^^^^^^^^^^ information addon-key-unknown: No known version of the add-on has env.HTTP_TIMEOUT: unless the schema of this one does, EKS refuses the configuration.
        ENABLE_IPv6: "true"
#       ^^^^^^^^^^^ information addon-key-unknown: EKS sets ENABLE_IPv6 itself, by the IP family of the cluster, and no known version of the add-on takes it from a configuration. Remove it.
        WARM_ENI_TARGTE: "2"
#       ^^^^^^^^^^^^^^^ warning addon-key-unknown: No known version of the add-on has env.WARM_ENI_TARGTE, and EKS refuses what is not in its schema. Did you mean WARM_ENI_TARGET?
      eniConfig:
        create: true
        region: eu-central-1
        subnets:
          eu-central-1a:
            id: subnet-0a1b2c3d4e5f60718
            groups: []
#           ^^^^^^ warning addon-key-unknown: No known version of the add-on has eniConfig.subnets.eu-central-1a.groups, and EKS refuses what is not in its schema. Remove it.
`),
  );
});

test('nothing: all that some version has, and what people name themselves', () => {
  check(
    eksctl(`      env:
        NETWORK_POLICY_ENFORCING_MODE: standard
        ENABLE_MULTI_NIC: "true"
        "\${NAME}": "1"
      nodeAgent:
        logLevel: error
      affinity:
        nodeAffinity: {}
      tolerations:
        - operator: Exists
      resources:
        requests:
          cpu: 50m
`),
  );
});

test('the fix spells it as it is meant', () => {
  checkFix(eksctl('      nodeagent: {}\n'), 'Rename to nodeAgent', eksctl('      nodeAgent: {}\n'));
  checkFix(
    eksctl('      env:\n        MAX_ENI: "4"\n        MAX_ENIS: "4" # all\n'),
    'Remove MAX_ENIS',
    eksctl('      env:\n        MAX_ENI: "4"\n'),
  );
});
