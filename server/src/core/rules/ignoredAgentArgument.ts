import type { Rule } from './rule.js';
import { argumentFaults } from './support/agentArguments.js';
import { awsNode } from './support/example.js';

export const ignoredAgentArgument: Rule = {
  id: 'ignored-agent-argument',
  severity: 'warning',
  summary: 'The node agent cannot use the value of this argument and runs with its default.',
  why: `
\`--log-level\` knows debug, info, warn, error and fatal, in any case. Any other word means debug, so \`warning\` logs the
most and not the least.`,
  bad: awsNode({}, { agent: ['enable-network-policy=false', 'log-level=warning'] }),
  good: awsNode({}, { agent: ['enable-network-policy=false', 'log-level=warn'] }),
  sources: ['aws/aws-network-policy-agent pkg/config/controller_config.go'],

  check: (facts) => argumentFaults(facts, 'default'),
};
