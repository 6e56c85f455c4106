import type { InstanceType } from './instances.js';

/** How aws-node is configured, as far as it changes the number of pods. */
export interface NetworkingMode {
  readonly prefixDelegation: boolean;
  readonly customNetworking: boolean;
  /** Security groups for pods. */
  readonly podEni: boolean;
  /** `MAX_ENI`; below 1 counts as unset, as in ipamd's getMaxENI. */
  readonly maxEni?: number;
  readonly ipv6?: boolean;
  /** The node runs Windows: one ENI, whose addresses the VPC resource controller hands out. */
  readonly windows?: boolean;
  /** ENIs on the node that the plugin leaves alone (Multus, or tagged `no_manage`). */
  readonly unmanagedEnis?: number;
}

export type DensityMode =
  | 'secondary-ip'
  | 'prefix-delegation'
  | 'custom-networking'
  | 'prefix-delegation+custom-networking';

export interface Density {
  /** Pods for kubelet's `maxPods`: `raw`, or the ceiling where it was asked for and is lower. */
  readonly maxPods: number;
  /** Pods that have an address, and two more for aws-node and kube-proxy, which use that of the node. */
  readonly raw: number;
  /** 110, or 250 above 30 vCPUs: what Amazon's max-pods script recommends at most. Undefined: vCPUs not known. */
  readonly ceiling: number | undefined;
  /** ENIs that serve ordinary pods: neither the primary one with custom networking, nor the trunk. */
  readonly enis: number;
  readonly ipv4PerEni: number;
  /** The sum with its figures, as text. */
  readonly formula: string;
  /** What the node really does: Xen cannot delegate prefixes. */
  readonly mode: DensityMode;
  /** Pods with security groups of their own, which draw on branch ENIs. They too count against kubelet's limit. */
  readonly branchPods?: number;
  /** Sentences about what the figures leave out. */
  readonly notes: readonly string[];
}

/** Addresses in the /28 block that stands in for one address. */
const PREFIX = 16;
const LOW_CEILING = 110;
const HIGH_CEILING = 250;
const IPV6_NOTE =
  'In IPv6 mode addresses never run out; this is the value the max-pods script recommends with prefixes.';

/**
 * Pods of a Linux node. Undefined: a figure of the type is not known (its vCPUs, where a ceiling is asked for), or the plugin does not start (IPv6 on Xen, IPv6 with
 * custom networking). IPv6 mode needs prefix delegation, so that is taken to be on.
 *
 * Each ENI keeps its primary address; a delegated prefix multiplies the others by 16; `+ 2` is for the two host-network
 * pods. Only the default network card counts.
 *
 * Source: max-pods-calculator.sh of awslabs/amazon-eks-ami (templates/al2/runtime), misc/eni-max-pods.txt of the plugin.
 */
