import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';

test('a small type that keeps a large one low', () => {
  check(
    managedGroup(`
    instanceTypes: [m5.4xlarge, d3en.xlarge]
#                               ^^^^^^^^^^^ information mixed-group-sizes: EKS gives all nodes of a group the lowest number of its types: the 10 pods of d3en.xlarge (4 × (3 − 1) + 2 = 10), where m5.4xlarge alone would take 110. Put types of like size into a group.`) +
      awsNode({}),
  );
});

test('a Xen type among others, with prefixes', () => {
  check(
    managedGroup(`
    instanceTypes:
      - c5.large
      - c4.large
#       ^^^^^^^^ information mixed-group-sizes: EKS gives all nodes of a group the lowest number of its types: the 29 pods of c4.large (3 × (10 − 1) + 2 = 29), where c5.large alone would take 110. Put types of like size into a group.
#       ^^^^^^^^ information prefix-delegation-on-xen-type: c4.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.`) +
      awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  );
});

test('types of like size, one of figures that are not known, or a selector, and stays silent', () => {
  check(managedGroup('\n    instanceTypes: [m5.large, m4.large]'));
  check(managedGroup('\n    instanceTypes: [m5.4xlarge, t3.small, m99.large]'));
  check(managedGroup('\n    instanceTypes: [m5.4xlarge, t3.small]\n    instanceSelector:\n      vCPUs: 2'));
});

test("a number that is written, an image of one's own, or nodes that EKS does not manage, and stays silent", () => {
  check(managedGroup('\n    instanceTypes: [m5.4xlarge, t3.small]\n    maxPodsPerNode: 11'));
  check(
    managedGroup(`
    instanceTypes: [m5.4xlarge, t3.small]
    ami: ami-0123456789abcdef0
    amiFamily: AmazonLinux2
    overrideBootstrapCommand: |
      #!/bin/bash
      /etc/eks/bootstrap.sh dev`),
  );
  check(
    managedGroup('\n    instancesDistribution:\n      instanceTypes: [m5.4xlarge, t3.small]').replace(
      'managedNodeGroups',
      'nodeGroups',
    ),
  );
});

test('an image that EKS does not have, and stays silent', () => {
  check(managedGroup('\n    amiFamily: Ubuntu2204\n    instanceTypes: [m5.4xlarge, t3.small]'));
});
