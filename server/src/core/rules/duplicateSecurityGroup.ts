import type { Text } from '../model/facts.js';
import { at, type Finding, type Fix, type Rule } from './rule.js';
import { shown } from './support/places.js';

export const duplicateSecurityGroup: Rule = {
  id: 'duplicate-security-group',
  severity: 'information',
  summary: 'A security group is listed twice.',
  why: `
A network interface has a group or has it not: the second mention adds nothing. Often one of the two was meant to be
another group.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
      - sg-0f9e8d7c6b5a49382
      - sg-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
      - sg-0f9e8d7c6b5a49382
`,
  sources: ['aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, RemoveDuplicatedSg'],

  *check({ eniConfigs, policies }) {
    for (const { securityGroups } of eniConfigs) yield* repeated(securityGroups?.items);
    for (const { securityGroups } of policies) yield* repeated(securityGroups?.groupIds?.items);
  },
};

function* repeated(groups: readonly Text[] = []): Iterable<Finding> {
  const seen = new Map<string, Text>();
  for (const group of groups) {
    if (group.value === undefined) continue;
    const first = seen.get(group.value);
    if (!first) {
      seen.set(group.value, group);
      continue;
    }
    yield {
      ...at(
        group,
        `${shown(group.value)} is already in the list: the second mention adds nothing.`,
        ...removal(group),
      ),
      tag: 'unnecessary',
      related: [{ span: first.span, message: 'The first mention.' }],
    };
  }
}

const removal = ({ span, shared }: Text): Fix[] =>
  shared ? [] : [{ kind: 'remove-item', title: 'Remove the second mention', item: span, safe: true }];
