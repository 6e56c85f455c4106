import test from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('a boolean that Go cannot read', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-network-policy=yes
#                                     ^^^ error fatal-agent-argument: "yes" is not a boolean Go can read; the agent exits when it starts.
            - --enable-ipv6=
#             ^^^^^^^^^^^^^^ error fatal-agent-argument: The value is empty, which Go does not read as a boolean; the agent exits when it starts.
`);
});

test('a table outside the limits', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --conntrack-cache-table-size=16384
#                                          ^^^^^ error fatal-agent-argument: "16384" is below 32768, the least allowed; the agent exits when it starts.
`);
});

test('a number that is none', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--conntrack-cache-cleanup-period=5m"
#                                               ^^ error fatal-agent-argument: "5m" is not a whole number in plain digits; the agent exits when it starts.
`);
});

test('forms that the flags of Go read, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-ipv6
            - --enable-network-policy=T
            - --conntrack-cache-table-size=0x10000
            - --log-level
            - info
            - --metrics-bind-addr=
            - --somebody-elses=yes
            - --constructor=1
`);
});

test('a template, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-ipv6={{ .Values.ipv6 }}
            - "--conntrack-cache-table-size=\${SIZE}"
`);
});

test('what a yes means', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-network-policy=yes
            - "--conntrack-cache-table-size=16384"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-network-policy=true
            - "--conntrack-cache-table-size=16384"
`,
  );
});

test('the nearest number', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--conntrack-cache-table-size=16384"
`,
    'Write "32768"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - "--conntrack-cache-table-size=32768"
`,
  );
});

test('items that may be no arguments, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --log-file
            - --enable-ipv6=yes
            - "--"
            - --enable-network-policy=yes
`);
});
