import test from 'node:test';
import { check, checkFix } from '../support/check.js';

test('logs that are off', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-cloudwatch-logs=true
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning cloudwatch-without-event-logs: Event logs are off, so there is nothing to send to CloudWatch. Set --enable-policy-event-logs=true as well.
            - --enable-policy-event-logs=false
`);
});

test('logs that nobody switches on', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
            - --enable-cloudwatch-logs
#             ^^^^^^^^^^^^^^^^^^^^^^^^ warning cloudwatch-without-event-logs: Event logs are off, so there is nothing to send to CloudWatch. Set --enable-policy-event-logs=true as well.
`);
});

test('logs that somebody may switch on elsewhere, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-cloudwatch-logs=true
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
            - --enable-cloudwatch-logs=true
            - --enable-policy-event-logs={{ .Values.events }}
`);
});

test('both on, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-cloudwatch-logs=true
            - --enable-policy-event-logs=true
`);
});

test('the logs to switch on', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-cloudwatch-logs=true
            - --enable-policy-event-logs=false
`,
    'Set --enable-policy-event-logs=true',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          args:
            - --enable-cloudwatch-logs=true
            - --enable-policy-event-logs=true
`,
  );
});
