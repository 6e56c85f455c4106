import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { refusalOf } from './support/refusal.js';

export const envNameInvalid: Rule = {
  id: 'env-name-invalid',
  severity: 'error',
  summary: 'The name of a variable is empty or contains `=`.',
  why: `
In a process a variable is the text \`NAME=value\`, so a name can neither be empty nor hold an equals sign. The API server
refuses the whole DaemonSet. \`name: WARM_ENI_TARGET=2\` is usually an item with its value in the wrong key.`,
  bad: awsNode({ 'WARM_ENI_TARGET=2': '""' }),
  good: awsNode({ WARM_ENI_TARGET: '"2"' }),
  sources: ['Kubernetes API, EnvVar.name'],

  *check({ installs, objects }) {
    for (const install of installs) {
      for (const setting of install.containers.flatMap(({ settings }) => settings)) {
        if (!setting.name.value.includes('=')) continue;
        const { who, what } = refusalOf(install, setting);
        yield at(
          setting.name,
          `A name cannot contain "=": ${who} refuses ${what}. Write the text behind it as the value.`,
        );
      }
    }
    for (const { path, value, text } of objects.flatMap(({ fields }) => fields)) {
      // A name without anything, quotes included, has the wrong type and is reported as that.
      if (text !== '' || value.end - value.start !== 2 || !/ontainers\.env\.name$/.test(path)) continue;
      yield at({ span: value }, 'A variable needs a name: the API server refuses the DaemonSet.');
    }
  },
};
