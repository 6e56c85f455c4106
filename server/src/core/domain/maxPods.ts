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
  /**
   * The node runs Windows: one ENI, whose addresses the VPC resource controller hands out. aws-node does not run there, so
   * of the other settings only `prefixDelegation` counts (`enable-windows-prefix-delegation` of the ConfigMap
   * amazon-vpc-cni), and `ipv6`, with which there are no Windows nodes at all.
   */
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
  /** Pods that have an address, and `hostPods` more. */
  readonly raw: number;
  /**
   * 110, or 250 above 30 vCPUs: what Amazon's max-pods script recommends at most; on Windows kubelet's default of 110.
   * Undefined: vCPUs not known.
   */
  readonly ceiling: number | undefined;
  /** ENIs that serve ordinary pods: neither the primary one with custom networking, nor the trunk. */
  readonly enis: number;
  readonly ipv4PerEni: number;
  /** aws-node and kube-proxy, which use the address of the node; none on Windows. */
  readonly hostPods: 0 | 2;
  /** The sum with its figures, without the ceiling: `3 × (10 − 1) + 2 = 29`. */
  readonly sum: string;
  /** The sum with the ceiling, where that is lower. */
  readonly formula: string;
  /** The figures in words: `3 ENIs − 1 for custom networking, 9 addresses per ENI`. No sentence. */
  readonly reason: string;
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

/** Pods that Amazon recommends at most: up to 30 vCPUs, and above. */
export const CEILINGS = [LOW_CEILING, HIGH_CEILING] as const;

const IPV6_NOTE =
  'In IPv6 mode addresses never run out; this is the value the max-pods script recommends with prefixes.';

/**
 * Pods of a node. Undefined: a figure of the type is not known (its vCPUs, where a ceiling is asked for), or there is no
 * such node (IPv6 on Xen, on Windows, or with custom networking); `whyUnknown` says which. IPv6 mode needs prefix delegation,
 * so that is taken to be on.
 *
 * Each ENI keeps its primary address; a delegated prefix multiplies the others by 16; `+ 2` is for the two host-network
 * pods of a Linux node. Only the default network card counts. ENIs go in this order: MAX_ENI is a limit on all of them, then
 * come off those that the plugin leaves alone, the primary one with custom networking, and the trunk.
 *
 * Source: max-pods-calculator.sh of awslabs/amazon-eks-ami (templates/al2/runtime), misc/eni-max-pods.txt and
 * pkg/ipamd/ipamd.go (getMaxENI, hasRoomForEni) of the plugin; pkg/provider/ip and pkg/provider/prefix of
 * aws/amazon-vpc-resource-controller-k8s for Windows.
 */
export function maxPods(
  type: InstanceType,
  mode: NetworkingMode,
  { ceiling: withCeiling }: { readonly ceiling: boolean },
): Density | undefined {
  const share = shareOf(type, mode);
  if (typeof share === 'string') return undefined;
  const { limit, taken, enis, ipv4PerEni, prefixes, hostPods, custom } = share;
  const raw = enis * (ipv4PerEni - 1) * (prefixes ? PREFIX : 1) + hostPods;
  const ceiling = mode.windows ? LOW_CEILING : recommendedCeiling(type);
  // Which of the two ceilings holds is not known, and neither is the answer.
  if (withCeiling && ceiling === undefined && raw > LOW_CEILING) return undefined;
  const capped = withCeiling && ceiling !== undefined && ceiling < raw;

  const enisText =
    taken.length > 0 ? `(${[limit, ...taken.map(({ count }) => count)].join(' − ')})` : `${limit}`;
  const factors = [enisText, `(${ipv4PerEni} − 1)`, ...(prefixes ? [PREFIX] : [])];
  const sum = `${factors.join(' × ')}${hostPods > 0 ? ` + ${hostPods}` : ''} = ${raw}`;
  return {
    maxPods: capped ? ceiling : raw,
    raw,
    ceiling,
    enis,
    ipv4PerEni,
    hostPods,
    sum,
    formula: `${sum}${capped ? `, at most ${ceiling}` : ''}`,
    reason: `${inWords(type, mode, share)}${capped ? `, at most ${ceilingInWords(ceiling, mode)}` : ''}`,
    mode: modeOf(prefixes, custom),
    ...(mode.podEni && !mode.windows && { branchPods: share.trunk ? (type.branchEnis ?? 0) : 0 }),
    notes: notesOf(type, mode, share, { raw, withCeiling }),
  };
}