export function maxPods(
  type: InstanceType,
  mode: NetworkingMode,
  { ceiling: withCeiling }: { readonly ceiling: boolean },
): Density | undefined {
  const prefixCapable = canDelegatePrefixes(type);
  const ipv6 = mode.ipv6 === true;
  if (type.enis === undefined || type.ipv4PerEni === undefined) return undefined;
  if ((mode.prefixDelegation || ipv6) && prefixCapable === undefined) return undefined;
  if (ipv6 && (!prefixCapable || mode.customNetworking)) return undefined;
  if (mode.podEni && type.trunking === undefined) return undefined;

  const prefixes = (mode.prefixDelegation || ipv6) && prefixCapable === true;
  const custom = mode.customNetworking;
  // All IPv6 pods draw on one prefix of the primary ENI: neither MAX_ENI nor the trunk takes anything from them.
  const attachable = ipv6 ? type.enis : attachableEnis(type.enis, mode.maxEni);
  const trunk = mode.podEni && type.trunking === true && attachable > 1;
  const taken = ipv6 ? 0 : Number(custom) + Number(trunk);
  const enis = attachable - taken;
  const raw = enis * (type.ipv4PerEni - 1) * (prefixes ? PREFIX : 1) + 2;
  const ceiling = recommendedCeiling(type);
  // Which of the two ceilings holds is not known, and neither is the answer.
  if (withCeiling && ceiling === undefined && raw > LOW_CEILING) return undefined;
  const capped = withCeiling && ceiling !== undefined && ceiling < raw;

  const enisText = taken > 0 ? `(${attachable}${' − 1'.repeat(taken)})` : `${attachable}`;
  const product = `${enisText} × (${type.ipv4PerEni} − 1)${prefixes ? ` × ${PREFIX}` : ''}`;
  return {
    maxPods: capped ? ceiling : raw,
    raw,
    ceiling,
    enis,
    ipv4PerEni: type.ipv4PerEni,
    formula: `${product} + 2 = ${raw}${capped ? `, at most ${ceiling}` : ''}`,
    mode: modeOf(prefixes, custom),
    ...(mode.podEni && { branchPods: trunk ? (type.branchEnis ?? 0) : 0 }),
    notes: [
      ...(ipv6 ? [IPV6_NOTE] : []),
      ...(mode.prefixDelegation && !prefixes
        ? ['Xen cannot delegate prefixes: the plugin uses secondary addresses.']
        : []),
      ...(custom ? ['The primary ENI serves no pods.'] : []),
      ...(mode.podEni ? [trunkNote(type, trunk, ipv6)] : []),
      ...(!ipv6 && attachable < type.enis
        ? [`MAX_ENI keeps the node to ${attachable} of ${type.enis} ENIs.`]
        : []),
      ...((type.totalEnis ?? 0) > type.enis
        ? [`Only the ${type.enis} ENIs of the default network card count, of ${type.totalEnis}.`]
        : []),
      ...(enis === 0 ? ['No ENI is left for pods: only host-network pods run.'] : []),
    ],
  };
}

/** Nitro and bare metal can. Undefined: not known. */
export function canDelegatePrefixes({ hypervisor, bareMetal }: InstanceType): boolean | undefined {
  if (bareMetal || hypervisor === 'nitro' || hypervisor === 'none') return true;
  return hypervisor === 'xen' ? false : undefined;
}

const attachableEnis = (limit: number, maxEni: number | undefined): number =>
  maxEni === undefined || maxEni < 1 ? limit : Math.min(maxEni, limit);

/** Undefined: vCPUs not known. */
const recommendedCeiling = ({ vcpus }: InstanceType): number | undefined =>
  vcpus === undefined ? undefined : vcpus > 30 ? HIGH_CEILING : LOW_CEILING;

function modeOf(prefixes: boolean, custom: boolean): DensityMode {
  if (prefixes) return custom ? 'prefix-delegation+custom-networking' : 'prefix-delegation';
  return custom ? 'custom-networking' : 'secondary-ip';
}

function trunkNote(type: InstanceType, trunk: boolean, ipv6: boolean): string {
  if (trunk) return ipv6 ? 'One ENI is the trunk.' : 'One ENI is the trunk; it serves no ordinary pods.';
  return type.trunking
    ? 'MAX_ENI leaves no room for the trunk ENI: no pod gets a branch ENI.'
    : 'This type has no trunk ENI: security groups for pods do not work on it.';
}

/** IPv4 densities of the type in all modes it can have, for comparison. Modes whose figures are not known are left out. */
export const densityTable = (
  type: InstanceType,
  {
    ceiling,
    podEni = false,
    maxEni,
  }: { readonly ceiling: boolean; readonly podEni?: boolean; readonly maxEni?: number },
): readonly Density[] =>
  [false, true].flatMap((prefixDelegation) =>
    [false, true].flatMap((customNetworking) => {
      const mode = { prefixDelegation, customNetworking, podEni, ...(maxEni !== undefined && { maxEni }) };
      const density = maxPods(type, mode, { ceiling });
      return density?.mode === modeOf(prefixDelegation, customNetworking) ? [density] : [];
    }),
  );
