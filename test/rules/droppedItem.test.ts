import test from 'node:test';
import { check, checkFirstFix, checkFix, checkFixAll } from '../support/check.js';

test('an address without a prefix length', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 192.168.0.0"
#                                 ^^^^^^^^^^^ warning dropped-item: "192.168.0.0" has no prefix length; the plugin logs it and drops it from the list. Write "192.168.0.0/16" or "192.168.0.0/24".
`);
});

test('parts above 255, leading zeros and long prefixes', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.256/24,010.64.0.0/10,10.0.0.0/33"
#                     ^^^^^^^^^^^^^ warning dropped-item: "10.0.0.256/24" has a part above 255; the plugin logs it and drops it from the list. Write "10.0.0.0/24".
#                                   ^^^^^^^^^^^^^ warning dropped-item: "010.64.0.0/10" has a part with leading zeros, which Go refuses; the plugin logs it and drops it from the list. Write "10.64.0.0/10".
#                                                 ^^^^^^^^^^^ warning dropped-item: "10.0.0.0/33" has a prefix length longer than the address; the plugin logs it and drops it from the list. Write "10.0.0.0/32".
`);
});

test('a netmask', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/255.0.0.0"
#                     ^^^^^^^^^^^^^^^^^^ warning dropped-item: "10.0.0.0/255.0.0.0" has a netmask where a prefix length belongs; the plugin logs it and drops it from the list. Write "10.0.0.0/8".
`);
});

test('an IPv6 block', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,fd00::/8"
#                                ^^^^^^^^ warning dropped-item: "fd00::/8" is an IPv6 block where only IPv4 counts; the plugin logs it and drops it from the list.
`);
});

test('other separators than commas', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8;192.168.0.0/16"
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^ warning dropped-item: "10.0.0.0/8;192.168.0.0/16" is one item to the plugin, which logs it and drops it from the list. Put commas between the blocks.
---
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8 192.168.0.0/16"
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^ warning dropped-item: "10.0.0.0/8 192.168.0.0/16" is one item to the plugin, which logs it and drops it from the list. Put commas between the blocks.
`);
});

test('lines of a block scalar, and marks all of it', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: |
#                    ^ warning dropped-item: "10.0.0.0/8 192.168.0.0/16" is one item to the plugin, which logs it and drops it from the list. Put commas between the blocks.
                10.0.0.0/8
                192.168.0.0/16
`);
});

test('commas with nothing between them', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,,192.168.0.0/16,"
#                               ^ warning dropped-item: "," leaves an empty item in the list, which the plugin logs and drops.
#                                               ^ warning dropped-item: "," leaves an empty item in the list, which the plugin logs and drops.
`);
});

test('something else altogether', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_EXTERNAL_SERVICE_CIDRS
              value: "10.0.0.0/8,vpc"
#                                ^^^ warning dropped-item: "vpc" is not an IPv4 block such as 10.0.0.0/8; the plugin logs it and drops it from the list.
`);
});

test('a reserved tag', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ADDITIONAL_ENI_TAGS
              value: '{"k8s.amazonaws.com/x": "1", "team": "net"}'
#                       ^^^^^^^^^^^^^^^^^^^ warning dropped-item: "k8s.amazonaws.com/x" contains k8s.amazonaws.com, which is reserved: the plugin drops this tag.
`);
});

test('blanks and line breaks round the items, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: " 10.0.0.0/8 , 192.168.0.0/16"
---
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: >-
                10.0.0.0/8,
                192.168.0.0/16
`);
});

test('a list with a template in it, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,{{ .Values.cidr }}"
`);
});

test('each plausible prefix length', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 192.168.0.0"
`,
    'Write "192.168.0.0/24"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 192.168.0.0/24"
`,
  );
});

test('a leading zero', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "010.64.0.0/10"
`,
    'Write "10.64.0.0/10"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.64.0.0/10"
`,
  );
});

test('a separator that is none', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8; 192.168.0.0/16"
`,
    'Put commas between the blocks',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,192.168.0.0/16"
`,
  );
});

test('a separator that is none in a text without quotes', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: 10.0.0.0/8;192.168.0.0/16
`,
    'Put commas between the blocks',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,192.168.0.0/16"
`,
  );
});

test('lines where commas belong', () => {
  checkFirstFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: |
                10.0.0.0/8
                192.168.0.0/16
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,192.168.0.0/16"
`,
  );
});

test('what is safe to mend in one list', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/255.0.0.0, fd00::/8,, 192.168.0.0"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/255.0.0.0,, 192.168.0.0"
`,
  );
});

test('an item to be left out, at the front', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "fd00::/8, 10.0.0.0/8"
`,
    'Remove "fd00::/8"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8"
`,
  );
});

test('an item to be left out, where it is the only one', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "fd00::/8"
`,
    'Remove "fd00::/8"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: ""
`,
  );
});

test('a list with escapes, mended in one go', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "\\x20 10.0.0.1/8, 10.0.0.0/255.0.0.0,,10.2.3.4/16"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 10.0.0.0/255.0.0.0"
`,
  );
});

test('a list over several lines, mended in one go as far as that is safe', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: |
                10.0.0.1/8,
                10.0.0.0/255.0.0.0,,
                10.2.3.4/16, 192.168.0.0,
                172.16.0.1/12 fd00::/8
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,\\n10.0.0.0/255.0.0.0, 192.168.0.0,\\n172.16.0.1/12 fd00::/8"
`,
  );
});

test('a list that needs quotes', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: 10.0.0.0/8,192.168.0.0/16;10.2.3.4/16
`,
    'Put commas between the blocks',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,192.168.0.0/16,10.2.3.4/16"
`,
  );
});

test('the whole list in the title of a fix that mends it', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "\\x3110.0.0.1/8,,fd00::/8"
`,
    'Write "110.0.0.0/8"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "110.0.0.0/8"
`,
  );
});
