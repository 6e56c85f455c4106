import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed, check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

test('one subnet for two zones', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-gov-west-1a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
#         ^^^^^^^^^^^^^^^^^^^^^^^^ warning shared-subnet: "us-gov-west-1b" has this subnet too, and a subnet lies in one zone: nodes of the other zone get no pod ENI. Give each zone its own subnet.
---
kind: ENIConfig
metadata:
  name: us-gov-west-1b
spec:
  subnet: subnet-0a1b2c3d4e5f60718
#         ^^^^^^^^^^^^^^^^^^^^^^^^ warning shared-subnet: "us-gov-west-1a" has this subnet too, and a subnet lies in one zone: nodes of the other zone get no pod ENI. Give each zone its own subnet.
  securityGroups: [sg-0a1b2c3d4e5f60718]
`);
});

test('two names for the same', () => {
  check(`
kind: ENIConfig
metadata:
  name: blue
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: [sg-0a1b2c3d4e5f60718, sg-1a2b3c4d]
---
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
#         ^^^^^^^^^^^^^^^^^^^^^^^^ information shared-subnet: "blue" has the same subnet and the same security groups: one of both is enough.
  securityGroups: [sg-1a2b3c4d, sg-0a1b2c3d4e5f60718]
`);
});

test('nothing: other groups, templates, one name', () => {
  check(`
kind: ENIConfig
metadata:
  name: blue
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: [sg-0a1b2c3d4e5f60718]
---
kind: ENIConfig
metadata:
  name: green
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: [sg-1a2b3c4d]
---
kind: ENIConfig
metadata:
  name: red
spec:
  subnet: \${SUBNET}
---
kind: ENIConfig
metadata:
  name: black
spec:
  subnet: \${SUBNET}
---
kind: ENIConfig
metadata:
  name: white
spec:
  subnet: subnet-0f9e8d7c6b5a49382
  securityGroups:
    - \${SG_WHITE}
---
kind: ENIConfig
metadata:
  name: grey
spec:
  subnet: subnet-0f9e8d7c6b5a49382
  securityGroups:
    - \${SG_GREY}
`);
});

const eniConfig = (name: string, subnet: string): string => `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: ${name}
spec:
  subnet: ${subnet}
  securityGroups: [sg-0a1b2c3d4e5f60718]
`;

test('one subnet for two zones in two files: in both', () => {
  const shared = (other: string): string => `subnet-0a1b2c3d4e5f60718
#         ^^^^^^^^^^^^^^^^^^^^^^^^ warning shared-subnet: "${other}" has this subnet too, and a subnet lies in one zone: nodes of the other zone get no pod ENI. Give each zone its own subnet.`;
  const files = {
    'a.yaml': eniConfig('us-west-2a', shared('us-west-2b')),
    'b.yaml': eniConfig('us-west-2b', shared('us-west-2a')),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'a.yaml:7 shared-subnet → b.yaml:7 The subnet of "us-west-2b".',
    'b.yaml:7 shared-subnet → a.yaml:7 The subnet of "us-west-2a".',
  ]);
});

test('two names for the same in two files, which may be of two clusters, and stays silent', () => {
  checkFiles({
    'blue.yaml': eniConfig('blue', 'subnet-0a1b2c3d4e5f60718'),
    'green.yaml': eniConfig('green', 'subnet-0a1b2c3d4e5f60718'),
  });
});

test('of many with one name the first counts, whatever stands between', () => {
  const config = (name: string, groups = 'sg-1a2b3c4d') =>
    `kind: ENIConfig\nmetadata:\n  name: ${name}\nspec:\n  subnet: subnet-0a1b2c3d4e5f60718\n  securityGroups: [${groups}]\n`;
  const names = ['blue', 'blue', 'green', 'blue', 'us-west-2a'];
  const text = [config('red', 'sg-0a1b2c3d'), ...names.map((name) => config(name))].join('---\n');
  const shared = diagnose(analyzed(text)).filter(({ rule }) => rule === 'shared-subnet');
  assert.deepEqual(
    shared.map(({ message, related }) => [message.split(' ')[0], related?.map(({ span }) => span.start)]),
    [
      ['"blue"', [subnetOf(text, 2)]],
      ['"green"', [subnetOf(text, 4)]],
      ['"blue"', [subnetOf(text, 2)]],
    ],
  );
});

/** Where the subnet of the nth stands. */
const subnetOf = (text: string, nth: number): number =>
  [...text.matchAll(/subnet-/g)][nth - 1]?.index ?? Number.NaN;
