import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const by = (label: string): string =>
  awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', ENI_CONFIG_LABEL_DEF: label });
const ZONE = 'topology.kubernetes.io/zone';

const labelled = (labels: string, more = ''): string =>
  managedGroup(`
    instanceType: m5.large${more}
    labels:
      ${labels}`);

const message = (read: string, taken: string): string =>
  `warning eni-config-label-unread: This names no ENIConfig to aws-node, which looks at the label ${read}: the nodes take ${taken}`;

test('the usual label beside one of zones: at both ends', () => {
  checkFiles({
    'nodes.yaml': labelled(`k8s.amazonaws.com/eniConfig: pods-a
#                                  ^^^^^^ ${message(ZONE, 'that of their zone. To have another, use the annotation k8s.amazonaws.com/eniConfig.')}`),
    'aws-node.yaml': by(`${ZONE}
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ information eni-config-label-unread: Nodes of general name their ENIConfig in k8s.amazonaws.com/eniConfig, which is not the label that aws-node looks at.`),
    'enis.yaml': eniConfigs('us-west-2a'),
  });
});

test('a label that can only be meant to name ENIConfigs, where no node has the one that does', () => {
  const taken = (key: string) =>
    `another, or the one called default. Use that label, or set ENI_CONFIG_LABEL_DEF to ${key}.`;
  check(
    labelled(`network: pods-a
#              ^^^^^^ ${message('example.com/pods', taken('network'))}`) +
      by('example.com/pods') +
      eniConfigs('pods-a', 'pods-b'),
  );
  check(
    labelled(`eniconfig: eu-west-1a
#                ^^^^^^^^^^ ${message('example.com/pods', taken('eniconfig'))}`) +
      by('example.com/pods') +
      eniConfigs('eu-west-1a'),
  );
});

test('an annotation of another name', () => {
  check(`
apiVersion: v1
kind: Node
metadata:
  name: a
  annotations:
    k8s.amazonaws.com/eniConfig: pods-a
#                                ^^^^^^ warning eni-config-label-unread: This names no ENIConfig to aws-node, which looks at the annotation example.com/pods: the nodes take another, or the one called default. Use that annotation, or set ENI_CONFIG_ANNOTATION_DEF to k8s.amazonaws.com/eniConfig.
---${awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', ENI_CONFIG_ANNOTATION_DEF: 'example.com/pods' })}`);
});

test('a label that says what the zone says, or may do, and stays silent', () => {
  check(
    labelled('k8s.amazonaws.com/eniConfig: eu-west-1a', '\n    availabilityZones: [eu-west-1a]') +
      by(ZONE) +
      eniConfigs('eu-west-1a'),
  );
  check(labelled('k8s.amazonaws.com/eniConfig: eu-west-1a') + by(ZONE) + eniConfigs('eu-west-1a'));
});

test('other labels, of which some value names no ENIConfig, or that name zones for their own sake, and stays silent', () => {
  const configs = eniConfigs('pods-a', 'eu-west-1a');
  check(labelled('tier: eu-west-1a') + by('example.com/pods') + configs);
  check(labelled('network: pods-c') + by('example.com/pods') + configs);
  // Some node has the label.
  check(labelled('network: pods-a\n      example.com/pods: pods-a') + by('example.com/pods') + configs);
  // EKS writes that one.
  check(labelled('network: pods-a') + by('eks.amazonaws.com/nodegroup') + configs);
});

test('the label that aws-node looks at, and stays silent', () => {
  const custom = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' });
  check(labelled('k8s.amazonaws.com/eniConfig: pods-a') + custom + eniConfigs('pods-a'));
});