/** Why `maxPods` has no answer, as what follows on "because"; undefined where it has one. */
export function whyUnknown(
  type: InstanceType,
  mode: NetworkingMode,
  { ceiling }: { readonly ceiling: boolean },
): string | undefined {
  const share = shareOf(type, mode);
  if (typeof share === 'string') return share;
  return maxPods(type, mode, { ceiling })
    ? undefined
    : 'its vCPUs are not known, and so is which ceiling holds';
}

/** ENIs and addresses of a node that pods can have. */
interface Share {
  /** ENIs that may be there, those taken from ordinary pods included. */
  readonly limit: number;
  readonly taken: readonly { readonly count: number; readonly what: string }[];
  readonly enis: number;
  readonly ipv4PerEni: number;
  readonly prefixes: boolean;
  readonly custom: boolean;
  readonly trunk: boolean;
  readonly hostPods: 0 | 2;
}

/** Or a reason why it is not known. */
function shareOf(type: InstanceType, mode: NetworkingMode): Share | string {
  const { enis, ipv4PerEni } = type;
  const prefixCapable = canDelegatePrefixes(type);
  const ipv6 = mode.ipv6 === true;
  if (enis === undefined || ipv4PerEni === undefined)
    return 'its number of ENIs and of addresses on each is not known';
  if ((mode.prefixDelegation || ipv6) && prefixCapable === undefined)
    return 'its hypervisor is not known, and so is whether it delegates prefixes';
  const prefixes = (mode.prefixDelegation || ipv6) && prefixCapable === true;

  if (mode.windows) {
    if (ipv6) return 'there are no Windows nodes in IPv6 clusters';
    return {
      limit: 1,
      taken: [],
      enis: 1,
      ipv4PerEni,
      prefixes,
      custom: false,
      trunk: false,
      hostPods: 0,
    };
  }
  if (ipv6 && !prefixes)
    return 'Xen cannot delegate prefixes, without which aws-node does not start in IPv6 mode';
  if (ipv6 && mode.customNetworking) return 'aws-node does not start with custom networking in IPv6 mode';
  if (mode.podEni && type.trunking === undefined)
    return 'whether it can have the trunk ENI of security groups for pods is not known';

  // All IPv6 pods draw on one prefix of the primary ENI: nothing takes anything from them.
  const limit = ipv6 ? enis : limitedTo(mode.maxEni, enis);
  // The primary ENI is there in any case.
  const unmanaged = Math.min(Math.max(Math.trunc(mode.unmanagedEnis ?? 0), 0), limit - 1);
  const attachable = limit - unmanaged;
  const trunk = mode.podEni && type.trunking === true && attachable > 1;
  const taken = [
    { count: unmanaged, what: 'unmanaged' },
    { count: Number(mode.customNetworking), what: 'for custom networking' },
    { count: Number(trunk), what: 'for the trunk' },
  ].filter(({ count }) => count > 0 && !ipv6);
  return {
    limit,
    taken,
    enis: taken.reduce((left, { count }) => left - count, limit),
    ipv4PerEni,
    prefixes,
    custom: mode.customNetworking,
    trunk,
    hostPods: 2,
  };
}

/** Nitro and bare metal can. Undefined: not known. */
export function canDelegatePrefixes({ hypervisor, bareMetal }: InstanceType): boolean | undefined {
  if (bareMetal || hypervisor === 'nitro' || hypervisor === 'none') return true;
  return hypervisor === 'xen' ? false : undefined;
}

const limitedTo = (maxEni: number | undefined, enis: number): number =>
  maxEni === undefined || maxEni < 1 ? enis : Math.min(maxEni, enis);

/** Undefined: vCPUs not known. */
const recommendedCeiling = ({ vcpus }: InstanceType): number | undefined =>
  vcpus === undefined ? undefined : vcpus > 30 ? HIGH_CEILING : LOW_CEILING;

function modeOf(prefixes: boolean, custom: boolean): DensityMode {
  if (prefixes) return custom ? 'prefix-delegation+custom-networking' : 'prefix-delegation';
  return custom ? 'custom-networking' : 'secondary-ip';
}

