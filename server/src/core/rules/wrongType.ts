import type { Rule } from './rule.js';

/** Found by the schemas: `schemaFindings.ts`. */
export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  summary: 'A list, map, number or boolean stands where the API server takes something else.',
  why: `
The types of all fields are given by the API, or by the CRD. One field of another type, an empty \`groupIds\` or a
condition without \`key\` or \`operator\` is enough: the API server refuses the object as a whole. Often a blank is
missing behind a colon, or a dash is too many. EKS looks at the configuration of its add-on in the same way: it wants
\`enableNetworkPolicy: "true"\` as a text, and \`eniConfig.create: true\` as a boolean.

Up to release 1.18 of the plugin the CRD of ENIConfig named no types. Such a cluster accepts the object, and aws-node
then fails to read it.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet:
    - subnet-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  sources: [
    'CRDs eniconfigs.crd.k8s.amazonaws.com and securitygrouppolicies.vpcresources.k8s.aws',
    'AWS CLI reference, describe-addon-configuration',
  ],
};
