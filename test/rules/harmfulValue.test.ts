import test from 'node:test';
import { check, checkFix } from '../support/check.js';

test('a path of the container where a path of the node is wanted', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: /host/var/log/plugin.log
#                    ^^^^^^^^^^^^^^^^^^^^^^^^ warning harmful-value: "/host/var/log/plugin.log" begins with /host, but the plugin runs on the node, which has no such directory; leave /host out. Write "/var/log/plugin.log".
`);
});

test('standard output in another case, which nothing refuses', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: STDOUT
#                    ^^^^^^ warning harmful-value: "STDOUT" makes the plugin log to standard output, where log lines spoil its answer to the container runtime and pods fail. aws-node refuses only the lower-case word. Write "/var/log/aws-routed-eni/plugin.log" or "stderr".
`);
});

test('an empty text in place of a working default', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: CLUSTER_ENDPOINT
              value: ""
#                    ^^ warning harmful-value: The value is empty but set, so the address of the API server is replaced by nothing and the client tries localhost; remove the variable.
`);
});

test('a debug endpoint open to the network', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: INTROSPECTION_BIND_ADDRESS
              value: "0.0.0.0:61679"
#                    ^^^^^^^^^^^^^^^ warning harmful-value: "0.0.0.0:61679" is open to the network, so anyone who reaches the node can read the addresses of its pods; listen on 127.0.0.1. Write "127.0.0.1:61679".
`);
});

test('marks of kube-proxy', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_CONNMARK
              value: "0x4080"
#                    ^^^^^^^^ warning harmful-value: "0x4080" shares bits with 0x4000 or 0x8000, the marks of kube-proxy, so each mistakes packets of the other for its own. Write "0x80".
`);
});

test('all addresses among those without SNAT, and marks the item', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 0.0.0.0/0"
#                                 ^^^^^^^^^ warning harmful-value: "0.0.0.0/0" takes every destination out of SNAT, but up to release 1.23.1 its rule is gone after every other restart of aws-node. Set AWS_VPC_K8S_CNI_EXTERNALSNAT to "true" instead.
`);
});

test('addresses without a cooldown', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: IP_COOLDOWN_PERIOD
              value: "0"
#                    ^^^ warning harmful-value: "0" lets a new pod have an address at once, so it may receive traffic meant for the old pod; keep some seconds. Write "30".
`);
});

test('the deprecated label of zones, which works as yet', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENI_CONFIG_LABEL_DEF
              value: failure-domain.beta.kubernetes.io/zone
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information harmful-value: "failure-domain.beta.kubernetes.io/zone" is the deprecated label of zones, and nodes that come without it find no ENIConfig but the one named default. Write "topology.kubernetes.io/zone".
`);
});

test('values that do no harm, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: stderr
            - name: INTROSPECTION_BIND_ADDRESS
              value: "127.0.0.1:61679"
            - name: AWS_VPC_K8S_CNI_CONNMARK
              value: "0x80"
            - name: IP_COOLDOWN_PERIOD
              value: "10"
`);
});

test('a variable that is better absent', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: CLUSTER_ENDPOINT
              value: ""
            - name: CLUSTER_NAME
              value: blue
`,
    'Remove CLUSTER_ENDPOINT',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: CLUSTER_NAME
              value: blue
`,
  );
});

test('the path on the node', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: /host/var/log/plugin.log
`,
    'Write "/var/log/plugin.log"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_PLUGIN_LOG_FILE
              value: "/var/log/plugin.log"
`,
  );
});

test('the label of zones, misspelt', () => {
  const told = (key: string, near: string): string => `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENI_CONFIG_LABEL_DEF
              value: ${key}
#                    ${'^'.repeat(key.length)} warning harmful-value: "${key}" is nearly ${near}, and no node has such a label, unless somebody misspelt it there, too: it chooses no ENIConfig, and pods get the one named default or, without that, no address. Write "topology.kubernetes.io/zone".
`;
  for (const key of [
    'topology.kubernets.io/zone',
    'topolgy.kubernetes.io/zone',
    'topology.kubernetes.io/zones',
    'topology.kubernetes.io/Zone',
    'topology.kubernetes.oi/zone',
  ])
    check(told(key, 'topology.kubernetes.io/zone'));
  check(told('failure-domain.beta.kubernetes.io/zones', 'failure-domain.beta.kubernetes.io/zone'));
  const [right, wrong] = ['topology.kubernetes.io/zone', 'topology.kubernets.io/zone'].map((key) =>
    told(`"${key}"`, '').replace(/#.*\n/, ''),
  );
  checkFix(wrong ?? '', 'Write "topology.kubernetes.io/zone"', right ?? '');
});

test('labels of somebody else', () => {
  for (const key of [
    'zone',
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/node',
    'topology.kubernetes.io/rack',
    'topology.example.com/zone',
    'topology.k8s.aws/zone-id',
    'k8s.amazonaws.com/eniConfig',
  ])
    check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENI_CONFIG_LABEL_DEF
              value: ${key}
`);
});
