import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check, checkFix } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';
import { only } from '../support/manifest.js';

const CUSTOM = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' });
const named = (name: string): string =>
  managedGroup(`
    instanceType: m5.large
    labels:
      k8s.amazonaws.com/eniConfig: ${name}`);

const WARNING = (name: string, known = ''): string =>
  `warning unknown-eni-config: No ENIConfig in sight is called "${name}": these nodes stay NotReady, since aws-node has no subnet for their pods.${known}`;

test('the label of a node group, and its ENIConfig in another file', () => {
  const files = {
    'cluster.yaml': named(`pods-blue
#                                  ^^^^^^^^^ ${WARNING('pods-blue', ' Did you mean "pods-blur"?')}`),
    'cni/aws-node.yaml': CUSTOM,
    'cni/enis.yaml': eniConfigs('pods-blur', 'other'),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'cluster.yaml:11 unknown-eni-config → cni/aws-node.yaml:23 Custom networking is on here.',
    'cluster.yaml:11 unknown-eni-config → cni/enis.yaml:5 The ENIConfig pods-blur.',
  ]);
});

test('labels that kubelet is told, in quotes or not', () => {
  check(`
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    flags:
      - "--node-labels=team=a,vpc.amazonaws.com/externalEniConfig=green,tier=b"
#                                                                 ^^^^^ ${WARNING('green')}
---${CUSTOM}${eniConfigs('pods-a')}`);
});

test('an annotation, which counts before a label that is right', () => {
  check(`
apiVersion: v1
kind: Node
metadata:
  name: ip-10-0-0-1.ec2.internal
  annotations:
    k8s.amazonaws.com/eniConfig: 'pods-c'
#                                 ^^^^^^ ${WARNING('pods-c', ' Did you mean "pods-a"?')}
---${CUSTOM}${eniConfigs('pods-a')}`);
});

test('a label that does not count beside the one before it, and stays silent', () => {
  check(
    managedGroup(`
    instanceType: m5.large
    labels:
      k8s.amazonaws.com/eniConfig: gone
      vpc.amazonaws.com/externalEniConfig: pods-a`) +
      CUSTOM +
      eniConfigs('pods-a'),
  );
});

test('no aws-node in sight', () => {
  check(
    `${named(`pods-c
#                                  ^^^^^^ information unknown-eni-config: No ENIConfig in sight is called "pods-c": with custom networking these nodes would stay NotReady. Did you mean "pods-a"?`)}${eniConfigs('pods-a').slice(3)}`,
  );
});

test('custom networking off, no ENIConfig in sight, a name or a label to be filled in, and stays silent', () => {
  const label = named('pods-c');
  check(label + CUSTOM, only('unknown-eni-config'));
  check(named('${NAME}') + CUSTOM + eniConfigs('pods-a'));
  check(label + CUSTOM + eniConfigs('pods-a', '${NAME}'));
});

test('another label than the one that aws-node looks at, and stays silent', () => {
  check(
    managedGroup(`
    instanceType: m5.large
    labels:
      example.com/pods: nothing
      example.org/pods: pods-a`) +
      awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', ENI_CONFIG_LABEL_DEF: 'example.org/pods' }) +
      eniConfigs('pods-a'),
  );
});

test('pods that ask for a node with it, and stays silent', () => {
  check(`
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  nodeSelector: { k8s.amazonaws.com/eniConfig: gone }
  containers: [{ name: a, image: a }]
---${CUSTOM}${eniConfigs('pods-a')}`);
});

test('the name that was meant, in place of the other', () => {
  const before = named('"pods-c"') + CUSTOM + eniConfigs('pods-a');
  checkFix(before, 'Write "pods-a"', before.replace('pods-c', 'pods-a'));
});
