import { whole } from '../../support/manifest.js';
import { mistake } from '../../support/mistake.js';

// Values of variables, and variables that do not go together.

mistake(58, 'a boolean or a number without quotes', {
  wrong: whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: true
#        ^^^^ error unquoted-value
- name: WARM_ENI_TARGET
  value: 2
#        ^ error unquoted-value
`),
  right: whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: WARM_ENI_TARGET
  value: "2"
`),
});

mistake(59, 'the log of the plugin goes to standard output', {
  wrong: whole(`
- name: AWS_VPC_K8S_PLUGIN_LOG_FILE
  value: stdout
#        ^^^^^^ error fatal-value
`),
  right: [
    whole(`
- name: AWS_VPC_K8S_PLUGIN_LOG_FILE
  value: stderr
`),
    whole(`
- name: AWS_VPC_K8S_PLUGIN_LOG_FILE
  value: /var/log/aws-routed-eni/plugin.log
`),
  ],
});

mistake(60, 'a prefix of interfaces that is too long, or one that others have', {
  wrong: [
    whole(`
- name: AWS_VPC_K8S_CNI_VETHPREFIX
  value: ekspod
#        ^^^^^^ error fatal-value
`),
    whole(`
- name: AWS_VPC_K8S_CNI_VETHPREFIX
  value: eth
#        ^^^ error fatal-value
`),
  ],
  right: whole(`
- name: AWS_VPC_K8S_CNI_VETHPREFIX
  value: pod
`),
});

mistake(61, 'tags that are not JSON', {
  wrong: [
    whole(`
- name: ADDITIONAL_ENI_TAGS
  value: "team=net,env=prod"
#        ^^^^^^^^^^^^^^^^^^^ warning ignored-value
`),
    whole(`
- name: ADDITIONAL_ENI_TAGS
  value: "{team:net}"
#        ^^^^^^^^^^^^ warning ignored-value
`),
  ],
  right: whole(`
- name: ADDITIONAL_ENI_TAGS
  value: '{"team": "net", "env": "prod"}'
`),
});

mistake(62, 'a reserved key of a tag', {
  wrong: whole(`
- name: ADDITIONAL_ENI_TAGS
  value: '{"k8s.amazonaws.com/x": "1", "team": "net"}'
#           ^^^^^^^^^^^^^^^^^^^ warning dropped-item
`),
  right: whole(`
- name: ADDITIONAL_ENI_TAGS
  value: '{"team": "net"}'
`),
});

// That 9001 is too much for some paths no file tells.
mistake(63, 'an MTU that no interface has', {
  wrong: whole(`
- name: AWS_VPC_ENI_MTU
  value: "9100"
#        ^^^^^^ error fatal-value
`),
  right: whole(`
- name: AWS_VPC_ENI_MTU
  value: "9001"
`),
});

mistake(64, 'a list of exclusions from SNAT, where the node does none', {
  wrong: whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8
#        ^^^^^^^^^^ information unread-setting
`),
  right: [
    whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`),
    whole(`
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8
`),
  ],
});

mistake(65, 'everything is excluded from SNAT by a block', {
  wrong: whole(`
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 0.0.0.0/0
#        ^^^^^^^^^ warning harmful-value
`),
  right: whole(`
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`),
});

mistake(66, 'IPv6 blocks, and what is no block, in lists of CIDR blocks', {
  wrong: whole(`
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8,fd00::/8,10.1.0.0
#                   ^^^^^^^^ warning dropped-item
#                            ^^^^^^^^ warning dropped-item
`),
  right: whole(`
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.0.0.0/8,192.168.0.0/16
`),
});

mistake(68, 'both IP families, or none', {
  wrong: [
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ error both-ip-families
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`,
      { init: '- name: ENABLE_IPv6\n  value: "true"\n' },
    ),
    whole(`
- name: ENABLE_IPv4
  value: "false"
#        ^^^^^^^ error no-ip-family
`),
  ],
  right: whole(''),
});

const ipv6 = (prefixes: string): string =>
  whole(
    `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
${prefixes}`,
    { init: '- name: ENABLE_IPv6\n  value: "true"\n' },
  );

mistake(69, 'IPv6 without prefix delegation', {
  wrong: ipv6(`#        ^^^^^^ error ipv6-without-prefix-delegation
`),
  right: ipv6(`- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
});

const agent = (isOn: boolean, note = ''): string => `- --enable-network-policy=${isOn}${note}
- --enable-ipv6=false
`;
const MODE = `- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`;

mistake(70, 'the bandwidth plugin with network policies', {
  wrong: whole(
    `${MODE}- name: ENABLE_BANDWIDTH_PLUGIN
  value: "true"
#        ^^^^^^ warning bandwidth-plugin-with-network-policy
`,
    { agent: agent(true) },
  ),
  right: [
    whole(
      `${MODE}- name: ENABLE_BANDWIDTH_PLUGIN
  value: "true"
`,
      { agent: agent(false) },
    ),
    whole(MODE, { agent: agent(true) }),
  ],
});

const controller = (value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: ${value}
`;

mistake(71, 'network policies are half enabled', {
  wrong: {
    'aws-node.yaml': whole(MODE, {
      agent: agent(
        false,
        `
#                         ^^^^^ information network-policy-half-enabled`,
      ),
    }),
    'config.yaml': controller(`"true"
#                                   ^^^^^^ warning network-policy-half-enabled`),
  },
  right: [
    { 'aws-node.yaml': whole(MODE, { agent: agent(true) }), 'config.yaml': controller('"true"') },
    { 'values.yaml': 'env:\n  WARM_ENI_TARGET: "1"\nenableNetworkPolicy: "true"\n' },
  ],
});

mistake(72, 'the mode of network policies without a node agent', {
  wrong: whole(`
- name: NETWORK_POLICY_ENFORCING_MODE
  value: strict
#        ^^^^^^ warning enforcing-mode-without-node-agent
`),
  right: [
    whole(''),
    'env:\n  NETWORK_POLICY_ENFORCING_MODE: standard\n  WARM_ENI_TARGET: "1"\nenableNetworkPolicy: "true"\n',
  ],
});
