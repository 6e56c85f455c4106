import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('switches in quotes that are meant to be off', () => {
  check(`
nameOverride: aws-node
nodeAgent:
  enabled: "false"
#          ^^^^^^^ warning text-taken-for-true: This is a text, and Helm takes any text for true: nodeAgent.enabled is on. Write false without quotes.
podMonitor:
  create: 'no'
#         ^^^^ warning text-taken-for-true: This is a text, and Helm takes any text for true: podMonitor.create is on. Write false without quotes.
originalMatchLabels: "0"
#                    ^^^ warning text-taken-for-true: This is a text, and Helm takes any text for true: originalMatchLabels is on. Write false without quotes.
`);
  checkFix(
    'nameOverride: aws-node\nnodeAgent: {enabled: "false"} # off\n',
    'Write false',
    'nameOverride: aws-node\nnodeAgent: {enabled: false} # off\n',
  );
});

test('texts that are only copied, and texts that mean what they do', () => {
  check(`
nameOverride: aws-node
enableNetworkPolicy: "false"
enableWindowsIpam: "false"
nodeAgent:
  enabled: "true"
  enableCloudWatchLogs: "false"
cniConfig:
  enabled: ""
serviceAccount:
  create: \${create}
`);
});
