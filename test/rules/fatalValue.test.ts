import test from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('an MTU above the most allowed', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_ENI_MTU
              value: "9100"
#                    ^^^^^^ error fatal-value: "9100" is above 9001, the most allowed; aws-node exits when it starts. Write "9001".
`);
});

test('an MTU that releases before 1.16.4 still brought into the limits', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.16.3
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: AWS_VPC_ENI_MTU
              value: "9100"
#                    ^^^^^^ warning ignored-value: "9100" is not between 576 and 9001; 9001 is used, and from 1.16.4 on aws-node exits. Write "9001".
`);
});

test('a prefix of interfaces that is too long or taken', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_VETHPREFIX
              value: "ekspod"
#                    ^^^^^^^^ error fatal-value: "ekspod" is longer than four bytes; aws-node exits when it starts. Write "eksp".
---
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_VETHPREFIX
              value: "eth"
#                    ^^^^^ error fatal-value: "eth" belongs to interfaces of the node; aws-node exits when it starts. Write "eni".
`);
});

test('standard output as the log of the plugin', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: stdout
#                    ^^^^^^ error fatal-value: "stdout" would mix log lines into the answer to the container runtime; aws-node exits. Write "/var/log/aws-routed-eni/plugin.log" or "stderr".
`);
});

test('a cooldown with a unit', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: IP_COOLDOWN_PERIOD
              value: "30s"
#                    ^^^^^ error fatal-value: "30s" is not a whole number in plain digits; aws-node exits when it starts. Write "30".
`);
});

test('a quote that would break the conflist', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: '/var/log/"plugin".log'
#                    ^^^^^^^^^^^^^^^^^^^^^^^ error fatal-value: "/var/log/"plugin".log" holds a character that breaks the generated conflist, so aws-node exits; leave out quotes and backslashes.
`);
});

test('an empty value where absent and empty differ', () => {
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
            - name: NETWORK_POLICY_ENFORCING_MODE
              value: ""
#                    ^^ error fatal-value: The value is empty, which is not the same as absent; ipamd cannot start and exits. Write "standard" or "strict".
`);
});

test('the key of a tag that EC2 refuses, and it alone', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ADDITIONAL_ENI_TAGS
              value: '{"team": "net", "aws:owner": "me"}'
#                                      ^^^^^^^^^ error fatal-value: "aws:owner" starts with aws:, which is reserved: EC2 refuses the tag, and ipamd exits.
`);
});

test('the last of two values, which is the one that counts', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_ENI_MTU
              value: "100"
            - name: AWS_VPC_ENI_MTU
              value: "1500"
`);
});

test('values that only the cluster knows, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_ENI_MTU
              value: "{{ .Values.mtu }}"
            - name: IP_COOLDOWN_PERIOD
              value: "\${COOLDOWN}"
            - name: POD_MTU
              valueFrom:
                configMapKeyRef:
                  name: network
                  key: mtu
`);
});

test('an item without a value in a patch, which keeps the value it had, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_ENI_MTU
            - name: IP_COOLDOWN_PERIOD
              $patch: delete
`);
});

test('a variable of a container that does not read it, and leaves it to another rule', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          env:
            - name: AWS_VPC_ENI_MTU
#                   ^^^^^^^^^^^^^^^ warning wrong-container: aws-vpc-cni-init never reads AWS_VPC_ENI_MTU: it belongs to aws-node. Move it there.
              value: "1"
`);
});

test('a release that does not read the variable yet, and leaves it to another rule', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.15.0
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: POD_MTU
#                   ^^^^^^^ warning variable-too-new: Release 1.15.0 never reads POD_MTU, which came with 1.16.4. Update the plugin, or remove the variable.
              value: "1"
`);
});

test('the nearest number in the limits', () => {
  checkFix(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_ENI_MTU
              value: "9100"
`,
    'Write "9001"',
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_ENI_MTU
              value: "9001"
`,
  );
});

test('the seconds that are meant, as a safe fix', () => {
  checkFixAll(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: IP_COOLDOWN_PERIOD
              value: "30s"
`,
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: IP_COOLDOWN_PERIOD
              value: "30"
`,
  );
});

test('tags that are never set, and leaves them to another rule', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IMDS_ONLY_MODE
              value: "true"
            - name: ADDITIONAL_ENI_TAGS
              value: '{"aws:owner": "me"}'
#                    ^^^^^^^^^^^^^^^^^^^^^ information unread-setting: Never read: with ENABLE_IMDS_ONLY_MODE nothing is tagged. Remove it.
---
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: DISABLE_NETWORK_RESOURCE_PROVISIONING
              value: "true"
            - name: ADDITIONAL_ENI_TAGS
              value: '{"aws:owner": "me"}'
#                    ^^^^^^^^^^^^^^^^^^^^^ information unread-setting: Never read: with DISABLE_NETWORK_RESOURCE_PROVISIONING nothing is tagged. Remove it.
`);
});

test('tags that may be set, and values that are checked though nothing reads them', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IMDS_ONLY_MODE
              value: "false"
            - name: ADDITIONAL_ENI_TAGS
              value: '{"aws:owner": "me"}'
#                       ^^^^^^^^^ error fatal-value: "aws:owner" starts with aws:, which is reserved: EC2 refuses the tag, and ipamd exits.
---
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPv6
              value: "true"
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: WARM_PREFIX_TARGET
              value: "1"
            - name: IP_COOLDOWN_PERIOD
              value: "30s"
#                    ^^^^^ error fatal-value: "30s" is not a whole number in plain digits; aws-node exits when it starts. Write "30".
`);
});
