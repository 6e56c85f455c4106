import { before } from '../domain/versions.js';
import { at, type Rule } from './rule.js';
import { eksctlAddon } from './support/addonExample.js';
import { fieldAt } from './support/addons.js';

const subnets = '  subnets:\n    eu-central-1a:\n      id: subnet-0a1b2c3d4e5f60718';
const env = `env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
`;

export const addonRegionMissing: Rule = {
  id: 'addon-region-missing',
  severity: 'warning',
  summary: '`eniConfig` of the add-on has no `region`.',
  why: `
The schemas of the add-on that are known, up to that of v1.18.6, require \`region\` in \`eniConfig\`, although no ENIConfig takes
anything from it. EKS refuses a configuration without it: \`$.eniConfig.region: is missing but it is required\`. It is an error
where the version is written and no later one, and a warning elsewhere.`,
  bad: eksctlAddon(`${env}${subnets}`),
  good: eksctlAddon(`${env}  region: eu-central-1\n${subnets}`),
  sources: ['AWS CLI reference, describe-addon-configuration', 'aws/amazon-vpc-cni-k8s#3059'],

  *check({ addons }) {
    for (const addon of addons) {
      const { complete, release } = addon;
      const field = fieldAt(addon, 'eniConfig');
      // Without `create` or `subnets` it is refused because of those.
      const isWhole = ['create', 'subnets'].every((name) => fieldAt(addon, `eniConfig.${name}`));
      if (!complete || !field || !isWhole || fieldAt(addon, 'eniConfig.region')) continue;
      const isSure = release !== undefined && before(release, '1.18.7');
      const advice = 'Write the region of the cluster.';
      yield {
        ...at(
          { span: field.key },
          isSure
            ? `eniConfig has no region, which version ${release} of the add-on requires: EKS refuses the configuration. ${advice}`
            : `eniConfig has no region, which all known versions of the add-on require: EKS refuses the configuration. ${advice}`,
        ),
        ...(isSure && { severity: 'error' as const }),
      };
    }
  },
};
