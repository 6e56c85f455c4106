import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explore } from '../../server/src/core/features/explore.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { workspaceOf } from '../support/checkFiles.js';
import { explored, NODES, NOTHING } from '../support/explored.js';

const SUBNETS = `vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
      us-east-1a:
        id: subnet-0123456789abcdef0
        cidr: 10.0.0.0/24
`;
const ENI_CONFIG = (id: string) => `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-east-1a
spec:
  subnet: ${id}
`;

test('subnets are full of full nodes, or of the pods to expect', () => {
  const subnets = ['10.0.0.0/24', '10.0.1.9/24', '10.0.0.0/29', 'x', 'fd00::/64'];
  // 3 ENIs and 27 addresses of 251
  assert.deepEqual(explored(undefined, { subnets }).subnets, [
    { cidr: '10.0.0.0/24', nodes: 8, formula: '⌊(256 − 5) ÷ (3 + 27)⌋ = 8' },
    { cidr: '10.0.1.0/24', nodes: 8, formula: '⌊(256 − 5) ÷ (3 + 27)⌋ = 8' },
    { cidr: '10.0.0.0/29', unknown: 'AWS has no such subnet: IPv4 blocks are from /16 to /28.' },
    { cidr: 'x', unknown: 'This is no block of addresses, such as 10.0.0.0/24.' },
    { cidr: 'fd00::/64', unknown: 'Without ENABLE_IPv6 pods take no IPv6 addresses.' },
  ]);
  // Two prefixes for 20 pods, and one warm, of 14 whole ones.
  const tried = { ENABLE_PREFIX_DELEGATION: 'true' };
  const [prefixes] = explored(undefined, { subnets, tried, podsPerNode: 20 }).subnets;
  assert.deepEqual([prefixes?.nodes, prefixes?.formula], [4, '⌊14 ÷ 3⌋ = 4']);
  // The primary ENI is in another subnet: 2 ENIs and 18 addresses.
  const custom = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
  assert.equal(explored(undefined, { subnets, tried: custom }).subnets[0]?.nodes, 12);
});

test('subnets of the file are counted with their names, and with custom networking those of ENIConfigs', () => {
  const text = NODES(SUBNETS);
  assert.deepEqual(
    explored(text).subnets.map(({ name, nodes }) => [name, nodes]),
    [['vpc.subnets.private.cidr, line 12', 8]],
  );
  const tried = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
  assert.match(explored(text, { tried }).subnets[0]?.unknown ?? '', /none of which is in sight/);
  assert.deepEqual(explored(text + ENI_CONFIG('subnet-0123456789abcdef0'), { tried }).subnets, [
    { cidr: '10.0.0.0/24', name: 'ENIConfig us-east-1a', nodes: 12, formula: '⌊(256 − 5) ÷ (2 + 18)⌋ = 12' },
  ]);
  assert.deepEqual(explored(text + ENI_CONFIG('subnet-0aaaaaaaaaaaaaaaa'), { tried }).subnets, [
    { cidr: 'subnet-0aaaaaaaaaaaaaaaa', name: 'ENIConfig us-east-1a', unknown: 'Its block is not in sight.' },
  ]);
});

test('a file that names no subnets has those of the cluster that it is seen with', () => {
  const { analyses } = workspaceOf({ 'cluster.yaml': NODES(SUBNETS), 'aws-node.yaml': awsNode({}) });
  const { subnets } = explore(analyses.get('aws-node.yaml'), NOTHING, DEFAULT_SETTINGS);
  assert.deepEqual(
    subnets.map(({ cidr, name }) => [cidr, name]),
    [['10.0.0.0/24', 'subnet-0123456789abcdef0, us-east-1a']],
  );
});
