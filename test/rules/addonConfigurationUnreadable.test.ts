import { test } from 'node:test';
import { check } from '../support/check.js';

const HEAD = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
`;

test('mistake 51: quotes inside of quotes', () => {
  check(`${HEAD}    configurationValues: "{ "WARM_PREFIX_TARGET":"1" }"
#                           ^ error addon-configuration-unreadable: The text ends at this quote, and what follows can be read by nobody. Put the configuration in single quotes, or write it as a block behind |-.
`);
  check(`${HEAD}    configurationValues: "{
      "env": {"WARM_PREFIX_TARGET": "1"}
#     ^ error addon-configuration-unreadable: The text ends at this quote, and what follows can be read by nobody. Put the configuration in single quotes, or write it as a block behind |-.
    }"
    resolveConflicts: overwrite
`);
});

test('a bracket that nobody closes', () => {
  check(`${HEAD}    configurationValues: '{"env": {"WARM_PREFIX_TARGET": "1"}'
#                                                            ^ error addon-configuration-unreadable: The configuration is neither JSON nor YAML (flow map must end with a }): EKS refuses it. Check brackets, quotes and indentation.
`);
});

test('a line in the wrong column', () => {
  check(`${HEAD}    configurationValues: |
      env:
        ENABLE_POD_ENI: "false"
       WARM_ENI_TARGET: "2"
#     ^ error addon-configuration-unreadable: The configuration is neither JSON nor YAML (all mapping items must start at the same column): EKS refuses it. Check brackets, quotes and indentation.
`);
});

test('nothing: templates, and what somebody fills in', () => {
  check(`${HEAD}    configurationValues: '{"env": {\${VARIABLES}}'\n`);
  check(`${HEAD}    configurationValues: |\n      {{ .Values.cni }}\n`);
});
