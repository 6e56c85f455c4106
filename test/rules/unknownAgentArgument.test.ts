import test from 'node:test';
import { check, checkFix } from '../support/check.js';

test('a misspelt argument', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-network-polcy=true
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unknown-agent-argument: The agent has no argument --enable-network-polcy and exits when it starts. Did you mean --enable-network-policy?
            - "--enable-ip6"
#             ^^^^^^^^^^^^^^ error unknown-agent-argument: The agent has no argument --enable-ip6 and exits when it starts. Did you mean --enable-ipv6?
`);
});

test('arguments with underscores', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable_ipv6=true
#             ^^^^^^^^^^^^^^^^^^ error unknown-agent-argument: The agent has no argument --enable_ipv6 and exits when it starts. Did you mean --enable-ipv6?
`);
});

test('an argument that some release may have, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-fast-path=true
            - --log-file-max-size=100
            - -v=2
            - serve
`);
});

test('the right name in front of a value', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--enable-network-polcy=true"
`,
    'Rename to --enable-network-policy',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--enable-network-policy=true"
`,
  );
});

test('the right name in quotes', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--enable-ip6"
`,
    'Rename to --enable-ipv6',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--enable-ipv6"
`,
  );
});

test('an item that may be the value of the flag before it, and stays silent there', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --log-file
            - --enable-ipv
            - --enable-ipv6
            - --enable-network-polcy
#             ^^^^^^^^^^^^^^^^^^^^^^ error unknown-agent-argument: The agent has no argument --enable-network-polcy and exits when it starts. Did you mean --enable-network-policy?
`);
});

test('items behind a bare --, and stays silent there', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-network-polcy
#             ^^^^^^^^^^^^^^^^^^^^^^ error unknown-agent-argument: The agent has no argument --enable-network-polcy and exits when it starts. Did you mean --enable-network-policy?
            - "--"
            - --enable-ipv
            - --enable-ipv6=maybe
`);
});
