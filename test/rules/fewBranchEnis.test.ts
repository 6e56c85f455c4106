import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';

const INIT = { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } };
const PREFIXES = { ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' };
const POD_ENI = awsNode({ ENABLE_POD_ENI: '"true"', ...PREFIXES }, INIT);

test('the type with the fewest for its pods', () => {
  check(
    managedGroup(`
    instanceTypes: [m5.2xlarge, m5.large]
#                               ^^^^^^^^ information few-branch-enis: m5.large has 9 branch ENIs for 110 pods, and prefixes add none: further pods with a SecurityGroupPolicy stay Pending. Choose a larger type if many pods have one.`) +
      POD_ENI,
  );
});

test('enough of them for the pods, and stays silent', () => {
  check(managedGroup('\n    instanceType: m5.large\n    maxPodsPerNode: 36') + POD_ENI);
  check(managedGroup('\n    instanceType: m5.2xlarge') + POD_ENI);
});

test('no security groups for pods, or none that are known, and stays silent', () => {
  check(managedGroup('\n    instanceType: m5.large') + awsNode(PREFIXES));
  check(
    managedGroup('\n    instanceType: m5.large') +
      awsNode({ ENABLE_POD_ENI: '"${POD_ENI}"', ...PREFIXES }, INIT),
  );
});
