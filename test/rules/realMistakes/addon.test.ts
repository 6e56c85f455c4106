import { mistake } from '../../support/mistake.js';

// Configuration of the EKS add-on, which its schema, or eksctl, refuses.

/** As eksctl takes it; `configuration` is what stands behind `configurationValues:`. */
const eksctl = (configuration: string, version = 'v1.18.5-eksbuild.1'): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
addons:
  - name: vpc-cni
    version: ${version}
    configurationValues: ${configuration}
`;

/** As the AWS CLI takes it from a file. */
const json = (text: string) => ({ 'vpc-cni.json': `${text}\n` });

mistake(48, 'definitions of the schema as keys', {
  wrong: [
    eksctl(`|-
      {
        "env": { "ENABLE_POD_ENI": "true" },
        "InitEnv": { "DISABLE_TCP_EARLY_DEMUX": "true" }
#       ^^^^^^^^^ error addon-definition-as-key
      }`),
    eksctl(`|-
      env:
        ENABLE_POD_ENI: "true"
      Init:
#     ^^^^ error addon-definition-as-key
        env:
          DISABLE_TCP_EARLY_DEMUX: "true"`),
  ],
  right: eksctl(
    '\'{"env": {"ENABLE_POD_ENI": "true"}, "init": {"env": {"DISABLE_TCP_EARLY_DEMUX": "true"}}}\'',
  ),
});

mistake(49, 'the schema as a whole', {
  wrong: eksctl(`'{"VpcCni": {"properties": {"enableNetworkPolicy": "true"}}}'
#                          ^^^^^^^^ error addon-definition-as-key`),
  right: eksctl('\'{"enableNetworkPolicy": "true"}\''),
});

mistake(50, 'variables at the top', {
  wrong: eksctl(`'{"WARM_PREFIX_TARGET": "1"}'
#                          ^^^^^^^^^^^^^^^^^^^^ error addon-variable-at-top`),
  right: eksctl('\'{"env": {"WARM_PREFIX_TARGET": "1"}}\''),
});

mistake(51, 'quotes that end the text', {
  wrong: eksctl(`"{ "env": { "WARM_PREFIX_TARGET": "1" } }"
#                           ^ error addon-configuration-unreadable`),
  right: [
    eksctl('\'{ "env": { "WARM_PREFIX_TARGET": "1" } }\''),
    eksctl('|-\n      { "env": { "WARM_PREFIX_TARGET": "1" } }'),
  ],
});

mistake(52, 'numbers and booleans', {
  wrong: [
    json(`{"env": {"ENABLE_PREFIX_DELEGATION": true, "WARM_PREFIX_TARGET": 1}}
#                                    ^^^^ error unquoted-value
#                                                                ^ error unquoted-value`),
    eksctl(`|-
      env:
        ENABLE_PREFIX_DELEGATION: "true"
        WARM_PREFIX_TARGET: 1
#                           ^ error unquoted-value`),
  ],
  right: [
    json('{"env": {"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}}'),
    eksctl(`|-
      env:
        ENABLE_PREFIX_DELEGATION: "true"
        WARM_PREFIX_TARGET: "1"`),
  ],
});

// An error where the version is written and known; what no known version has, a later one may have taken up.
mistake(53, 'a key that this version does not know', {
  wrong: [
    eksctl(
      `|-
      env:
        ENABLE_POD_ENI: "true"
        POD_SECURITY_GROUP_ENFORCING_MODE: standard
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error addon-key-unknown
        AWS_VPC_K8S_CNI_EXTERNALSNAT: "true"`,
      'v1.12.0-eksbuild.1',
    ),
    eksctl(`|-
      image:
#     ^^^^^ information addon-key-unknown
        tag: v1.18.5`),
  ],
  right: eksctl(`|-
      env:
        ENABLE_POD_ENI: "true"
        POD_SECURITY_GROUP_ENFORCING_MODE: standard
        AWS_VPC_K8S_CNI_EXTERNALSNAT: "true"`),
});

mistake(54, 'prefixes for Windows nodes in an old add-on', {
  wrong: eksctl(
    `|-
      enableWindowsIpam: "true"
      enableWindowsPrefixDelegation: "true"
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error addon-key-unknown`,
    'v1.15.5-eksbuild.1',
  ),
  right: eksctl(`|-
      enableWindowsIpam: "true"
      enableWindowsPrefixDelegation: "true"`),
});

mistake(56, 'a map where eksctl takes a text', {
  wrong: eksctl(`
#   ^^^^^^^^^^^^^^^^^^^ error addon-configuration-not-text
      env:
        ENABLE_PREFIX_DELEGATION: "true"`),
  right: eksctl(`|-
      env:
        ENABLE_PREFIX_DELEGATION: "true"`),
});
