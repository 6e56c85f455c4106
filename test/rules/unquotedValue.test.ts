import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';
import { only } from '../support/manifest.js';

const patch = (value: string) => `kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXTERNALSNAT
              value: ${value}
`;

test('a boolean, also in words that are none to the plugin', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXTERNALSNAT
              value: true
#                    ^^^^ error unquoted-value: true is a boolean to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
            - {name: ENABLE_POD_ENI, value: yes}
#                                           ^^^ error unquoted-value: yes is a boolean to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
`);
});

test('a number', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MAX_ENI
              value: 4
#                    ^ error unquoted-value: 4 is a number to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
`);
});

test('a map and a list', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ADDITIONAL_ENI_TAGS
              value: {}
#                    ^^ error unquoted-value: A map cannot be the value of a variable: the API server refuses the DaemonSet. Write it as one text in quotes.
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: [10.0.0.0/8]
#                    ^^^^^^^^^^^^ error unquoted-value: A list cannot be the value of a variable: the API server refuses the DaemonSet. Write it as one text in quotes.
`);
});

test('nothing: texts, with quotes or without, and templates', () => {
  for (const value of [
    '"true"',
    "'5'",
    'info',
    '${SNAT}',
    '{{ .Values.snat }}',
    '|-\n                true',
  ]) {
    checkFixAll(patch(value), patch(value));
  }
});

test('the fix puts in quotes what was meant', () => {
  checkFixAll(patch('true # all'), patch('"true" # all'));
  checkFixAll(patch('off'), patch('"false"'));
  checkFixAll(patch('1_000'), patch('"1000"'));
});

const eksctl = (env: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    configurationValues: ${env}`;

test('mistake 52: numbers and booleans in configuration of the add-on', () => {
  check(
    eksctl(`'{"env":{"ENABLE_PREFIX_DELEGATION":true,"WARM_PREFIX_TARGET":1}}'
#                                                            ^^^^ error unquoted-value: true is a boolean, and EKS takes only strings here: it refuses the configuration. Put it in quotes.
#                                                                                      ^ error unquoted-value: 1 is a number, and EKS takes only strings here: it refuses the configuration. Put it in quotes.
`),
  );
  checkFixAll(
    eksctl(`'{"env":{"ENABLE_PREFIX_DELEGATION":true,"WARM_PREFIX_TARGET":1}}'\n`),
    eksctl(`'{"env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}'\n`),
  );
});

test('nothing at all, a list, and words of YAML in configuration of the add-on', () => {
  check(
    eksctl(`|
      env:
        MAX_ENI: null
#                ^^^^ error unquoted-value: Nothing cannot be the value of a variable: EKS refuses the configuration. Give it a text, or remove it.
        AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: [10.0.0.0/8]
#                                           ^^^^^^^^^^^^ error unquoted-value: A list cannot be the value of a variable: EKS refuses the configuration. Write it as one text in quotes.
        AWS_VPC_K8S_CNI_EXTERNALSNAT: yes
#                                     ^^^ warning unquoted-value: yes is a boolean to some readers of YAML, and a text to others: EKS refuses the one, and the plugin cannot read the other. Write "true".
`),
  );
});

test('below Cluster API, EKS has the add-on, and the API server has the rest', () => {
  check(`
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
spec:
  region: eu-central-1
  vpcCni:
    env:
      - name: MAX_ENI
        value: 4
#              ^ error unquoted-value: 4 is a number to YAML, and the API server takes only strings here: it refuses the AWSManagedControlPlane. Put it in quotes.
  addons:
    - name: vpc-cni
      configuration: |
        env:
          WARM_ENI_TARGET: 2
#                          ^ error unquoted-value: 2 is a number, and EKS takes only strings here: it refuses the configuration. Put it in quotes.
`);
});

const variable = (name: string, value: string) => patch(value).replace('AWS_VPC_K8S_CNI_EXTERNALSNAT', name);

test('a variable that takes a text gets the text that is written', () => {
  for (const [name, value] of [
    ['CLUSTER_NAME', 'NO'],
    ['CLUSTER_NAME', '1_000'],
    ['CLUSTER_NAME', '5.0'],
    ['ENI_CONFIG_LABEL_DEF', 'y'],
    ['SOMETHING_ELSE', 'on'],
    ['CLUSTER_NAME', 'TRUE'],
  ] as const) {
    checkFixAll(variable(name, value), variable(name, `"${value}"`));
  }
  checkFixAll(variable('ENABLE_PREFIX_DELEGATION', 'no'), variable('ENABLE_PREFIX_DELEGATION', '"false"'));
  checkFixAll(variable('WARM_IP_TARGET', '5.0'), variable('WARM_IP_TARGET', '"5"'));
});

test('a word of YAML as a text in configuration of the add-on', () => {
  check(
    eksctl(`|
      env:
        CLUSTER_NAME: NO
#                     ^^ warning unquoted-value: NO is a boolean to some readers of YAML, and a text to others: EKS refuses the one. Write "NO".
`),
    only('unquoted-value'),
  );
});
