import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const values = (region: string) => `
image:
  tag: v1.20.0
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
${region}  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`;

test('a region beside ENIConfigs that are made', () => {
  check(
    values(`  region: us-west-2
# ^^^^^^^^^^^^^^^^^ information eni-config-region-unused: The chart does not read the region: an ENIConfig is called what its key below subnets says. Remove it.
`),
  );
  checkFix(values('  region: us-west-2 # ours\n'), 'Remove region', values(''));
});

test('the values that come with the chart', () => {
  check('nameOverride: aws-node\neniConfig:\n  create: false\n  region: us-west-2\n  subnets:\n');
});

test('the add-on asks for a region', () => {
  const inYaml = values('  region: us-west-2\n').replace('image:\n  tag: v1.20.0\n', '');
  check(inYaml);
  check(`{
  "env": { "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true", "ENI_CONFIG_LABEL_DEF": "topology.kubernetes.io/zone" },
  "eniConfig": {
    "create": true,
    "region": "us-west-2",
    "subnets": { "us-west-2a": { "id": "subnet-0a1b2c3d4e5f60718" } }
  }
}
`);
});
