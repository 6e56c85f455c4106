import { whole } from '../../support/manifest.js';
import { mistake } from '../../support/mistake.js';

// The warm pool: what a node keeps ready, and how often it asks EC2.

mistake(14, 'WARM_IP_TARGET without MINIMUM_IP_TARGET', {
  wrong: whole(`
- name: WARM_IP_TARGET
  value: "2"
#        ^^^ warning warm-ip-without-minimum
`),
  right: whole(`
- name: WARM_IP_TARGET
  value: "2"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
});

mistake(15, 'MINIMUM_IP_TARGET without WARM_IP_TARGET', {
  wrong: whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm
`),
  right: whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
- name: WARM_IP_TARGET
  value: "2"
`),
});

mistake(16, 'WARM_ENI_TARGET beside IP targets', {
  wrong: whole(`
- name: WARM_ENI_TARGET
  value: "2"
#        ^^^ information unread-setting
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  right: [
    whole(`
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    whole(`
- name: WARM_ENI_TARGET
  value: "2"
`),
  ],
});

mistake(17, 'both warm targets are 0', {
  wrong: whole(`
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses
- name: WARM_IP_TARGET
  value: "0"
`),
  right: whole(`
- name: WARM_ENI_TARGET
  value: "1"
`),
});

mistake(18, 'prefix delegation with every target at 0', {
  wrong: whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "0"
#        ^^^ error prefix-delegation-without-target
`),
  right: whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
});

mistake(19, 'prefix delegation with a minimum and no warm address', {
  wrong: whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: WARM_IP_TARGET
  value: "0"
- name: MINIMUM_IP_TARGET
  value: "22"
#        ^^^^ warning minimum-ip-without-warm
`),
  right: whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "22"
`),
});

mistake(20, 'WARM_PREFIX_TARGET without prefix delegation', {
  wrong: whole(`
- name: WARM_PREFIX_TARGET
  value: "2"
#        ^^^ information unread-setting
`),
  right: whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2"
`),
});

// The "1" of upstream's manifest is what nobody chose.
mistake(21, 'WARM_PREFIX_TARGET beside IP targets', {
  wrong: whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2"
#        ^^^ information warm-prefix-beside-ip-targets
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  right: [
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2"
`),
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  ],
});

mistake(22, 'a large WARM_IP_TARGET that is meant as a floor', {
  wrong: whole(`
- name: WARM_IP_TARGET
  value: "20"
#        ^^^^ warning warm-ip-above-minimum
- name: MINIMUM_IP_TARGET
  value: "5"
`),
  right: whole(`
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
});

const configMap = (data: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
${data}`;

mistake(23, 'targets for Linux nodes in the ConfigMap', {
  wrong: configMap(`  warm-ip-target: "1"
#                 ^^^ warning windows-target-on-linux
  minimum-ip-target: "3"
`),
  right: whole(`
- name: WARM_IP_TARGET
  value: "1"
- name: MINIMUM_IP_TARGET
  value: "3"
`),
});
