import { at, type Rule } from './rule.js';
import { switchesIn, windowsIpamInSight } from './support/switches.js';

const configMap = (more: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
${more}  enable-windows-prefix-delegation: "true"
`;

export const windowsPrefixesWithoutIpam: Rule = {
  id: 'windows-prefixes-without-ipam',
  severity: 'warning',
  summary: '`enable-windows-prefix-delegation` is on without `enable-windows-ipam`.',
  why: `
The VPC resource controller asks for prefixes on Windows nodes only where it hands out addresses on them at all, which is
what \`enable-windows-ipam\` turns on. Without that the switch for prefixes has no effect, and pods on Windows nodes do not start.`,
  bad: configMap(''),
  good: configMap('  enable-windows-ipam: "true"\n'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/condition/conditions.go, IsWindowsPrefixDelegationEnabled',
    'aws/amazon-vpc-resource-controller-k8s docs/troubleshooting.md',
    'aws/amazon-vpc-resource-controller-k8s#259',
  ],

  *checkInCluster(facts, cluster) {
    const inSight = windowsIpamInSight(cluster);
    for (const { named, complete } of switchesIn(facts)) {
      const prefixes = named('enable-windows-prefix-delegation');
      const ipam = named('enable-windows-ipam');
      if (prefixes?.value !== true) continue;
      // Whatever another ConfigMap says, this one is applied as it is.
      const isOff = ipam ? ipam.value === false : complete && (inSight === undefined || inSight === false);
      if (!isOff) continue;
      const name = ipam?.name ?? (prefixes.name.includes('-') ? 'enable-windows-ipam' : 'enableWindowsIpam');
      yield {
        ...at(
          prefixes.text,
          `Windows nodes get no prefixes without ${name}, which is ${ipam ? 'off' : 'not set'} here. Set it to "true" as well.`,
        ),
        related: ipam ? [{ span: ipam.text.span, message: 'Off.' }] : [],
      };
    }
  },
};
