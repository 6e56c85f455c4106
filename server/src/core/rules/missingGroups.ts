import type { SecurityGroupPolicy } from '../model/facts.js';
import { at, type Rule } from './rule.js';

export const missingGroups: Rule = {
  id: 'missing-groups',
  severity: 'warning',
  summary: 'A SecurityGroupPolicy names no security group.',
  why: `
The CRD requires neither \`securityGroups\` nor \`groupIds\`. The controller skips a policy without groups: the pods it selects keep the
groups of the node, and only the controller's log says so. (An empty list, \`groupIds: []\`, is refused by the API server.)

A patch may leave the groups to the object it is applied to, so a policy whose \`spec\` has selectors and nothing else is an
*information*, unless another policy in the same file has groups.`,
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
  sources: ['amazon-vpc-resource-controller-k8s, pkg/utils/helper.go, filterPodSecurityGroups'],

  *checkTogether(documents) {
    const wholeFile = documents.some(({ policies }) => policies.some(hasGroups));
    for (const home of documents) {
      for (const policy of home.policies) {
        const { securityGroups, specField, complete, strangers } = policy;
        if (!complete || strangers.some(({ name }) => /groups?(id)?s?$|^ids$/i.test(name))) continue;
        if (securityGroups) {
          const { key, shape, groupIds } = securityGroups;
          // A list or a text in its place is of the wrong type.
          if ((shape !== 'map' && shape !== 'nothing') || (groupIds && !groupIds.absent)) continue;
          yield { ...at({ span: groupIds?.key ?? key }, `${SKIPPED} List them under groupIds.`), home };
        } else if (specField?.shape === 'map') {
          const place = { span: specField.key };
          yield wholeFile
            ? { ...at(place, `${SKIPPED} List them under securityGroups.groupIds.`), home }
            : {
                ...at(place, `${SKIPPED} Unless this is a patch, list them under securityGroups.groupIds.`),
                severity: 'information' as const,
                home,
              };
        }
      }
    }
  },
};

const SKIPPED = 'Without security groups the controller skips this policy: pods keep the groups of the node.';

const hasGroups = ({ securityGroups }: SecurityGroupPolicy): boolean =>
  (securityGroups?.groupIds?.items.length ?? 0) > 0;
