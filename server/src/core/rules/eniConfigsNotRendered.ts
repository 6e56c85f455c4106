import type { ChartValues, Field } from '../model/facts.js';
import { at, type Finding, type Rule } from './rule.js';
import { fieldAt, parentOf, standAlone, truthOf } from './support/chartFields.js';

const wired = `
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
`;

export const eniConfigsNotRendered: Rule = {
  id: 'eni-configs-not-rendered',
  severity: 'error',
  summary: 'The chart cannot make the ENIConfigs that its values ask for.',
  why: `
With \`eniConfig.create\` the chart makes an ENIConfig for each key of \`eniConfig.subnets\`. Without that map Helm stops with
".Values.eniConfig.subnets must be specified", and with a text where the map of a zone belongs it stops as well: nothing is
installed. A list in place of the map is rendered, but its ENIConfigs are called \`0\`, \`1\` and so on, and no node finds them.

Where other values of the chart are in sight, a missing map is not reported: it may be there.`,
  bad: wired,
  good: `${wired}  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`,
  sources: ['aws/eks-charts#472', 'aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/templates/eniconfig.yaml'],

  *check({ chartValues }) {
    for (const values of chartValues) if (isCreating(values)) yield* misshapen(values);
  },
  *checkInCluster({ chartValues }, cluster) {
    for (const values of chartValues) {
      const create = fieldAt(values, 'eniConfig.create');
      const subnets = fieldAt(values, 'eniConfig.subnets');
      if (!create || !isCreating(values) || !values.complete || !standAlone(values, cluster)) continue;
      if (subnets && subnets.type !== 'null') continue;
      yield {
        ...at(
          { span: create.value },
          'There are no subnets to make ENIConfigs of, and Helm stops: nothing is installed. Give each zone a subnet below eniConfig.subnets.',
          ...(create.text === undefined
            ? []
            : [
                {
                  kind: 'replace',
                  title: 'Write false',
                  span: create.value,
                  text: 'false',
                  safe: false,
                } as const,
              ]),
        ),
        of: values,
      };
    }
  },
};

const isCreating = (values: ChartValues): boolean => {
  const create = fieldAt(values, 'eniConfig.create');
  return create !== undefined && truthOf(create) === true;
};

function* misshapen(values: ChartValues): Iterable<Finding> {
  const subnets = fieldAt(values, 'eniConfig.subnets');
  if (subnets?.shape === 'list') {
    yield {
      ...at(
        { span: subnets.key },
        'The ENIConfigs of a list are called 0, 1 and so on, and no node finds them. Write a map, with the names of zones as keys.',
      ),
      severity: 'warning',
    };
    return;
  }
  for (const field of values.fields) {
    const parent = parentOf(field);
    if (parent === 'eniConfig.subnets' && isPlain(field)) {
      yield at(
        { span: field.value },
        `A ${field.type === 'string' ? 'text' : field.type} stands where the map of a zone belongs, and Helm stops: nothing is installed. Write the subnet as the id below ${field.name}.`,
      );
    }
    if (field.name === 'securityGroups' && isBelowZone(parent) && isPlain(field)) {
      yield at(
        { span: field.value },
        'A text stands where the list of security groups belongs, and Helm stops: nothing is installed. Write a list.',
      );
    }
  }
}

const isPlain = ({ shape, text }: Field): boolean => shape === 'scalar' && text !== undefined && text !== '';

const isBelowZone = (path: string): boolean => /^eniConfig\.subnets\.[^.]+$/.test(path);
