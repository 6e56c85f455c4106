import type { Rule } from './rule.js';

/** Found where comments are read: `allowing.ts`. */
export const allowUnused: Rule = {
  id: 'allow-unused',
  severity: 'hint',
  summary: 'A comment allows what is not found.',
  why: `
A comment such as \`# vpc-cni allow rule-id: why\` that covers no finding was overtaken by a change, or stands in another place
than it should: at the end of a line it covers that line, alone it covers the next line with all that is indented deeper. It is
only told where it is certain: not in templates, nor where other files decide what the rule finds.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  # vpc-cni allow security-group-not-an-id: replaced by the pipeline
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  sources: ['docs/ci.md, "Findings that are right as they are"'],
};
