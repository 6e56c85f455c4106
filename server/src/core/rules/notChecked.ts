import { withCommas } from '../domain/withCommas.js';
import { at, type Rule } from './rule.js';
import { MAX_LENGTH, textsLeftOut } from './support/places.js';

const levels = '['.repeat(70) + ']'.repeat(70);

/** A document that is not read is found where others are: `readDocument.ts`. */
export const notChecked: Rule = {
  id: 'not-checked',
  severity: 'warning',
  summary: 'The document or a value in it is too large or nested too deep, and is not checked.',
  why: `
A document is read up to 1,500,000 characters, 300,000 words and signs (some 35,000 lines as people write them), 64 levels of
nesting, and 200,000 values with all aliases written out: far beyond what people write, and within what is read in a
part of a second. Nothing is found in one beyond that, and what it says does not count for other files. It may well be right.
Split it into documents of fewer lines, or write it with less nesting and fewer aliases. The text of a variable is checked up to
10,000 characters: of a longer list no item is looked at.`,
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

  *check(facts) {
    for (const { setting } of textsLeftOut(facts))
      yield at(
        setting.value,
        `This text is not checked, since it has more than ${withCommas(MAX_LENGTH)} characters. Write fewer items, if it is a list.`,
      );
  },
};
