import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const eksctl = (configuration: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    configurationValues: ${configuration}`;

test('mistake 50: variables at the top', () => {
  check(
    eksctl(`'{"WARM_PREFIX_TARGET":"1", "DISABLE_TCP_EARLY_DEMUX": "false"}'
#                          ^^^^^^^^^^^^^^^^^^^^ error addon-variable-at-top: WARM_PREFIX_TARGET stands at the top of the configuration, and EKS refuses it there. It belongs below env.
#                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^ error addon-variable-at-top: DISABLE_TCP_EARLY_DEMUX stands at the top of the configuration, and EKS refuses it there. It belongs below init.env.
`),
  );
});

test('the fix moves all of them, with their comments', () => {
  checkFix(
    eksctl(`|
      # prefixes
      ENABLE_PREFIX_DELEGATION: "true" # on
      env:
        MAX_ENI: "4"
      WARM_PREFIX_TARGET: "1"
`),
    'Move ENABLE_PREFIX_DELEGATION and WARM_PREFIX_TARGET below env',
    eksctl(`|
      env:
        MAX_ENI: "4"
        # prefixes
        ENABLE_PREFIX_DELEGATION: "true" # on
        WARM_PREFIX_TARGET: "1"
`),
  );
});

test('the fix makes env where there is none', () => {
  checkFix(
    eksctl(`|
      ENABLE_PREFIX_DELEGATION: "true"
      WARM_PREFIX_TARGET: "1"
`),
    'Move ENABLE_PREFIX_DELEGATION and WARM_PREFIX_TARGET below env',
    eksctl(`|
      env:
        ENABLE_PREFIX_DELEGATION: "true"
        WARM_PREFIX_TARGET: "1"
`),
  );
});

test('the fix between braces', () => {
  const title = 'Move ENABLE_PREFIX_DELEGATION and WARM_PREFIX_TARGET below env';
  checkFix(
    eksctl(`'{"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}'\n`),
    title,
    eksctl(`'{"env": {"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}}'\n`),
  );
  checkFix(
    eksctl(`'{"ENABLE_PREFIX_DELEGATION": "true", "nodeAgent": {}, "WARM_PREFIX_TARGET": "1"}'\n`),
    title,
    eksctl(`'{"env": {"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}, "nodeAgent": {}}'\n`),
  );
  checkFix(
    eksctl(`'{"ENABLE_PREFIX_DELEGATION": "true", "env": {}, "WARM_PREFIX_TARGET": "1"}'\n`),
    title,
    eksctl(`'{"env": {"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}}'\n`),
  );
  checkFix(
    eksctl(`'{"env": {"MAX_ENI": "4"}, "ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}'\n`),
    title,
    eksctl(`'{"env": {"MAX_ENI": "4", "ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "1"}}'\n`),
  );
});

test('one that stands below env as well can go', () => {
  checkFix(
    eksctl(`'{"env": {"MAX_ENI": "4"}, "MAX_ENI": "5"}'\n`),
    'Remove MAX_ENI',
    eksctl(`'{"env": {"MAX_ENI": "4"}}'\n`),
  );
});
