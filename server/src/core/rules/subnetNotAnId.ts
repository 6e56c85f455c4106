import { explainId } from '../domain/ec2Id.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const subnetNotAnId: Rule = {
  id: 'subnet-not-an-id',
  severity: 'warning',
  summary: '`spec.subnet` of an ENIConfig is not the id of a subnet.',
  why: `
The API server takes any text here. aws-node hands it to EC2 when it makes an interface for pods, and EC2 refuses a
CIDR block, a name, an ARN or an id of another form: no interface is made, and nodes that use the ENIConfig stay
NotReady.

An id is \`subnet-\` and 17 hexadecimal digits in lower case (8 in VPCs from before 2018). Placeholders such as
\`\${SUBNET_A}\` or \`<subnet-id>\` are left alone.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: 100.64.0.0/19
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  sources: ['EC2 user guide, "Resource IDs"', 'aws/amazon-vpc-cni-k8s pkg/awsutils/awsutils.go, createENI'],

  *check({ eniConfigs }) {
    for (const { subnet } of eniConfigs) {
      // Nothing at all is a subnet that is missing.
      if (!subnet?.value?.trim()) continue;
      const fault = explainId(subnet.value, 'subnet');
      if (!fault) continue;
      const right = fault.suggestion ?? 'subnet- and 8 or 17 hexadecimal digits';
      yield at(
        subnet,
        `${shown(subnet.value)} ${fault.message}: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write ${right}.`,
        ...(fault.suggestion ? rewritten(subnet, fault.suggestion, fault.safe) : []),
      );
    }
  },
};
