import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';

export const valueAndValueFrom: Rule = {
  id: 'value-and-value-from',
  severity: 'error',
  summary: 'A variable has both `value` and `valueFrom`.',
  why: `
A variable takes its text from one place. With a \`value\` that is not empty beside \`valueFrom\` the API server refuses the
whole DaemonSet.`,
  bad: awsNode({}).replace(
    '              valueFrom:',
    '              value: "node-1"\n              valueFrom:',
  ),
  good: awsNode({}),
  sources: ['Kubernetes API, EnvVar.valueFrom'],

  *check({ installs }) {
    for (const { name, value, both } of installs.flatMap((i) => i.containers).flatMap((c) => c.settings)) {
      if (!both || !('text' in value.value) || value.value.text === '') continue;
      yield {
        ...at(
          value,
          `${name.value} has a value and a valueFrom: the API server refuses the DaemonSet. Keep one of the two.`,
        ),
        related: [{ span: both, message: 'The other source of the text.' }],
      };
    }
  },
};
