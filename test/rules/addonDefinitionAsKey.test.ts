import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const eksctl = (configuration: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    configurationValues: ${configuration}`;

test('mistake 48: definition names as keys', () => {
  check(
    eksctl(`|
      env:
        ENABLE_POD_ENI: "true"
      InitEnv:
#     ^^^^^^^ error addon-definition-as-key: InitEnv is no key, but a name from within the schema of the add-on: EKS refuses the configuration. Write init.env.
        DISABLE_TCP_EARLY_DEMUX: "true"
`),
  );
  check(
    eksctl(`'{"Init": {"env": {"DISABLE_TCP_EARLY_DEMUX": "false"}}}'
#                          ^^^^^^ error addon-definition-as-key: Init is no key, but a name from within the schema of the add-on: EKS refuses the configuration. Write init.
`),
  );
});

test('mistake 49: the whole schema nested', () => {
  check(
    eksctl(`'{"VpcCni":{"properties":{"enableNetworkPolicy":"false"}}}'
#                          ^^^^^^^^ error addon-definition-as-key: VpcCni is no key, but a name from within the schema of the add-on: EKS refuses the configuration. What is in it belongs at the top.
`),
  );
});

test('the fix writes the key that is described', () => {
  checkFix(
    eksctl(`|
      InitEnv: # of the init container
        # for probes
        DISABLE_TCP_EARLY_DEMUX: "false"
      NodeAgent: {}
`),
    'Write init.env',
    eksctl(`|
      init:
        env: # of the init container
          # for probes
          DISABLE_TCP_EARLY_DEMUX: "false"
      NodeAgent: {}
`),
  );
  checkFix(
    eksctl(`"{\\"InitEnv\\":{\\"DISABLE_TCP_EARLY_DEMUX\\":\\"false\\"}}"\n`),
    'Write init.env',
    eksctl(`"{\\"init\\": {\\"env\\":{\\"DISABLE_TCP_EARLY_DEMUX\\":\\"false\\"}}}"\n`),
  );
  checkFix(
    eksctl(`'{"init": {"InitEnv": {"DISABLE_TCP_EARLY_DEMUX": "false"}}}'\n`),
    'Write init.env',
    eksctl(`'{"init": {"env": {"DISABLE_TCP_EARLY_DEMUX": "false"}}}'\n`),
  );
});

test('the fix takes the configuration out of what it is wrapped in', () => {
  checkFix(
    eksctl(`'{"VpcCni":{"properties":{"enableNetworkPolicy":"false", "nodeAgent":{}}}}'\n`),
    'Take what is in VpcCni.properties out of it',
    eksctl(`'{"enableNetworkPolicy":"false", "nodeAgent":{}}'\n`),
  );
  checkFix(
    eksctl(`|
      VpcCni:
        # for all
        enableNetworkPolicy: "false"
        nodeAgent:
          enablePolicyEventLogs: "false"
`),
    'Take what is in VpcCni out of it',
    eksctl(`|
      # for all
      enableNetworkPolicy: "false"
      nodeAgent:
        enablePolicyEventLogs: "false"
`),
  );
});

test('the schema itself is no configuration, and there is nothing to take out of it', () => {
  check(
    eksctl(`'{"$ref": "#/definitions/VpcCni", "definitions": {"Env": {"properties": {"MAX_ENI": {}}}}}'
#                                                          ^^^^^^^^^^^^^ error addon-definition-as-key: definitions is no key, but a name from within the schema of the add-on: EKS refuses the configuration. Write the keys and values that it describes.
`),
  );
});
