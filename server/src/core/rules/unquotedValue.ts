import { atoi, parseBool } from '../domain/goParse.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';

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
      const text = asText(value.text, value.yaml);
      // 010 is eight to YAML and ten to the plugin.
      const safe = !/^[-+]?0\d/.test(value.text);
      yield at(
        setting.value,
        `${value.text} is a ${value.yaml} to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.`,
        { title: `Write "${text}"`, kind: 'value', setting, text, safe },
      );
    }
  },
};

/** What the author means, as the plugin can read it: yes, 1_000 and 5.0 are nothing to it once they stand in quotes. */
function asText(text: string, yaml: 'number' | 'boolean'): string {
  if (yaml === 'boolean') return parseBool(text) === undefined ? String(/^(y|yes|on)$/i.test(text)) : text;
  const number = Number(text.replaceAll('_', ''));
  return atoi(text) === undefined && Number.isSafeInteger(number) ? String(number) : text;
}
