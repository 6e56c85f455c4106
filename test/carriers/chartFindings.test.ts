// What rules written for manifests say of values of the chart.
import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('numbers and booleans are no mistake below env, and are one below extraEnv', () => {
  check(`
env:
  WARM_ENI_TARGET: 2
  ENABLE_PREFIX_DELEGATION: false
extraEnv:
  - name: CLUSTER_NAME
    value: 5
#          ^ error unquoted-value: 5 is a number to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
`);
});

test('maps and lists where a text belongs', () => {
  check(`
env:
  ADDITIONAL_ENI_TAGS: {team: net}
#                      ^^^^^^^^^^^ warning unquoted-value: Helm writes this map as Go prints it, map[key:value], which the plugin cannot read. Write it as one text in quotes.
  AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: [10.0.0.0/8]
#                                     ^^^^^^^^^^^^ warning unquoted-value: Helm writes this list as Go prints it, [a b], which the plugin cannot read. Write it as one text in quotes.
`);
});

test('null takes a variable away, and is not a setting', () => {
  check(`
image:
  tag: v1.15.0
env:
  ENABLE_MULTI_NIC: null
  ENABLE_SUBNET_DISCOVERY:
  WARM_ENI_TARGET: null
`);
  check(`
env:
  ENABLE_IPv4: null
#              ^^^^ error no-ip-family: No IP family is on, so aws-node exits. Set ENABLE_IPv4 to "true".
`);
});

test('IPv6: none of the five settings sets another', () => {
  check(`
env:
  ENABLE_IPv4: "false"
  ENABLE_IPv6: "true"
#              ^^^^^^ warning containers-out-of-step: aws-node runs with ENABLE_IPv6 true, and aws-vpc-cni-init prepares the node as for false. Both need the same value.
#              ^^^^^^ information ipv4-egress-not-filtered: Network policies do not act on the IPv4 interface that pods have for outbound traffic. Set ENABLE_V4_EGRESS to "false" if they need no IPv4.
#              ^^^^^^ error ipv6-without-prefix-delegation: IPv6 mode needs prefix delegation: without it aws-node exits. Set ENABLE_PREFIX_DELEGATION to "true".
enableNetworkPolicy: "true"
#^^^^^^^^^^^^^^^^^^^^^^^^^^ warning node-agent-in-other-family: aws-node is in IPv6 mode, but the node agent loads its programs for IPv4. Write nodeAgent.enableIpv6: "true".
`);
});

test('the node agent by fields, in words of fields', () => {
  check(`
enableNetworkPolicy: "enabled"
#                     ^^^^^^^ error fatal-agent-argument: "enabled" is not a boolean Go can read; the agent exits when it starts.
nodeAgent:
  enableCloudWatchLogs: "true"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning cloudwatch-without-event-logs: Event logs are off, so there is nothing to send to CloudWatch. Set nodeAgent.enablePolicyEventLogs: "true" as well.
  enablePolicyEventLogs: false
env:
  ENABLE_PREFIX_DELEGATION: "true"
`);
});

test('a mode for an agent that is off is left out by the chart', () => {
  check(`
nodeAgent:
  enabled: false
env:
  NETWORK_POLICY_ENFORCING_MODE: strict
#                                ^^^^^^ information enforcing-mode-without-node-agent: The chart leaves this out, since nodeAgent.enabled is false. Remove it, or enable the node agent.
`);
  check(`
nodeAgent:
  enabled: false
env:
  NETWORK_POLICY_ENFORCING_MODE: standard
`);
  check(`
nodeAgent:
  enabled: false
extraEnv:
  - name: NETWORK_POLICY_ENFORCING_MODE
    value: standard
#          ^^^^^^^^ warning enforcing-mode-without-node-agent: There is no aws-eks-nodeagent container to call, so every pod start fails. Remove this variable, or add the node agent.
env:
  WARM_ENI_TARGET: "2"
`);
});

