import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { checkFiles } from '../support/checkFiles.js';
import { only } from '../support/manifest.js';

const BY_ZONE = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};
const cluster = managedGroup('\n    instanceType: m5.large\n');

test('the cluster and its aws-node in sight, and no ENIConfig', () => {
  checkFiles({
    'cluster.yaml': cluster,
    'cni/aws-node.yaml': awsNode({
      ...BY_ZONE,
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: `"true"
#                    ^^^^^^ information custom-networking-without-eni-config: Custom networking is on, and no ENIConfig is in sight: a node stays NotReady until there is one for it. Where another tool makes them, let it do so before there are nodes.`,
    }),
  });
});

test('an ENIConfig somewhere in the cluster, and stays silent', () => {
  checkFiles({
    'cluster.yaml': cluster,
    'cni/aws-node.yaml': awsNode(BY_ZONE),
    'enis/eu-west-1a.yaml': eniConfigs('eu-west-1a'),
  });
});

test('an aws-node alone, whose cluster is elsewhere, and stays silent', () => {
  checkFiles({ 'aws-node.yaml': awsNode(BY_ZONE) });
});

test('nothing says which ENIConfig a node takes, which another rule says', () => {
  checkFiles(
    {
      'cluster.yaml': cluster,
      'aws-node.yaml': awsNode({
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: `"true"
#                    ^^^^^^ information custom-networking-without-label: Nodes not labelled k8s.amazonaws.com/eniConfig all take the ENIConfig called default. For one ENIConfig per zone set ENI_CONFIG_LABEL_DEF.`,
      }),
    },
    only('custom-networking-without-label'),
  );
});
