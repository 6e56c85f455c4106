import { closest } from '../domain/readings.js';
import type { SecurityGroupPolicy, Selector } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const unknownOperator: Rule = {
  id: 'unknown-operator',
  severity: 'warning',
  summary: 'The operator of a condition is not `In`, `NotIn`, `Exists` or `DoesNotExist`.',
  why: `
The CRD takes any text as \`operator\`. The controller cannot make a selector of another word, nor of \`in\` or
\`exists\` in small letters: it logs that, and the policy selects no pod.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
    matchExpressions:
      - key: tier
        operator: in
        values: [web, api]
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
      - key: tier
        operator: In
        values: [web, api]
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
`,
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups',
    'Kubernetes API, LabelSelectorRequirement',
  ],

  *check({ policies }) {
    for (const { operator } of policies.flatMap(expressionsOf)) {
      if (operator?.value === undefined || OPERATORS.includes(operator.value)) continue;
      const word = operator.value.replace(/[\s_-]/g, '').toLowerCase();
      const same = OPERATORS.find((o) => o.toLowerCase() === word);
      const meant = same ?? SYNONYMS.get(word) ?? closest(operator.value, OPERATORS);
      const advice = meant
        ? `Write ${meant}.`
        : `Write ${OPERATORS.slice(0, -1).join(', ')} or ${OPERATORS.at(-1)}.`;
      yield at(
        operator,
        `${shown(operator.value)} is no operator: the controller cannot use the selector, and the policy selects no pod. ${advice}`,
        // Not safe: pods that it selects then get its groups, which they do not have now.
        ...(meant ? rewritten(operator, meant, false) : []),
      );
    }
  },
};

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** In small letters, without blanks and dashes. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['=', 'In'],
  ['==', 'In'],
  ['equals', 'In'],
  ['!=', 'NotIn'],
  ['notequals', 'NotIn'],
  ['notexists', 'DoesNotExist'],
  ['!exists', 'DoesNotExist'],
]);

/** Conditions of both selectors. */
export const expressionsOf = ({
  podSelector,
  serviceAccountSelector,
}: SecurityGroupPolicy): Selector['expressions'][number][] =>
  [podSelector, serviceAccountSelector].flatMap((selector) => selector?.expressions ?? []);
