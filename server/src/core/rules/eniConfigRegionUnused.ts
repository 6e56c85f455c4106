import { at, type Rule } from './rule.js';
import { fieldAt, isOfChartAlone, truthOf } from './support/chartFields.js';

const values = (region: string) => `
image:
  tag: v1.20.0
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
${region}  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`;

export const eniConfigRegionUnused: Rule = {
  id: 'eni-config-region-unused',
  severity: 'information',
  summary: '`eniConfig.region` in values of the chart has no effect.',
  why: `
Old charts put the region in front of the keys of \`eniConfig.subnets\`: \`a\` became an ENIConfig called \`us-west-2a\`. Since
chart 1.1.16 at the latest the key is the name, and the region is not read. Write whole names of zones as keys. The EKS
add-on asks for a region all the same: of its configuration, and of values that could be that, nothing is said.`,
  bad: values('  region: us-west-2\n'),
  good: values(''),
  sources: ['aws/eks-charts#739', 'aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/templates/eniconfig.yaml'],

  *check({ chartValues }) {
    for (const one of chartValues.filter(isOfChartAlone)) {
      const create = fieldAt(one, 'eniConfig.create');
      const region = fieldAt(one, 'eniConfig.region');
      // The values of the chart itself have one as well, with create off.
      if (!create || truthOf(create) !== true || region?.shape !== 'scalar') continue;
      yield {
        ...at(
          region,
          'The chart does not read the region: an ENIConfig is called what its key below subnets says. Remove it.',
          { kind: 'remove-field', title: 'Remove region', field: region, safe: false },
        ),
        tag: 'unnecessary',
      };
    }
  },
};
