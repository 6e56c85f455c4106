import { VARIABLES } from '../domain/variables.js';
import { isOn, isRead, textOf } from '../model/effective.js';
import type { EniConfig, Facts, Install } from '../model/facts.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';

const ON = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' };
const ENI_CONFIG = `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`;

export const customNetworkingWithoutLabel: Rule = {
  id: 'custom-networking-without-label',
  severity: 'warning',
  summary: 'Custom networking is on, and nothing says which ENIConfig a node takes.',
  why: `
A node takes the ENIConfig that its annotation or label \`k8s.amazonaws.com/eniConfig\` names, and without either the one
called \`default\`. Where that does not exist its pods get no address. To have one ENIConfig for each zone, name them after
the zones and set \`ENI_CONFIG_LABEL_DEF\` to \`topology.kubernetes.io/zone\`, a label that every node carries.

It is a warning when the ENIConfigs are in the same file and none is called \`default\`, otherwise an information: the
labels of nodes are not in this file.`,
  bad: `${awsNode(ON)}${ENI_CONFIG}`,
  good: `${awsNode({ ...ON, ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' })}${ENI_CONFIG}`,
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s#611',
    'aws/aws-eks-best-practices#435',
    'aws/aws-eks-best-practices#649',
  ],

  *checkTogether(documents) {
    const configs = documents.flatMap((home) => home.eniConfigs.map((config) => ({ home, config })));
    // A name that is a template may be any.
    if (configs.some(({ config }) => mayBeDefault(config))) return;
    for (const home of documents) {
      for (const install of home.installs) {
        const place = placeOf(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
        if (!place || !takesDefault(install)) continue;
        const message =
          configs.length > 0
            ? 'Nodes not labelled k8s.amazonaws.com/eniConfig look for an ENIConfig called default, which is not here, and their pods get no address.'
            : 'Nodes not labelled k8s.amazonaws.com/eniConfig all take the ENIConfig called default.';
        yield {
          ...at(
            place,
            `${message} For one ENIConfig per zone set ENI_CONFIG_LABEL_DEF.`,
            setTo(install, 'ENI_CONFIG_LABEL_DEF', 'topology.kubernetes.io/zone'),
          ),
          ...(configs.length === 0 && { severity: 'information' as const }),
          related: configs.slice(0, 5).flatMap(({ home, config }) => named(home, config)),
          home,
        };
      }
    }
  },
};

const mayBeDefault = ({ name }: EniConfig): boolean => name?.value === undefined || name.value === 'default';

const named = (home: Facts, { name }: EniConfig) =>
  name?.value === undefined ? [] : [{ span: name.span, message: `An ENIConfig called ${name.value}.`, home }];

/** ENIs are created from ENIConfigs, and the keys that choose one are the usual ones. */
const takesDefault = (install: Install): boolean =>
  isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG') &&
  managesPool(install) &&
  isRead(VARIABLES.ENI_CONFIG_LABEL_DEF, install.release) &&
  (['ENI_CONFIG_LABEL_DEF', 'ENI_CONFIG_ANNOTATION_DEF'] as const).every((name) => {
    const text = textOf(install, name);
    return text === undefined || text === '';
  });
