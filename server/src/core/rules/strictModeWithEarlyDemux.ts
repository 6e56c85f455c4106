import { VARIABLES } from '../domain/variables.js';
import type { Cluster } from '../model/cluster.js';
import { containerOf, isOff, isOn, isRead, settingOf } from '../model/effective.js';
import { unitedIn } from '../model/selecting.js';
import { at, MOST_LINKS, type Related, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';
import { isStrict, nameOfPolicy, nameOfWorkload } from './support/policies.js';

export const strictModeWithEarlyDemux: Rule = {
  id: 'strict-mode-with-early-demux',
  severity: 'warning',
  summary: 'Security groups for pods are in strict mode, and TCP early demux is left on.',
  why: `
In strict mode, the default, a pod with a branch ENI is reached through that ENI only. TCP early demux in the kernel of
the node then keeps the answers to TCP and HTTP probes from kubelet, and pods are restarted. The init container turns it
off when \`DISABLE_TCP_EARLY_DEMUX\` is \`"true"\` in its own \`env\`; aws-node does not read it. In standard mode it is not needed.`,
  bad: awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"false"' } }),
  good: awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } }),
  sources: [
    'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni-init/main.go, configureSystemParams',
    'aws/amazon-vpc-cni-k8s#1212',
    'aws/amazon-vpc-cni-k8s#1269',
    'awsdocs/amazon-eks-user-guide#233',
  ],

  echoes: true,
  echoesAt: ['workloads'],

  *checkInCluster({ installs }, cluster) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_POD_ENI') || !isStrict(install)) continue;
      if (!containerOf(install, 'aws-vpc-cni-init') || !isOff(install, 'DISABLE_TCP_EARLY_DEMUX')) continue;
      if (!isRead(VARIABLES.DISABLE_TCP_EARLY_DEMUX, install.release)) continue;
      // In the wrong container, which is another finding: moved from there it is right.
      if (settingOf(install, 'DISABLE_TCP_EARLY_DEMUX', 'aws-node')) continue;
      const written = settingOf(install, 'DISABLE_TCP_EARLY_DEMUX');
      const place = placeOf(install, written ? 'DISABLE_TCP_EARLY_DEMUX' : 'ENABLE_POD_ENI');
      if (!place) continue;
      yield {
        ...at(
          place,
          'In strict mode TCP and HTTP probes do not reach pods on branch ENIs. Set DISABLE_TCP_EARLY_DEMUX to "true" in aws-vpc-cni-init.',
          setTo(install, 'DISABLE_TCP_EARLY_DEMUX', 'true'),
        ),
        of: install,
        related: [
          ...(written ? seeAlso(install, 'ENABLE_POD_ENI', 'Pods may have branch ENIs.') : []),
          ...probesIn(cluster),
        ],
      };
    }
  },
};

/** Probes that fail: of workloads that a policy in sight selects. */
const probesIn = (cluster: Cluster): Related[] =>
  cluster.policies.length === 0
    ? []
    : [...unitedIn(cluster)]
        .flatMap(([selected, [policy]]): Related[] => {
          const [probe] = selected.hostNetwork ? [] : selected.probes;
          if (!probe || !policy) return [];
          return [
            {
              span: probe.span,
              of: selected,
              message: `Pods of ${nameOfWorkload(selected)} are probed, and ${nameOfPolicy(policy)} gives them branch ENIs.`,
              echo: `SecurityGroupPolicy ${nameOfPolicy(policy)} gives these pods branch ENIs, which probes do not reach in strict mode as long as DISABLE_TCP_EARLY_DEMUX of aws-vpc-cni-init is not "true".`,
            },
          ];
        })
        .slice(0, MOST_LINKS);
