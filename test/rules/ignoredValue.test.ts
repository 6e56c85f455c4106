import test from 'node:test';
import { check, checkFirstFix, checkFix } from '../support/check.js';

test('a yes that Go does not read', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: "yes"
#                    ^^^^^ warning ignored-value: "yes" is not a boolean Go can read; false, the default, is used. Write "true".
`);
});

test('a negative target', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
              value: "-1"
#                    ^^^^ warning ignored-value: "-1" is below 0, the least allowed; 1 is used without a log line, not 0. Write "0".
`);
});

test('a blank in a number', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MAX_ENI
              value: "4 "
#                    ^^^^ warning ignored-value: "4 " is not a whole number in plain digits; it is ignored without a log line, and the limit of the instance type stands. Write "4".
`);
});

test('a word in another case', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_RANDOMIZESNAT
              value: None
#                    ^^^^ warning ignored-value: "None" is not exactly one of prng, hashrandom, none; prng, the default, is used. Write "none".
`);
});

test('a level of another logger', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_LOGLEVEL
              value: WARNING
#                    ^^^^^^^ warning ignored-value: "WARNING" is not one of DEBUG, INFO, WARN, ERROR, FATAL; DEBUG, the noisiest level, is used. Write "WARN".
`);
});

test('tags that are no JSON', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ADDITIONAL_ENI_TAGS
              value: "team=net,env=prod"
#                    ^^^^^^^^^^^^^^^^^^^ warning ignored-value: "team=net,env=prod" is not JSON; a warning is logged and no tag at all is set.
`);
});

test('a switch with nothing in it', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_POD_ENI
#                   ^^^^^^^^^^^^^^ warning ignored-value: The value is empty, which Go does not read as a boolean; false, the default, is used. Write "false".
`);
});

test('a long text, and quotes its beginning', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ADDITIONAL_ENI_TAGS
              value: '{"team": "net", "environment": "production", "replicas": 3, "owner": "me"}'
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning ignored-value: "{"team": "net", "environment": "production", "replicas": …" gives "replicas" a value that is not a text in quotes; a warning is logged and no tag at all is set. Write "{"team": "net", "environment": "production", "replicas": …".
`);
});

test('every form that Go reads, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "T"
            - name: ENABLE_IPv4
              value: "1"
            - name: DISABLE_METRICS
              value: "FALSE"
            - name: WARM_ENI_TARGET
              value: "+2"
            - name: AWS_VPC_K8S_CNI_LOGLEVEL
              value: warn
            - name: ADDITIONAL_ENI_TAGS
              value: "{}"
`);
});

test('an enforcing mode while security groups for pods may be off', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: POD_SECURITY_GROUP_ENFORCING_MODE
              value: Standard
#                    ^^^^^^^^ warning ignored-value: "Standard" is not exactly one of strict, standard; with ENABLE_POD_ENI=true aws-node exits, otherwise strict is used. Write "standard".
`);
});

test('a value without quotes, and leaves it to another rule', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: yes
#                    ^^^ error unquoted-value: yes is a boolean to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
`);
});

test('what a yes means, in the same quotes', () => {
  checkFirstFix(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: 'yes'
`,
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: 'true'
`,
  );
});

test('several words that may be meant', () => {
  checkFix(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_RANDOMIZESNAT
              value: None
`,
    'Write "none"',
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_RANDOMIZESNAT
              value: "none"
`,
  );
});

test('an item without a value', () => {
  checkFix(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_POD_ENI
`,
    'Write "false"',
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_POD_ENI
              value: "false"
`,
  );
});
