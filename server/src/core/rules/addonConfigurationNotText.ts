import type { AddonConfiguration } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { eksctlAddon } from './support/addonExample.js';

const good = eksctlAddon('env:\n  ENABLE_PREFIX_DELEGATION: "true"');

export const addonConfigurationNotText: Rule = {
  id: 'addon-configuration-not-text',
  severity: 'error',
  summary: 'The configuration of the add-on is a map where a text belongs.',
  why: `
The API of EKS takes the configuration as one text, which holds JSON or YAML. eksctl (\`configurationValues\`), CloudFormation
(\`ConfigurationValues\`), Cluster API (\`configuration\`), the AWS controllers for Kubernetes, Crossplane and the AWS CLI pass that
text on, and refuse a map. A block makes a text of what stands there: \`configurationValues: |-\`.`,
  bad: good.replace(': |-', ':'),
  good,
  sources: [
    'eksctl-io/eksctl#6264',
    'eksctl pkg/apis/eksctl.io/v1alpha5/addon.go',
    'EKS API reference, CreateAddon',
  ],

  *check({ addons }) {
    for (const { place, configuration } of addons) {
      if (configuration?.form !== 'map' || !configuration.field) continue;
      const { field } = configuration;
      const fix: Fix = { kind: 'as-text', title: 'Make it a text', field, safe: true };
      yield at(
        { span: field.key },
        `${field.name} is a map where a text belongs: ${REFUSALS[place]}. Write it as a text that holds JSON or YAML.`,
        fix,
      );
    }
  },
};

const REFUSALS: Readonly<Record<AddonConfiguration['place'], string>> = {
  file: 'EKS refuses it',
  cli: 'the AWS CLI refuses its input',
  eksctl: 'eksctl cannot read the file',
  cloudformation: 'CloudFormation refuses the resource',
  capa: 'the API server refuses the object',
  ack: 'the API server refuses the object',
  crossplane: 'the API server refuses the object',
};
