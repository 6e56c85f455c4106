import { at, type Rule } from './rule.js';

const application = (values: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: aws-vpc-cni
spec:
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    targetRevision: 1.19.0
    helm:
${values}      valuesObject:
        env:
          ENABLE_PREFIX_DELEGATION: "true"
`;

export const valuesNotRead: Rule = {
  id: 'values-not-read',
  severity: 'information',
  summary: 'A text of values in an Application that Argo CD does not read.',
  why: `
With \`helm.valuesObject\` in an Application Argo CD does not read the text in \`helm.values\`: the two are not merged. What is set
in the text alone is not set.`,
  bad: application(`      values: |
        env:
          WARM_PREFIX_TARGET: "2"
`),
  good: application(''),
  sources: ['argoproj/argo-cd pkg/apis/application/v1alpha1/values.go, ValuesYAML'],

  *check({ chartValues }) {
    for (const { dead } of chartValues) {
      if (!dead) continue;
      const { field, by } = dead;
      yield at(
        { span: field.key },
        `Never read: Argo CD takes ${by} in place of this text. Move what is still wanted there, and remove it.`,
        { kind: 'remove-field', title: `Remove ${field.name}`, field, safe: false },
      );
    }
  },
};
