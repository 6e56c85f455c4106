import type { Rule } from './rule.js';

const levels = '['.repeat(70) + ']'.repeat(70);

/** Found where the text is read: `readDocument.ts`. */
export const notChecked: Rule = {
  id: 'not-checked',
  severity: 'warning',
  summary: 'The document is too large or nested too deep, and is not checked.',
  why: `
A document is read up to 1,500,000 characters, 300,000 words and signs (some 35,000 lines as people write them), 64 levels of
nesting, and 200,000 values with all aliases written out: far beyond what people write, and within what is read in a
part of a second. Nothing is found in one beyond that, and what it says does not count for other files. It may well be right.
Split it into documents of fewer lines, or write it with less nesting and fewer aliases.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
  annotations: ${levels}
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
  sources: ['YAML 1.2, "Collections"'],
};
