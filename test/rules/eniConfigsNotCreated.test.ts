import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const subnets = `  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`;

test('a switch that is off, or not there', () => {
  check(`
nameOverride: aws-node
eniConfig:
  create: false
  subnets:
# ^^^^^^^ information eni-configs-not-created: Nothing is made of these subnets, since eniConfig.create is not true. Set it to true, or remove them.
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`);
  check(`
nameOverride: aws-node
eniConfig:
  subnets:
# ^^^^^^^ information eni-configs-not-created: Nothing is made of these subnets, since eniConfig.create is not true. Set it to true, or remove them.
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`);
  checkFix(
    `nameOverride: aws-node\neniConfig:\n  create: false # later\n${subnets}`,
    'Set create to true',
    `nameOverride: aws-node\neniConfig:\n  create: true # later\n${subnets}`,
  );
});

test('a switch that may be on', () => {
  const env = 'env:\n  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"\n  ENI_CONFIG_LABEL_DEF: zone\n';
  check(`${env}eniConfig:\n  create: \${create}\n${subnets}`);
  checkFiles({
    'cni/values.yaml': 'nameOverride: aws-node\neniConfig:\n  create: false\n',
    'cni/values-dev.yaml': `nameOverride: aws-node\neniConfig:\n${subnets}`,
  });
});

test('no subnets, no word', () => {
  check('nameOverride: aws-node\neniConfig:\n  create: false\n  region: us-west-2\n  subnets:\n');
});
