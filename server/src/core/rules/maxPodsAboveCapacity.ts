import { type Density, maxPods, type NetworkingMode } from '../domain/maxPods.js';
import { type Cluster, type InSight, inSight } from '../model/cluster.js';
import { effective } from '../model/effective.js';
import type { Facts, PodLimit } from '../model/facts.js';
import { once } from '../model/remembered.js';
import type { Fix, Rule, Settings } from './rule.js';
import { decidedBy, nodesOfGroup, scarceBy } from './support/deciding.js';
import { awsNode } from './support/example.js';
import { setTo } from './support/fixes.js';
import { managedGroup } from './support/nodeExamples.js';
import {
  capacityOf,
  isIn,
  type Nodes,
  type NodeType,
  nodesOf,
  runsAwsNode,
  toldTo,
} from './support/nodes.js';

const group = (maxPods: number): string =>
  managedGroup(`
    amiFamily: Bottlerocket
    instanceType: m5.large
    maxPodsPerNode: ${maxPods}`);

export const maxPodsAboveCapacity: Rule = {
  id: 'max-pods-above-capacity',
  severity: 'warning',
  summary: 'kubelet is told to take more pods than the node has addresses for.',
  why: `
kubelet admits pods up to its \`maxPods\`, whether or not the plugin has addresses for them. The ones beyond hang in
ContainerCreating with "failed to assign an IP address to container", and the scheduler, which sees room, goes on sending
more. What a node has addresses for follows from its type and the mode of the plugin: interfaces × (addresses − 1) + 2, with
sixteen times the addresses by prefix delegation on Nitro, one interface less with custom networking, and one less again with
a trunk ENI. The 2 are aws-node and kube-proxy, which use the address of the node; a few pods more than that are put down to
others on the host's network. Where no aws-node is in sight, the plugin's defaults are taken, and this is information.

On Windows the scheduler counts addresses itself, so pods beyond them stay Pending: this, too, is information.`,
  bad: group(110) + awsNode({}),
  good: group(29) + awsNode({}),
  sources: [
    'aws/karpenter-provider-aws#3903',
    'aws/karpenter-provider-aws#7318',
    'Amazon EKS user guide, "Choose an optimal Amazon EC2 node instance type"',
    'aws/amazon-vpc-cni-k8s misc/eni-max-pods.txt',
  ],

  echoes: 'elsewhere',
  echoesAt: ['installs'],

  *checkInCluster(facts, cluster, settings) {
    const sight = inSight(cluster);
    // Addresses do not run out in IPv6 mode.
    if (!sight.mode || sight.mode.ipv6) return;
    let isFirst = true;
    const typesTold = once(() => typesByLimit(facts, cluster, settings));
    for (const [limit, found] of shortfalls(facts, cluster, sight.mode, settings)) {
      const [worst, ...others] = found.sort((a, b) => b.told - b.addresses - (a.told - a.addresses));
      if (!worst) continue;
      const least = found.reduce((a, b) => (b.capacity.raw < a.capacity.raw ? b : a), worst);
      const prefixesDo = found.every((shortfall) => prefixesWouldDo(shortfall, sight.mode, settings));
      const part = worst.nodes.parts.find(({ podLimits }) => podLimits.includes(limit));
      const echo = `kubelet is told to take ${worst.told} pods on ${nodesOfGroup(worst.type.name, worst.nodes.group)}, where ${worst.addresses} get an address (${worst.capacity.sum}${onBranches(worst)}).`;
      const related = worst.nodes.windows
        ? []
        : decidedBy(sight, scarceBy(sight.mode), facts, isFirst ? echo : undefined);
      isFirst = false;
      yield {
        span: limit.text.span,
        ...(part && { of: part }),
        ...(related.length > 0 && { related }),
        ...((!sight.certain || worst.nodes.windows) && { severity: 'information' }),
        message: messageOf(limit, worst, others, {
          named: typesTold().get(limit)?.size ?? 0,
          least,
          prefixesDo,
          certain: sight.certain,
        }),
        fixes: [...writing(limit, least.capacity.raw), ...(prefixesDo ? turningOn(facts, sight) : [])],
      };
    }
  },
};

/** A type of node with fewer addresses than kubelet is told to take pods. */
interface Shortfall {
  readonly nodes: Nodes;
  readonly type: NodeType;
  readonly told: number;
  readonly capacity: Density;
  /** Those of branch ENIs with them. */
  readonly addresses: number;
}

/** Pods beyond the formula that may be on the host's network, such as those of EFS or EKS Pod Identity. */
const HOST_NETWORK_PODS = 3;

