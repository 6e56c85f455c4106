import { at, type Rule } from './rule.js';

export const namespaceOnEniConfig: Rule = {
  id: 'namespace-on-eni-config',
  severity: 'information',
  summary: 'An ENIConfig has a namespace.',
  why: `
ENIConfig is cluster-scoped: the API server clears the namespace, and all nodes of the cluster see the object. Nothing
is lost with the line, and nobody is led to think that two namespaces could have an ENIConfig of one name each.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
  namespace: kube-system
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
  sources: ['CRD eniconfigs.crd.k8s.amazonaws.com, scope'],

  *check({ eniConfigs }) {
    for (const { namespace } of eniConfigs) {
      if (!namespace || namespace.shape === 'nothing') continue;
      yield {
        ...at(namespace, 'An ENIConfig belongs to the whole cluster: the namespace is ignored. Remove it.', {
          kind: 'remove-field',
          title: 'Remove the namespace',
          field: namespace,
          safe: true,
        }),
        tag: 'unnecessary',
      };
    }
  },
};
