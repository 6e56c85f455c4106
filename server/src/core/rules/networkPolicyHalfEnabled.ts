import type { Cluster } from '../model/cluster.js';
import { effective } from '../model/effective.js';
import type { ClusterSetting, Install } from '../model/facts.js';
import { agentArgument } from '../model/nodeAgent.js';
import { remembered } from '../model/remembered.js';
import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { agentPlace, agentsInSight, hasOtherEngine, turnOn } from './support/policyAgents.js';
import { configMapSwitches, isTheirs } from './support/switches.js';

const both = (argument: string): string => `${awsNode(
  { NETWORK_POLICY_ENFORCING_MODE: 'standard' },
  { agent: [`enable-network-policy=${argument}`] },
)}---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "true"
`;

export const networkPolicyHalfEnabled: Rule = {
  id: 'network-policy-half-enabled',
  severity: 'warning',
  summary: 'Of the two switches of network policies one is on and the other off.',
  why: `
It takes two to enforce a network policy: the controller in the control plane works out which addresses it is about
(\`enable-network-policy-controller\` of the ConfigMap amazon-vpc-cni), and the node agent puts that into effect
(\`--enable-network-policy\` of the container aws-eks-nodeagent). With one of them alone every policy is accepted and none is
enforced; in strict mode with the agent alone, no pod can talk to anybody.

\`enableNetworkPolicy\` in values of the chart and in the configuration of the add-on sets both. Nothing is said where Calico or
another engine is in sight, nor of EKS Auto Mode, whose nodes have an agent of their own.`,
  bad: both('false'),
  good: both('true'),
  sources: [
    'aws/amazon-network-policy-controller-k8s pkg/utils/configmap/configmap.go, GetConfigmapCheckFn',
    'aws/aws-network-policy-agent README.md, enable-network-policy',
    'aws/aws-network-policy-agent#231',
  ],
  echoes: true,
  echoesAt: ['installs', 'clusterSettings'],

  *checkInCluster(facts, cluster) {
    const seen = controllersInSight(cluster);
    if (!seen) return;
    const { controllers, isOn } = seen;
    const agents = agentsInSight(cluster);
    if (agents === undefined || hasOtherEngine(cluster)) return;
    if (agents === 'off' && isOn) {
      for (const setting of facts.clusterSettings) {
        if (!isController(setting) || setting.value !== true) continue;
        const [install] = cluster.installs;
        if (!install) continue;
        yield {
          span: setting.span,
          of: setting,
          message: `The network policy controller is on, and no node agent: no policy is enforced. ${turnOn(install, true)}`,
          related: cluster.installs.map((other) => ({
            span: agentPlace(other),
            message: 'The node agent is off.',
            of: other,
            // Values that hold both ends are told at one of them.
            ...(!(facts.installs.includes(other) && isIn(other, setting)) && {
              echo: 'No policy is enforced: the network policy controller is on, and the node agent is not.',
            }),
          })),
        };
      }
    }
    if (agents === 'on' && !isOn && !hasOwnController(cluster.anywhere.workloads)) {
      for (const install of facts.installs) {
        // The chart hands the same text to the controller, which does not read it as true: another rule says so.
        const isOther = agentArgument(install, 'enable-network-policy')?.value !== 'true';
        if (install.form === 'chart' && isOther) continue;
        const isStrict = effective(install, 'NETWORK_POLICY_ENFORCING_MODE') === 'strict';
        yield {
          span: agentPlace(install),
          of: install,
          message: `The node agent is on, and the network policy controller is not, so ${
            isStrict ? 'in strict mode no pod can talk to anybody' : 'no policy is enforced'
          }. ${turnControllerOn(install)}`,
          related: controllers.map((setting) => ({
            span: setting.span,
            message: 'The network policy controller is off.',
            of: setting,
            ...(!(facts.clusterSettings.includes(setting) && isIn(install, setting)) && {
              echo: 'No policy is enforced: the node agent is on, and the network policy controller is not.',
            }),
          })),
        };
      }
    }
  },
};

/** These values set it, too. */
const isIn = ({ form, span }: Install, setting: Controller): boolean =>
  (form === 'chart' || form === 'addon') && span.start <= setting.span.start && setting.span.end <= span.end;

const KEY = 'enable-network-policy-controller';

type Controller = Extract<ClusterSetting, { kind: 'network-policy-controller' }>;
const isController = (setting: ClusterSetting): setting is Controller =>
  setting.kind === 'network-policy-controller';

/** What the controller is told. Undefined: nothing, or it is not known. */
function controllersInSight({ settings, configMaps, chartValues }: Cluster) {
  const told = controllersIn(settings);
  // A base and its overlay, of which one replaces the other.
  if (!told || writeBoth(configMaps)) return undefined;
  // Of several files of values one says so and one says otherwise: which of them the cluster is given is not known.
  return chartValues.length > 1 && told.isOn && told.isOff ? undefined : told;
}

const controllersIn = remembered((settings: Cluster['settings']) => {
  const controllers = settings.filter(isController);
  if (controllers.length === 0 || controllers.some(({ value }) => value === undefined)) return undefined;
  const says = (is: boolean) => controllers.some(({ value }) => value === is);
  return { controllers, isOn: says(true), isOff: says(false) };
});

const writeBoth = remembered((configMaps: Cluster['configMaps']): boolean => {
  const written = configMaps
    .filter(isTheirs)
    .flatMap((map) => configMapSwitches(map).named(KEY)?.value ?? []);
  return written.includes(true) && written.includes(false);
});

/** One that runs on nodes of the cluster may be told not to look at the ConfigMap. */
const hasOwnController = (workloads: readonly { readonly name?: { readonly value: string } }[]): boolean =>
  workloads.some(({ name }) => /network-policy-controller/.test(name?.value ?? ''));

function turnControllerOn({ form }: Install): string {
  switch (form) {
    case 'chart':
      return 'Set enableNetworkPolicy to "true" in values of the chart, which is for both.';
    case 'addon':
      return 'Set enableNetworkPolicy to "true" in the configuration of the add-on, which is for both.';
    default:
      return 'Set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni.';
  }
}
