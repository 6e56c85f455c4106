import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const HERE =
  'information eni-config-without-custom-networking: Custom networking is off in the aws-node in sight, so no node takes an ENIConfig. Set AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to true, and replace the nodes.';
const NAME = 'metadata:\n  name: us-west-2a\n';
const told = (files: string): string => files.replace(NAME, `${NAME}#       ^^^^^^^^^^ ${HERE}\n`);

test('the first ENIConfig of a file, and the setting: at both ends', () => {
  const files = {
    'cni/aws-node.yaml': awsNode({
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: `"false"
#                    ^^^^^^^ information eni-config-without-custom-networking: Custom networking is off, but the ENIConfig "us-west-2a" and 1 more are in sight: no node takes them.`,
    }),
    'cni/enis.yaml': told(eniConfigs('us-west-2a', 'us-west-2b')),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'cni/aws-node.yaml:23 eni-config-without-custom-networking → cni/enis.yaml:5 ENIConfig us-west-2a.',
    'cni/enis.yaml:5 eni-config-without-custom-networking → cni/aws-node.yaml:23 Custom networking is off here.',
  ]);
});

test('a switch that nobody writes: at the container', () => {
  checkFiles({
    'aws-node.yaml': awsNode({}).replace(
      '- name: aws-node\n',
      `- name: aws-node
#               ^^^^^^^^ information eni-config-without-custom-networking: Custom networking is off, but the ENIConfig "us-west-2a" is in sight: no node takes it.
`,
    ),
    'eniconfig.yaml': told(eniConfigs('us-west-2a')),
  });
});

test('one file: at the ENIConfig', () => {
  checkFiles({
    'all.yaml':
      awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"false"' }) + told(eniConfigs('us-west-2a', 'b1')),
  });
});

test('a switch that is not known, or no aws-node in sight, and stays silent', () => {
  const enis = eniConfigs('us-west-2a');
  checkFiles({ 'a.yaml': patch({ ENABLE_POD_ENI: '"false"' }), 'b.yaml': enis });
  checkFiles({ 'a.yaml': awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"${ON}"' }), 'b.yaml': enis });
  checkFiles({ 'a/aws-node.yaml': awsNode({}), 'b/eniconfig.yaml': enis });
});
