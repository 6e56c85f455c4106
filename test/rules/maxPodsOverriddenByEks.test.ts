import { test } from 'node:test';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';

test('a managed group with Amazon Linux 2', () => {
  check(
    managedGroup(`
    amiFamily: AmazonLinux2
    maxPodsPerNode: 20
#                   ^^ information max-pods-overridden-by-eks: EKS starts kubelet with a number that it counts by itself, and that flag beats maxPodsPerNode on Amazon Linux 2. Use Amazon Linux 2023, Bottlerocket, or an AMI of your own.`),
  );
});

test('a script that exports the flag', () => {
  check(
    managedGroup(`
    amiFamily: AmazonLinux2
    preBootstrapCommands:
      - echo 'export KUBELET_EXTRA_ARGS="--max-pods=110"' > /etc/profile.d/bootstrap.sh
#                                                   ^^^ warning max-pods-overridden-by-eks: EKS starts kubelet with a number that it counts by itself, behind all that a script sets, on Amazon Linux 2. Use Amazon Linux 2023, Bottlerocket, or an AMI of your own.`),
  );
});

test('a script that turns the count of EKS off, and stays silent', () => {
  check(
    managedGroup(`
    amiFamily: AmazonLinux2
    preBootstrapCommands:
      - echo 'export KUBELET_EXTRA_ARGS="--max-pods=20"; export USE_MAX_PODS=false' > /etc/profile.d/bootstrap.sh`),
  );
});

test('another image, or nodes of eksctl itself, and stays silent', () => {
  check(managedGroup('\n    amiFamily: Bottlerocket\n    maxPodsPerNode: 20'));
  check(managedGroup('\n    maxPodsPerNode: 20'));
  check(
    managedGroup('\n    amiFamily: AmazonLinux2\n    maxPodsPerNode: 20').replace(
      'managedNodeGroups',
      'nodeGroups',
    ),
  );
});
