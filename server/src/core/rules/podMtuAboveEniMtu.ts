import { effective, UNKNOWN } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

export const podMtuAboveEniMtu: Rule = {
  id: 'pod-mtu-above-eni-mtu',
  severity: 'warning',
  summary: '`POD_MTU` is larger than `AWS_VPC_ENI_MTU`.',
  why: `
Pods then send packets that do not fit through the ENI: they are fragmented or dropped, which looks like connections that
hang once more than a little data flows. The plugin does not compare the two. Make \`POD_MTU\` at most \`AWS_VPC_ENI_MTU\`, or
leave it out: pods then have the MTU of the ENI.`,
  bad: awsNode({ AWS_VPC_ENI_MTU: '"1500"', POD_MTU: '"9001"' }),
  good: awsNode({ AWS_VPC_ENI_MTU: '"1500"', POD_MTU: '"1500"' }),
  sources: ['aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, validateMTU and generateJSON'],

  *check({ installs }) {
    for (const install of installs) {
      const pod = effective(install, 'POD_MTU');
      const eni = effective(install, 'AWS_VPC_ENI_MTU');
      if (pod === UNKNOWN || eni === UNKNOWN || pod === undefined || pod <= eni) continue;
      const place = placeOf(install, 'POD_MTU');
      if (!place) continue;
      yield {
        ...at(
          place,
          `Packets of pods do not fit through the ENI, whose MTU is ${eni}, and are fragmented or dropped. Make this ${eni} at most.`,
          setTo(install, 'POD_MTU', `${eni}`),
        ),
        related: seeAlso(install, 'AWS_VPC_ENI_MTU', 'The MTU of the ENI.'),
      };
    }
  },
};
