import { test } from 'node:test';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';

test('a managed group with an AMI of its own', () => {
  check(
    managedGroup(`
    ami: ami-0123456789abcdef0
    amiFamily: AmazonLinux2
    maxPodsPerNode: 20
#                   ^^ error max-pods-refused-by-eksctl: eksctl refuses maxPodsPerNode in a managed node group with an AMI of its own. Pass the number on to kubelet in overrideBootstrapCommand.
    overrideBootstrapCommand: |
      #!/bin/bash
      /etc/eks/bootstrap.sh dev`),
  );
});

test('Bottlerocket with a setting that says the same', () => {
  check(
    managedGroup(`
    amiFamily: Bottlerocket
    maxPodsPerNode: 20
#                   ^^ error max-pods-refused-by-eksctl: eksctl refuses maxPodsPerNode beside max-pods of the settings of Bottlerocket, which says the same. Keep one of them.
    bottlerocket:
      settings:
        kubernetes:
          max-pods: 20`),
  );
});

test('Amazon Linux 2023, which some releases refuse', () => {
  check(
    managedGroup(`
    amiFamily: AmazonLinux2023
    maxPodsPerNode: 20
#                   ^^ hint max-pods-refused-by-eksctl: Releases 0.189 to 0.194 of eksctl refuse maxPodsPerNode in a managed node group with Amazon Linux 2023. Use a newer one.`),
  );
});

test('nodes of eksctl itself, no image named, or no number, and stays silent', () => {
  check(
    managedGroup(
      '\n    amiFamily: AmazonLinux2023\n    ami: ami-0123456789abcdef0\n    maxPodsPerNode: 20',
    ).replace('managedNodeGroups', 'nodeGroups'),
  );
  check(managedGroup('\n    maxPodsPerNode: 20'));
  check(managedGroup('\n    amiFamily: AmazonLinux2023\n    maxPodsPerNode: 0'));
});