test('the chart sets the name of the node itself', () => {
  check('env:\n  WARM_ENI_TARGET: "2"\n  MY_NODE_NAME: ip-10-0-0-1\n');
});

test('one variable in env and in extraEnv', () => {
  const values = (env: string, extra: string) => `env:\n${env}  CLUSTER_NAME: dev\nextraEnv:\n${extra}`;
  const item = '  - name: WARM_ENI_TARGET\n    value: "3"\n';
  check(`
env:
  WARM_ENI_TARGET: "2"
# ^^^^^^^^^^^^^^^ warning duplicate-variable: WARM_ENI_TARGET is set again further down, and the last value counts. Keep one of the two.
extraEnv:
  - name: WARM_ENI_TARGET
    value: "3"
`);
  checkFix(
    values('  WARM_ENI_TARGET: "2"\n', item),
    'Remove this one, which does not count',
    values('', item),
  );
});

test('what belongs to the init container moves there', () => {
  checkFix(
    'env:\n  DISABLE_TCP_EARLY_DEMUX: "true"\n  ENABLE_POD_ENI: "true"\nimage: {}\n',
    'Move it to aws-vpc-cni-init',
    'env:\n  ENABLE_POD_ENI: "true"\nimage: {}\ninit:\n  env:\n    DISABLE_TCP_EARLY_DEMUX: "true"\n',
  );
});

test('an item of extraEnv is taken out as a whole', () => {
  checkFix(
    `nameOverride: aws-node
extraEnv:
  - name: WARM_PREFIX_TARGET # one
    value: "2"
  - name: CLUSTER_NAME
    value: dev
`,
    'Remove WARM_PREFIX_TARGET',
    `nameOverride: aws-node
extraEnv:
  - name: CLUSTER_NAME
    value: dev
`,
  );
});

test('images of different releases', () => {
  checkFix(
    'nameOverride: aws-node\nimage:\n  tag: v1.20.0\ninit:\n  image: {tag: v1.19.0}\n',
    'Use v1.20.0 here as well',
    'nameOverride: aws-node\nimage:\n  tag: v1.20.0\ninit:\n  image: {tag: v1.20.0}\n',
  );
});

test('an ENIConfig is called what its key says', () => {
  check(`
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
  subnets:
    a:
#   ^ warning eni-config-not-a-zone: This is only the letter of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.
      id: subnet-0a1b2c3d4e5f60718
    us-west-2b:
#   ^^^^^^^^^^ warning missing-subnet: The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.
      securityGroups:
        - sg-0a1b2c3d4e5f60718
    us-west-2c:
      id: 100.64.0.0/24
#         ^^^^^^^^^^^^^ warning subnet-not-an-id: "100.64.0.0/24" is a CIDR block, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('types that the chart cannot work with', () => {
  check(`
nameOverride: aws-node
env:
  - name: WARM_IP_TARGET
# ^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: env is a list where a map belongs: the chart cannot be installed.
    value: "5"
image:
  account: 602401143452
#          ^^^^^^^^^^^^ error wrong-type: image.account is a number where a text belongs: the chart writes %!s(…) in its place, which nobody can read.
nodeAgent:
  metricsBindAddr: 8162
#                  ^^^^ error wrong-type: nodeAgent.metricsBindAddr is a number where a text belongs: the chart writes %!s(…) in its place, which nobody can read.
`);
  check(`
nameOverride: aws-node
image:
  override: example.com/amazon-k8s-cni:v1.20.0
  account: 602401143452
nodeAgent:
  enabled: false
  metricsBindAddr: 8162
extraEnv: {}
init:
eniConfig:
`);
});

test('a text that is no YAML', () => {
  check(`
nameOverride: aws-node
env:
  WARM_ENI_TARGET: "1"
  MAX_ENI
# ^^^^^^^ error not-yaml: Not valid YAML, so Helm gets nothing: Implicit map keys need to be followed by map values
`);
});
