import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';

const application = (helm: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: cni }
spec:
  sources:
    - repoURL: https://aws.github.io/eks-charts
      chart: aws-vpc-cni
      targetRevision: 1.19.0
      helm:
${helm}`;

test('a text beside an object, which may be empty', () => {
  for (const object of ['{ env: { WARM_ENI_TARGET: "2" } }', '{}'])
    check(
      application(`        values: |
#       ^^^^^^ information values-not-read: Never read: Argo CD takes valuesObject in place of this text. Move what is still wanted there, and remove it.
          env:
            AWS_VPC_ENI_MTU: "99999"
        valuesObject: ${object}
`),
    );
});

test('nothing: no object, no text, another chart', () => {
  const text = '        values: |\n          env: { WARM_ENI_TARGET: "2" }\n';
  check(application(text));
  check(application(`${text}        valuesObject:\n`));
  check(application('        values: ""\n        valuesObject: { env: { WARM_ENI_TARGET: "2" } }\n'));
  check(application(`${text}        valuesObject: {}\n`).replace('chart: aws-vpc-cni', 'chart: karpenter'));
});

test('no fix for all of a file takes values away', () => {
  const text = application(`        values: |
          env: { WARM_ENI_TARGET: "2" }
        valuesObject: {}
`);
  checkFixAll(text, text);
});
