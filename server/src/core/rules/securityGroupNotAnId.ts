import { explainId } from '../domain/ec2Id.js';
import type { Facts, Text } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const securityGroupNotAnId: Rule = {
  id: 'security-group-not-an-id',
  severity: 'warning',
  summary: 'An item of `securityGroups` or `groupIds` is not the id of a security group.',
  why: `
The API server takes any text here. EC2 gets it when an interface for pods is made, and refuses a name, an ARN or an
id of another form: with an ENIConfig the node stays NotReady, with a SecurityGroupPolicy the pods that match do not
start.

An id is \`sg-\` and 17 hexadecimal digits in lower case (8 in groups from before 2018). Placeholders such as
\`\${POD_SG}\` or \`<sg-id>\` are left alone.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  securityGroups:
    groupIds:
      - web-pods
`,
  good: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
`,
  sources: ['EC2 user guide, "Resource IDs"', 'CRD securitygrouppolicies.vpcresources.k8s.aws, groupIds'],

  *check({ eniConfigs, policies }: Facts) {
    for (const { securityGroups } of eniConfigs) {
      yield* wrong(securityGroups?.items, 'nodes that use this ENIConfig stay NotReady');
    }
    for (const { securityGroups } of policies) {
      yield* wrong(securityGroups?.groupIds?.items, 'pods that match do not start');
    }
  },
};

function* wrong(groups: readonly Text[] = [], effect: string) {
  for (const group of groups) {
    const { value } = group;
    const fault = value === undefined ? undefined : explainId(value, 'sg');
    if (value === undefined || !fault) continue;
    const right = fault.suggestion ?? 'sg- and 8 or 17 hexadecimal digits';
    yield at(
      group,
      `${shown(value)} ${fault.message}: EC2 refuses it, and ${effect}. Write ${right}.`,
      ...(fault.suggestion ? rewritten(group, fault.suggestion, fault.safe) : []),
    );
  }
}
