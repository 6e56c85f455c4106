import { agentArgument, agentFlag } from '../model/nodeAgent.js';
import { at, type Rule } from './rule.js';
import { argumentText } from './support/agentArguments.js';
import { awsNode } from './support/example.js';

export const cloudwatchWithoutEventLogs: Rule = {
  id: 'cloudwatch-without-event-logs',
  severity: 'warning',
  summary: 'The node agent is to send its event logs to CloudWatch, and they are off.',
  why: `
\`--enable-cloudwatch-logs\` sends what \`--enable-policy-event-logs\` writes. Without the second there is nothing to send,
and no log arrives. Event logs cost about one CPU core per node.`,
  bad: awsNode({}, { agent: ['enable-cloudwatch-logs=true', 'enable-policy-event-logs=false'] }),
  good: awsNode({}, { agent: ['enable-cloudwatch-logs=true', 'enable-policy-event-logs=true'] }),
  sources: ['aws/aws-network-policy-agent README.md', 'aws/aws-network-policy-agent main.go'],

  *check({ installs }) {
    for (const install of installs) {
      const sending = agentArgument(install, 'enable-cloudwatch-logs');
      if (!sending || agentFlag(install, 'enable-cloudwatch-logs') !== true) continue;
      if (agentFlag(install, 'enable-policy-event-logs') !== false) continue;
      const wanted = argumentText(install, 'enable-policy-event-logs', 'true');
      const message = `Event logs are off, so there is nothing to send to CloudWatch. Set ${wanted} as well.`;
      const span = agentArgument(install, 'enable-policy-event-logs')?.valueSpan;
      yield span
        ? at(sending, message, {
            title: `Set ${wanted}`,
            safe: false,
            kind: 'replace',
            span,
            text: 'true',
          })
        : at(sending, message);
    }
  },
};
