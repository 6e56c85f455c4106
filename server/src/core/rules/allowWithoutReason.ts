import type { Rule } from './rule.js';

/** Found where comments are read: `allowing.ts`. */
export const allowWithoutReason: Rule = {
  id: 'allow-without-reason',
  severity: 'warning',
  summary: 'A comment allows something and does not say why.',
  why: `
\`# vpc-cni allow rule-id: why\` keeps a finding from being shown. Whoever reads the manifest next has to know what makes it
right: without a reason the comment has no effect. The word \`why\`, which the quick fix leaves there to be replaced, is none.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  # vpc-cni allow security-group-not-an-id: why
  securityGroups:
    - sg-a-placeholder
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  # vpc-cni allow security-group-not-an-id: replaced by the pipeline
  securityGroups:
    - sg-a-placeholder
`,
  sources: ['docs/ci.md, "Findings that are right as they are"'],
};
