import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { refusalOf } from './support/refusal.js';

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
    for (const install of installs) {
      for (const setting of install.containers.flatMap(({ settings }) => settings)) {
        const { name, value, both } = setting;
        if (!both || !('text' in value.value) || value.value.text === '') continue;
        const { who, what } = refusalOf(install, setting);
        yield {
          ...at(
            value,
            `${name.value} has a value and a valueFrom: ${who} refuses ${what}. Keep one of the two.`,
          ),
          related: [{ span: both, message: 'The other source of the text.' }],
        };
      }
    }
  },
};
