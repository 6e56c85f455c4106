import type { SecurityGroupPolicy } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { at, type Rule } from './rule.js';

export const missingGroups: Rule = {
  id: 'missing-groups',
  severity: 'warning',
  summary: 'A SecurityGroupPolicy names no security group.',
  why: `
The CRD requires neither \`securityGroups\` nor \`groupIds\`. The controller skips a policy without groups: the pods
it selects keep the groups of the node, and only the controller's log says so. (An empty list, \`groupIds: []\`, is
refused by the API server.)

A patch may leave the groups to the object it is applied to, so a policy whose \`spec\` has selectors and nothing else
is an *information*, unless another policy in the same file has groups.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector: {}
  securityGroups:
    groupIds:
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
`,
  sources: ['aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups'],

  *checkTogether(saying) {
    const mayBePatch = !saying('policies').some(({ policies }) => policies.some(hasGroups));
    for (const home of saying('policies')) {
      for (const policy of home.policies) {
        const key = lackingKey(policy);
        if (!key) continue;
        const isSure = policy.securityGroups !== undefined || !mayBePatch;
        yield {
          ...at(
            { span: key },
            `Without security groups the controller skips this policy: pods keep the groups of the node. ${isSure ? 'List' : 'Unless this is a patch, list'} them under securityGroups.groupIds.`,
          ),
          severity: isSure ? 'warning' : 'information',
          home,
        };
      }
    }
  },
};

const hasGroups = ({ securityGroups }: SecurityGroupPolicy): boolean =>
  (securityGroups?.groupIds?.items.length ?? 0) > 0;

/** The innermost key below which groups are missing; undefined: none are, or another rule says so. */
function lackingKey({
  complete,
  strangers,
  specField,
  securityGroups,
}: SecurityGroupPolicy): Span | undefined {
  if (!complete || strangers.some(({ name }) => /groups?(id)?s?$|^ids$/i.test(name))) return undefined;
  if (!securityGroups) return specField?.shape === 'map' ? specField.key : undefined;
  const { key, shape, groupIds } = securityGroups;
  // A list or a text in place of the map is of the wrong type.
  if (shape !== 'map' && shape !== 'nothing') return undefined;
  if (!groupIds) return key;
  return groupIds.absent ? groupIds.key : undefined;
}