function shortfalls(
  facts: Facts,
  cluster: Cluster,
  mode: NetworkingMode,
  settings: Settings,
): Map<PodLimit, Shortfall[]> {
  const found = new Map<PodLimit, Shortfall[]>();
  const daemons = cluster.nodeDaemons.filter(({ hostNetwork }) => hostNetwork).length;
  for (const nodes of nodesOf(facts, cluster, settings)) {
    if (nodes.limits.length === 0 || !runsAwsNode(nodes, cluster)) continue;
    for (const type of nodes.types) {
      const told = toldTo(nodes, type, mode, cluster, settings);
      const capacity = capacityOf(nodes, type, mode, settings);
      if (!told?.limit || !capacity || !isIn(told.limit, facts)) continue;
      const addresses = capacity.raw + (capacity.branchPods ?? 0);
      if (told.pods <= addresses + HOST_NETWORK_PODS + daemons) continue;
      const before = found.get(told.limit) ?? [];
      if (before.some((other) => other.type.name === type.name)) continue;
      before.push({ nodes, type, told: told.pods, capacity, addresses });
      found.set(told.limit, before);
    }
  }
  return found;
}

/** The types that are named for the nodes that a limit is for, be they too small or not. */
function typesByLimit(
  facts: Facts,
  cluster: Cluster,
  settings: Settings,
): ReadonlyMap<PodLimit, ReadonlySet<string | undefined>> {
  const found = new Map<PodLimit, Set<string | undefined>>();
  for (const { limits, parts } of nodesOf(facts, cluster, settings))
    for (const limit of limits) {
      const names = found.get(limit) ?? new Set();
      found.set(limit, names);
      for (const { types } of parts) for (const { value } of types) names.add(value);
    }
  return found;
}

function prefixesWouldDo(
  { nodes, type, told }: Shortfall,
  mode: NetworkingMode | undefined,
  settings: Settings,
): boolean {
  // Windows nodes have a switch of their own for prefixes.
  const own = nodes.windows ? nodes.windowsMode : mode;
  if (!own || own.prefixDelegation) return false;
  const withPrefixes = { ...own, prefixDelegation: true };
  const capacity = nodes.windows
    ? maxPods(type, withPrefixes, { ceiling: false })
    : capacityOf(nodes, type, withPrefixes, settings);
  return capacity !== undefined && capacity.raw >= told;
}

const onBranches = ({ capacity, addresses }: Pick<Shortfall, 'capacity' | 'addresses'>): string =>
  addresses > capacity.raw ? `, and ${addresses - capacity.raw} on branch ENIs` : '';

function messageOf(
  limit: PodLimit,
  worst: Shortfall,
  others: readonly Shortfall[],
  {
    named,
    least,
    prefixesDo,
    certain,
  }: { readonly named: number; readonly least: Shortfall } & Record<'prefixesDo' | 'certain', boolean>,
): string {
  const { nodes, type, told, capacity, addresses } = worst;
  const short = others.length + 1;
  const among = named > short ? `${short} of ${named}` : `${short}`;
  const where = `${type.name}${others.length > 0 ? `, the worst of ${among} types` : ''}`;
  if (nodes.windows) {
    const prefixes = prefixesDo
      ? ' More need enable-windows-ipam and enable-windows-prefix-delegation in the ConfigMap amazon-vpc-cni.'
      : '';
    return `${addresses} of ${told} pods get an address on Windows nodes of type ${where} (${capacity.sum}), and the others stay Pending.${prefixes}`;
  }
  const figures = `${addresses} of ${told} pods get an address on ${where} (${capacity.sum}${onBranches({ capacity, addresses })})`;
  const hang = `${told - addresses} ${certain ? '' : 'would '}hang in ContainerCreating`;
  const number = least === worst ? `${capacity.raw}` : numberOf(least);
  if (certain)
    return `kubelet admits too many pods: ${figures}, and ${hang}. ${adviceOn(limit, number, prefixesDo)}`;
  const unless = prefixesDo
    ? 'More need ENABLE_PREFIX_DELEGATION, and no aws-node is in sight.'
    : `No aws-node is in sight. ${adviceOn(limit, number, false)}`;
  return `With the plugin's defaults ${figures}, and ${hang}. ${unless}`;
}

/** Of another type than the message is about. */
const numberOf = ({ type, capacity, addresses }: Shortfall): string =>
  `${capacity.raw} (for ${type.name}${addresses > capacity.raw ? ', without its branch ENIs' : ''})`;

function adviceOn({ form, field }: PodLimit, pods: string, prefixesDo: boolean): string {
  if (form === 'number') return `Write ${pods}${prefixesDo ? ', or set ENABLE_PREFIX_DELEGATION' : ''}.`;
  return `${field} must come to ${pods} at most${prefixesDo ? ', unless ENABLE_PREFIX_DELEGATION is set' : ''}.`;
}

function writing({ form, text }: PodLimit, pods: number): Fix[] {
  if (form !== 'number' || text.inner === undefined || text.value === undefined) return [];
  const span = { start: text.inner, end: text.inner + text.value.length };
  return [{ title: `Write ${pods}`, kind: 'replace', span, text: `${pods}`, safe: false }];
}

/** Where the plugin is configured in the document itself, and has a target for prefixes. */
function turningOn({ installs }: Facts, { install, certain }: InSight): Fix[] {
  if (!certain || !install || !installs.includes(install)) return [];
  const target = effective(install, 'WARM_PREFIX_TARGET');
  return typeof target === 'number' && target > 0 ? [setTo(install, 'ENABLE_PREFIX_DELEGATION', 'true')] : [];
}
