import { at, type Rule } from './rule.js';
import { rewritten } from './support/written.js';
import { expressionsOf } from './unknownOperator.js';

export const operatorValuesMismatch: Rule = {
  id: 'operator-values-mismatch',
  severity: 'warning',
  summary: 'A condition has values where its operator takes none, or none where it needs some.',
  why: `
\`In\` and \`NotIn\` compare a label with \`values\`, and need at least one. \`Exists\` and \`DoesNotExist\` look only
whether the label is there, and must have none. The CRD checks neither. The controller cannot make a selector of such
a condition: it logs that, and the policy selects no pod.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
    matchExpressions:
      - key: database-client
        operator: Exists
        values: ["true"]
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
  podSelector:
    matchExpressions:
      - key: database-client
        operator: Exists
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
`,
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups',
    'Kubernetes API, LabelSelectorRequirement',
  ],

  *check({ policies }) {
    for (const policy of policies) {
      for (const { operator, values } of expressionsOf(policy)) {
        if (!operator?.value) continue;
        const takes = VALUES.get(operator.value);
        const message = 'the controller cannot use the selector, and the policy selects no pod.';
        // What a template leaves out may be the values.
        if (takes === 'some' && !values && policy.complete) {
          yield at(operator, `${operator.value} needs values: ${message} List them, or use Exists.`);
        }
        if (takes === 'none' && values) {
          const other = operator.value === 'Exists' ? 'In' : 'NotIn';
          yield at(
            operator,
            `${operator.value} takes no values: ${message} Remove them, or use ${other}.`,
            ...rewritten(operator, other, false),
          );
        }
      }
    }
  },
};

const VALUES: ReadonlyMap<string, 'some' | 'none'> = new Map([
  ['In', 'some'],
  ['NotIn', 'some'],
  ['Exists', 'none'],
  ['DoesNotExist', 'none'],
]);
