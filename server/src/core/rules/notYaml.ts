import type { Rule } from './rule.js';

/** Found where the text is read: `readDocument.ts`. */
export const notYaml: Rule = {
  id: 'not-yaml',
  severity: 'error',
  summary: 'The text is not valid YAML.',
  why: `
Nothing can be applied from a document that does not parse. What is found elsewhere in it may follow from this one
mistake: mend it first. Templates of Helm, Jinja and Terraform are left alone, since they become YAML only later.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
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
  sources: ['YAML 1.2, "Indentation Spaces"'],
};
