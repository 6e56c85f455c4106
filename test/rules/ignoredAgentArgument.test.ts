import test from 'node:test';
import { check, checkFirstFix } from '../support/check.js';

test('a level that the agent does not know', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --log-level=warning
#                         ^^^^^^^ warning ignored-agent-argument: "warning" is not one of debug, info, warn, error, fatal; debug, the noisiest level, is used.
`);
});

test('levels in any case, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --log-level=INFO
`);
});

test('the level that is meant', () => {
  checkFirstFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - '--log-level=warning'
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - '--log-level=warn'
`,
  );
});
