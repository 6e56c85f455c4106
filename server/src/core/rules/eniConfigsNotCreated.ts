import { at, type Rule } from './rule.js';
import { fieldAt, standAlone, truthOf } from './support/chartFields.js';

const values = (create: string) => `
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
${create}  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`;

export const eniConfigsNotCreated: Rule = {
  id: 'eni-configs-not-created',
  severity: 'information',
  summary: 'Values of the chart list subnets for ENIConfigs, and `eniConfig.create` is not true.',
  why: `
The chart makes ENIConfigs of \`eniConfig.subnets\` only where \`eniConfig.create\` is true; by default it is false. Without
it nothing is made of the subnets. With custom networking on, nodes then look for ENIConfigs that something else has to make.

Where other values of the chart are in sight, nothing is said: the switch may be there.`,
  bad: values('  create: false\n'),
  good: values('  create: true\n'),
  sources: ['aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/templates/eniconfig.yaml'],

  *checkInCluster({ chartValues, addons }, cluster) {
    for (const one of [...chartValues, ...addons]) {
      const subnets = fieldAt(one, 'eniConfig.subnets');
      const create = fieldAt(one, 'eniConfig.create');
      if (subnets?.shape !== 'map' || !one.complete || !standAlone(one, cluster)) continue;
      if (create && truthOf(create) !== false) continue;
      yield {
        ...at(
          { span: subnets.key },
          'Nothing is made of these subnets, since eniConfig.create is not true. Set it to true, or remove them.',
          ...(create?.type === 'boolean'
            ? [
                {
                  kind: 'replace',
                  title: 'Set create to true',
                  span: create.value,
                  text: 'true',
                  safe: false,
                } as const,
              ]
            : []),
        ),
        of: one,
      };
    }
  },
};
