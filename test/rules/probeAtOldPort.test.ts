import { test } from 'node:test';
import { probeAtOldPort } from '../../server/src/core/rules/probeAtOldPort.js';
import { check, checkFix } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const told =
  'warning probe-at-old-port: ipamd of release 1.23.1 listens on a socket, and no longer at port 50051: the probe may fail, which restarts aws-node or keeps it unready. Use -addr=unix:///var/run/aws-node/ipamd.sock.';

const patch = (version: string, address: string, note = ''): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:${version}
          readinessProbe:
            exec:
              command: [/app/grpc-health-probe, "-addr=${address}", -connect-timeout=5s]
${note}`;

test('a probe that was kept beside a new image', () => {
  check(
    patch('v1.23.1', ':50051', `#                                               ^^^^^^^^^^^^^^ ${told}\n`),
  );
  check(
    patch(
      'v1.23.1',
      '127.0.0.1:50051',
      `#                                               ^^^^^^^^^^^^^^^^^^^^^^^ ${told}\n`,
    ),
  );
});

test('values of the chart', () => {
  check(`
image:
  tag: v1.23.1
env:
  AWS_VPC_K8S_CNI_LOGLEVEL: INFO
livenessProbe:
  exec:
    command:
      - /app/grpc-health-probe
      - '-addr=:50051'
#       ^^^^^^^^^^^^^^ ${told}
  initialDelaySeconds: 60
`);
});

test('releases that listen there, and those that nobody names', () => {
  check(patch('v1.22.4', ':50051'));
  check(patch('latest', ':50051'));
  check(patch('v1.23.1', 'unix:///var/run/aws-node/ipamd.sock'));
});

test('nothing is said where a patch may have another probe', () => {
  checkFiles({
    'base/kustomization.yaml': 'resources:\n  - aws-node.yaml\n',
    'base/aws-node.yaml': probeAtOldPort.bad,
    'dev/kustomization.yaml': 'resources:\n  - ../base\npatches:\n  - path: probe.yaml\n',
    'dev/probe.yaml': patch('v1.23.1', 'unix:///var/run/aws-node/ipamd.sock'),
  });
});

test('the fix', () => {
  checkFix(
    patch('v1.23.1', ':50051'),
    'Write -addr=unix:///var/run/aws-node/ipamd.sock',
    patch('v1.23.1', 'unix:///var/run/aws-node/ipamd.sock'),
  );
  checkFix(probeAtOldPort.bad, 'Write -addr=unix:///var/run/aws-node/ipamd.sock', probeAtOldPort.good);
});
