import type { Facts, Text } from '../model/facts.js';
import { at, type Finding, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const unknownApiVersion: Rule = {
  id: 'unknown-api-version',
  severity: 'error',
  summary: 'The group of `apiVersion` is right and its version is not.',
  why: `
ENIConfig is served as \`crd.k8s.amazonaws.com/v1alpha1\` and SecurityGroupPolicy as \`vpcresources.k8s.aws/v1beta1\`;
there have never been other versions. The API server knows no such kind in another one and refuses the object.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1beta1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  sources: ['CRDs eniconfigs.crd.k8s.amazonaws.com and securitygrouppolicies.vpcresources.k8s.aws, versions'],

  *check({ eniConfigs, policies }: Facts) {
    for (const { apiVersion } of eniConfigs)
      yield* wrong(apiVersion, 'ENIConfig', 'crd.k8s.amazonaws.com/v1alpha1');
    for (const { apiVersion } of policies)
      yield* wrong(apiVersion, 'SecurityGroupPolicy', 'vpcresources.k8s.aws/v1beta1');
  },
};

function* wrong(written: Text | undefined, kind: string, right: string): Iterable<Finding> {
  if (written?.value === undefined || written.value === right) return;
  yield at(
    written,
    `The API server has no ${kind} in ${shown(written.value)} and refuses the object. Write ${right}.`,
    ...rewritten(written, right, true),
  );
}
