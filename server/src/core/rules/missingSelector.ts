import type { SecurityGroupPolicy } from '../model/facts.js';
import { at, type Rule } from './rule.js';

export const missingSelector: Rule = {
  id: 'missing-selector',
  severity: 'warning',
  summary: 'A SecurityGroupPolicy has neither `podSelector` nor `serviceAccountSelector`.',
  why: `
The CRD takes such a policy and a selector with nothing behind its colon, and the controller skips it: no pod gets the
groups, and only the controller's log says so. \`podSelector: {}\` is how to say "every pod of the namespace".

A patch leaves the selectors to the object it is applied to, so a policy that has only groups is an *information*,
unless the same file has a policy with a selector.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
  securityGroups:
    groupIds:
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
`,
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups',
    'aws/amazon-vpc-resource-controller-k8s#284',
  ],

  *checkTogether(saying) {
    const mayBePatch = !saying('policies').some(({ policies }) => policies.some(hasSelector));
    for (const home of saying('policies')) {
      for (const policy of home.policies) {
        const { specField } = policy;
        if (!specField || !lacksSelector(policy)) continue;
        const empty = policy.podSelector ?? policy.serviceAccountSelector;
        const isSure = empty !== undefined || specField.shape === 'nothing' || !mayBePatch;
        yield {
          ...at(
            { span: empty?.key ?? specField.key },
            `Without podSelector or serviceAccountSelector the controller skips this policy: no pod gets the groups. ${isSure ? 'Write' : 'Unless this is a patch, write'} podSelector: {} for all pods of the namespace.`,
          ),
          severity: isSure ? 'warning' : 'information',
          home,
        };
      }
    }
  },
};

const hasSelector = ({ podSelector, serviceAccountSelector }: SecurityGroupPolicy): boolean =>
  [podSelector, serviceAccountSelector].some((selector) => selector && !selector.absent);

const lacksSelector = (policy: SecurityGroupPolicy): boolean =>
  policy.complete &&
  !hasSelector(policy) &&
  !policy.strangers.some(({ name }) => /selector|^match/i.test(name));
