import type { Rule } from './rule.js';
import { argumentFaults } from './support/agentArguments.js';
import { awsNode } from './support/example.js';

export const fatalAgentArgument: Rule = {
  id: 'fatal-agent-argument',
  severity: 'error',
  summary: 'The node agent exits when it starts, because of this argument.',
  why: `
The node agent reads its arguments before anything else. A boolean that Go cannot read, a number that is none, or a
connection table outside 32,768 to 1,048,576 entries ends the container, and it is restarted for ever.`,
  bad: awsNode({}, { agent: ['enable-network-policy=false', 'conntrack-cache-table-size=16384'] }),
  good: awsNode({}, { agent: ['enable-network-policy=false', 'conntrack-cache-table-size=32768'] }),
  sources: [
    'aws/aws-network-policy-agent pkg/config/controller_config.go',
    'aws/aws-network-policy-agent main.go',
  ],

  check: (facts) => argumentFaults(facts, 'exits'),
};
