import type { Rule } from './rule.js';

/** Found where comments are read: `allowing.ts`. */
export const allowUnknownRule: Rule = {
  id: 'allow-unknown-rule',
  severity: 'warning',
  summary: 'A comment allows what no rule is called.',
  why: `
\`# vpc-cni allow rule-id: why\` names rules by their ids, with commas between several. An id that no rule has allows
nothing. A text that is not read (\`not-yaml\`, \`not-checked\`) and mistakes in these comments themselves cannot be allowed by a comment. Other words than \`allow\`, such as \`disable\`, do nothing.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  # vpc-cni allow security-group-not-id: replaced by the pipeline
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