function inWords(
  { enis: all }: InstanceType,
  { ipv6, windows }: NetworkingMode,
  { limit, taken, ipv4PerEni, prefixes }: Share,
): string {
  const limited = !windows && all !== undefined && limit < all;
  const enis = limited ? `${limit} of ${all} ENIs (MAX_ENI)` : `${limit} ${limit === 1 ? 'ENI' : 'ENIs'}`;
  const less = taken.map(({ count, what }) => ` − ${count} ${what}`).join('');
  const each = ipv4PerEni - 1;
  const what = prefixes ? (each === 1 ? 'prefix' : 'prefixes') : each === 1 ? 'address' : 'addresses';
  return `${ipv6 ? 'reckoned as with IPv4 prefixes: ' : ''}${enis}${less}, ${each} ${what}${prefixes ? ` of ${PREFIX} addresses` : ''} per ENI`;
}

const ceilingInWords = (ceiling: number, { windows }: NetworkingMode): string =>
  windows
    ? `${ceiling}, kubelet's default on Windows`
    : `${ceiling} ${ceiling === HIGH_CEILING ? 'above' : 'up to'} 30 vCPUs`;

function notesOf(
  type: InstanceType,
  mode: NetworkingMode,
  share: Share,
  { raw, withCeiling }: { readonly raw: number; readonly withCeiling: boolean },
): string[] {
  const { limit, enis, prefixes, custom, trunk } = share;
  const ipv6 = mode.ipv6 === true;
  const all = type.enis ?? limit;
  if (mode.windows)
    return [
      'A Windows node has one ENI for its pods, and runs neither aws-node nor kube-proxy as pods.',
      ...(mode.prefixDelegation && !prefixes ? ['Xen cannot delegate prefixes.'] : []),
    ];
  // The script asks for the hypervisor Nitro, and EC2 reports none for bare metal.
  const counted = (limit - Number(custom)) * (share.ipv4PerEni - 1) + 2;
  return [
    ...(ipv6 ? [IPV6_NOTE] : []),
    ...(mode.prefixDelegation && !prefixes
      ? ['Xen cannot delegate prefixes: the plugin uses secondary addresses.']
      : []),
    ...(prefixes && !withCeiling && type.hypervisor === 'none' && counted < raw
      ? [`Amazon's max-pods script does not count prefixes on bare metal: it answers ${counted}.`]
      : []),
    ...(custom ? ['The primary ENI serves no pods.'] : []),
    ...(mode.podEni ? [trunkNote(type, trunk, ipv6)] : []),
    ...(limit < all ? [`MAX_ENI keeps the node to ${limit} of ${all} ENIs.`] : []),
    ...((type.totalEnis ?? 0) > all
      ? [
          `Only the ${all === 1 ? 'one ENI' : `${all} ENIs`} of the default network card ${all === 1 ? 'counts' : 'count'}, of ${type.totalEnis}.`,
        ]
      : []),
    ...(enis === 0 ? ['No ENI is left for pods: only host-network pods run.'] : []),
  ];
}

function trunkNote(type: InstanceType, trunk: boolean, ipv6: boolean): string {
  if (trunk) return ipv6 ? 'One ENI is the trunk.' : 'One ENI is the trunk; it serves no ordinary pods.';
  return type.trunking
    ? 'No room is left for the trunk ENI: no pod gets a branch ENI.'
    : 'This type has no trunk ENI: security groups for pods do not work on it.';
}

/** IPv4 densities of the type in all modes it can have, for comparison. Modes whose figures are not known are left out. */
export const densityTable = (
  type: InstanceType,
  {
    ceiling,
    ...rest
  }: { readonly ceiling: boolean } & Partial<Pick<NetworkingMode, 'podEni' | 'maxEni' | 'unmanagedEnis'>>,
): readonly Density[] =>
  [false, true].flatMap((prefixDelegation) =>
    [false, true].flatMap((customNetworking) => {
      const density = maxPods(
        type,
        { podEni: false, ...rest, prefixDelegation, customNetworking },
        { ceiling },
      );
      return density?.mode === modeOf(prefixDelegation, customNetworking) ? [density] : [];
    }),
  );
