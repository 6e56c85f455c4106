import { parseBool } from '../domain/goParse.js';
import { awsNode } from './example.js';
import { at, type Rule } from './rule.js';

export const unquotedValue: Rule = {
  id: 'unquoted-value',
  severity: 'error',
  summary: 'The value of a variable is not a string.',
  why: `
YAML reads \`true\`, \`yes\`, \`5\` and \`1_000\` without quotes as a boolean or a number. \`env[].value\` has to be a string: the API
server refuses the whole DaemonSet. Put the value in quotes.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"' }),
  sources: ['helm/helm#9077', 'Kubernetes API, EnvVar.value'],

  *check({ installs }) {
    for (const setting of installs.flatMap((install) => install.containers).flatMap((c) => c.settings)) {
      const { value } = setting.value;
      if (value.kind !== 'unquoted') continue;
      if (value.yaml === 'map' || value.yaml === 'list') {
        yield at(
          setting.value,
          `A ${value.yaml} cannot be the value of a variable: the API server refuses the DaemonSet. Write it as one text in quotes.`,
        );
        continue;
      }
      // yes and on are booleans to YAML, but not to the plugin once they stand in quotes.
      const text =
        value.yaml === 'boolean' && parseBool(value.text) === undefined
          ? String(/^(y|yes|on)$/i.test(value.text))
          : value.text;
      yield at(
        setting.value,
        `${value.text} is a ${value.yaml} to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.`,
        { title: `Write "${text}"`, kind: 'value', setting, text, safe: true },
      );
    }
  },
};
