import { at, type Rule } from './rule.js';
import { configMapSwitches, isTheirs, type Switch } from './support/switches.js';

const configMap = (target: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "false"
  warm-ip-target: "${target}"
  minimum-ip-target: "3"
`;

export const windowsTargetReplaced: Rule = {
  id: 'windows-target-replaced',
  severity: 'information',
  summary: 'A warm target of 0 for Windows nodes, in place of which another number is used.',
  why: `
The VPC resource controller does not get addresses for Windows nodes the moment a pod asks: some have to be free at all times. With
single addresses a \`warm-ip-target\` of 0 counts as 1. Where all targets come to 0, the defaults are used: 1 free address and 3 at
least with prefixes, 3 and 3 without.`,
  bad: configMap('0'),
  good: configMap('1'),
  sources: ['aws/amazon-vpc-resource-controller-k8s pkg/config/loader.go, ParseWinIPTargetConfigs'],

  *check({ configMaps }) {
    for (const map of configMaps.filter(isTheirs)) {
      const { named, complete } = configMapSwitches(map);
      const target = (short: string): Switch | undefined => named(short) ?? named(`windows-${short}`);
      const delegation = named('enable-windows-prefix-delegation');
      const prefixes = delegation ? delegation.value : complete ? false : undefined;
      if (named('enable-windows-ipam')?.value !== true || typeof prefixes !== 'boolean') continue;
      const [warm, minimum, warmPrefix] = TARGETS.map(target);
      if (!prefixes && warm?.value === 0) {
        yield at(
          warm.text,
          '0 counts as 1: with single addresses one is always kept free on a Windows node.',
        );
        continue;
      }
      const read = prefixes ? [warm, minimum, warmPrefix] : [warm, minimum];
      const [first] = read.flatMap((found) => found ?? []);
      // What cannot be read is another rule's.
      if (!complete || !first || read.some((found) => found && found.value !== 0)) continue;
      yield at(
        first.text,
        `All targets come to 0, in place of which the defaults are used: ${prefixes ? '1 free address and 3 at least' : '3 free addresses and 3 at least'} on each Windows node.`,
      );
    }
  },
};

const TARGETS = ['warm-ip-target', 'minimum-ip-target', 'warm-prefix-target'];
