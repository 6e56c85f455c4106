import { managedGroup } from '../../../server/src/core/rules/support/nodeExamples.js';
import { whole } from '../../support/manifest.js';
import { mistake, noted } from '../../support/mistake.js';

// How many pods eksctl says that its nodes take.

const PREFIXES = `
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`;

mistake(25, 'maxPodsPerNode of eksctl above what the ENIs carry', {
  wrong: {
    'cluster.yaml': managedGroup(`
    amiFamily: Bottlerocket
    instanceType: m5.large
    maxPodsPerNode: 110
#                   ^^^ warning max-pods-above-capacity`),
    'aws-node.yaml': noted(whole(''), '- name: aws-node', 'information max-pods-above-capacity'),
  },
  right: [
    {
      'cluster.yaml': managedGroup(`
    amiFamily: Bottlerocket
    instanceType: m5.large
    maxPodsPerNode: 29`),
      'aws-node.yaml': whole(''),
    },
    {
      'cluster.yaml': managedGroup(`
    amiFamily: Bottlerocket
    instanceType: m5.large
    maxPodsPerNode: 110`),
      'aws-node.yaml': whole(PREFIXES),
    },
  ],
});

// A hint, since only releases 0.189 to 0.194 of eksctl refuse it, and no file tells which one is used.
mistake(34, 'maxPodsPerNode in a managed node group with Amazon Linux 2023', {
  wrong: managedGroup(`
    amiFamily: AmazonLinux2023
    instanceType: m5.large
    maxPodsPerNode: 20
#                   ^^ hint max-pods-refused-by-eksctl`),
  right: managedGroup(`
    launchTemplate:
      id: lt-0123456789abcdef0`),
});

mistake(35, 'maxPodsPerNode in a managed node group with Amazon Linux 2', {
  wrong: managedGroup(`
    amiFamily: AmazonLinux2
    instanceType: m5.large
    maxPodsPerNode: 20
#                   ^^ information max-pods-overridden-by-eks`),
  right: managedGroup(`
    amiFamily: AmazonLinux2
    ami: ami-0123456789abcdef0
    instanceType: m5.large
    overrideBootstrapCommand: |
      #!/bin/bash
      /etc/eks/bootstrap.sh shop --use-max-pods false --kubelet-extra-args '--max-pods=20'`),
});

mistake(36, '--max-pods in KUBELET_EXTRA_ARGS alone', {
  wrong: managedGroup(`
    amiFamily: AmazonLinux2
    instanceType: m5.large
    preBootstrapCommands:
      - |
        cat <<'EOF' > /etc/profile.d/bootstrap.sh
        export KUBELET_EXTRA_ARGS="--max-pods=110"
#                                             ^^^ warning max-pods-overridden-by-eks
        EOF`),
  right: managedGroup(`
    amiFamily: AmazonLinux2
    ami: ami-0123456789abcdef0
    instanceType: m5.4xlarge
    overrideBootstrapCommand: |
      #!/bin/bash
      /etc/eks/bootstrap.sh shop --use-max-pods false --kubelet-extra-args '--max-pods=110'`),
});
