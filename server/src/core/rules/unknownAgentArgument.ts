import { AGENT_ARGUMENTS } from '../domain/agentArguments.js';
import { closest } from '../domain/readings.js';
import type { Argument } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { at, type Rule } from './rule.js';
import { agentArguments } from './support/agentArguments.js';
import { awsNode } from './support/example.js';
import { rename } from './support/places.js';

const NAMES = Object.keys(AGENT_ARGUMENTS);

export const unknownAgentArgument: Rule = {
  id: 'unknown-agent-argument',
  severity: 'error',
  summary: 'The node agent has no argument of this name.',
  why: `
An argument that the node agent does not know ends the container when it starts. Only names that are nearly right are
reported: a later agent may have arguments that this extension has not heard of.`,
  bad: awsNode({}, { agent: ['enable-network-polcy=false'] }),
  good: awsNode({}, { agent: ['enable-network-policy=false'] }),
  sources: ['aws/aws-network-policy-agent pkg/config/controller_config.go'],

  *check(facts) {
    for (const argument of agentArguments(facts)) {
      const meant = NAMES.includes(argument.name) ? undefined : closest(argument.name, NAMES);
      if (!meant) continue;
      const span = nameSpan(argument);
      yield at(
        argument,
        `The agent has no argument --${argument.name} and exits when it starts. Did you mean --${meant}?`,
        ...(span ? [{ ...rename(span, meant), title: `Rename to --${meant}` }] : []),
      );
    }
  },
};

/** Where the name stands, when letter by letter. */
function nameSpan({ name, value, valueSpan, span }: Argument): Span | undefined {
  if (value !== undefined && !valueSpan) return undefined;
  // In front of the equals sign; alone it ends with the item, or with its quotes.
  const quotes = value === undefined ? (span.end - span.start - name.length - 2) / 2 : 0;
  const end = valueSpan ? valueSpan.start - 1 : span.end - quotes;
  return quotes === 0 || quotes === 1 ? { start: end - name.length, end } : undefined;
}
