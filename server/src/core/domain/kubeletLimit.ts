import type { InstanceType } from './instances.js';
import { canDelegatePrefixes, maxPods, type NetworkingMode } from './maxPods.js';

/** Who tells kubelet how many pods a node takes, when nobody writes a number. */
export type Counter =
  /** A managed node group without an image of its own: EKS runs its script, which knows the mode and the ceiling. */
  | 'eks'
  /** The images of Amazon (nodeadm, the table of AL2, Bottlerocket): secondary addresses, whatever the mode, no ceiling. */
  | 'ami'
  /** Karpenter: secondary addresses less its reserved ENIs, no ceiling. */
  | 'karpenter'
  /** EKS Auto Mode. */
  | 'auto-mode'
  /** kOps with amazonvpc: secondary addresses, at most 110. */
  | 'kops'
  /** kubelet by itself, as on Windows. */
  | 'kubelet';

export interface KubeletLimit {
  readonly pods: number;
  /** With its figures: `3 × (10 − 1) + 2 = 29`. */
  readonly formula: string;
  /** A sentence. */
  readonly reason: string;
}

export interface CounterOptions {
  /** Karpenter's RESERVED_ENIS. */
  readonly reservedEnis?: number;
}

/** kubelet's own `maxPods`. */
const DEFAULT = 110;

/**
 * What kubelet is told; undefined: a figure of the type is not known, or what the counter makes of the mode. Images fall back
 * to 110 for a type that neither they nor EC2 know; one that only we do not know is no such type.
 *
 * Sources: awslabs/amazon-eks-ami nodeadm/internal/kubelet/eni_max_pods.go and templates/al2/runtime/max-pods-calculator.sh;
 * aws/karpenter-provider-aws pkg/providers/instancetype/types.go, ENILimitedPods; Amazon EKS user guide, "Choose an optimal
 * Amazon EC2 node instance type"; kubernetes/kops, networking amazonvpc.
 */
export function kubeletLimit(
  type: InstanceType,
  counter: Counter,
  mode: NetworkingMode,
  { reservedEnis = 0 }: CounterOptions = {},
): KubeletLimit | undefined {
  if (mode.windows) return byItself('Windows images leave kubelet at its default of 110 pods.');
  switch (counter) {
    case 'kubelet':
      return byItself('Nobody tells kubelet a number, and its default is 110 pods.');
    case 'eks':
      return byEks(type, mode);
    case 'ami':
      return secondary(type, {
        reason: 'The image counts secondary addresses, whatever the plugin does, and knows no ceiling',
      });
    case 'karpenter':
      return byKarpenter(type, reservedEnis);
    case 'kops':
      return secondary(type, {
        ceiling: DEFAULT,
        reason: 'kOps counts secondary addresses, whatever the plugin does, up to 110 pods',
      });
    case 'auto-mode':
      return byAutoMode(type);
  }
}

/** The limit of a managed node group: EKS gives all of its nodes the lowest of its types. Undefined: one of them is not known. */
export function lowestLimit(
  types: readonly InstanceType[],
  counter: Counter,
  mode: NetworkingMode,
  options: CounterOptions = {},
): (KubeletLimit & { readonly type: string }) | undefined {
  let lowest: (KubeletLimit & { readonly type: string }) | undefined;
  for (const type of types) {
    const limit = kubeletLimit(type, counter, mode, options);
    if (!limit) return undefined;
    if (!lowest || limit.pods < lowest.pods) lowest = { ...limit, type: type.name };
  }
  return lowest && types.length > 1
    ? { ...lowest, reason: `${lowest.type} has the fewest pods of the group. ${lowest.reason}` }
    : lowest;
}

const byItself = (reason: string): KubeletLimit => ({ pods: DEFAULT, formula: String(DEFAULT), reason });

/**
 * The script that EKS runs. It leaves the trunk of security groups for pods out of account, and prefixes of bare metal, where
 * the ceiling makes up for it. Whether EKS hands MAX_ENI on to it is not documented.
 */
function byEks(type: InstanceType, mode: NetworkingMode): KubeletLimit | undefined {
  const wantsPrefixes = mode.prefixDelegation || mode.ipv6 === true;
  if (wantsPrefixes && canDelegatePrefixes(type) === undefined) return undefined;
  const asked = {
    prefixDelegation: wantsPrefixes && type.hypervisor === 'nitro',
    customNetworking: mode.customNetworking,
    podEni: false,
  };
  const density = maxPods(type, asked, { ceiling: true });
  const limited =
    mode.maxEni === undefined ? density : maxPods(type, { ...asked, maxEni: mode.maxEni }, { ceiling: true });
  if (!density || limited?.maxPods !== density.maxPods) return undefined;
  return {
    pods: density.maxPods,
    formula: density.formula,
    reason: `EKS counts for the nodes of its managed groups: ${density.reason}.`,
  };
}

/** Its count goes without prefixes; with all ENIs reserved there is no place at all, not even for host-network pods. */
function byKarpenter(type: InstanceType, reservedEnis: number): KubeletLimit | undefined {
  if (type.enis === undefined || type.ipv4PerEni === undefined) return undefined;
  if (reservedEnis >= type.enis) {
    return {
      pods: 0,
      formula: `${type.enis} − ${reservedEnis} leaves no ENI, so 0`,
      reason: `Karpenter reserves ${reservedEnis} ENIs (RESERVED_ENIS), and the type has ${type.enis}.`,
    };
  }
  const less =
    reservedEnis > 0
      ? ` less ${reservedEnis} reserved ${reservedEnis === 1 ? 'ENI' : 'ENIs'} (RESERVED_ENIS)`
      : '';
  return secondary(type, {
    reserved: reservedEnis,
    reason: `Karpenter counts secondary addresses${less}, whatever the plugin does, and knows no ceiling`,
  });
}

/**
 * The guide says the lower of 110 and the count for the type, and not whether that is one of addresses or of prefixes, which
 * these nodes use; nor do aws-node and kube-proxy run as pods there. Known is what comes to 110 in any reading.
 */
function byAutoMode({ enis, ipv4PerEni }: InstanceType): KubeletLimit | undefined {
  if (enis === undefined || ipv4PerEni === undefined || enis * (ipv4PerEni - 1) < DEFAULT) return undefined;
  return byItself('EKS Auto Mode runs at most 110 pods on a node.');
}

function secondary(
  { enis, ipv4PerEni }: InstanceType,
  {
    reason,
    reserved = 0,
    ceiling = Number.POSITIVE_INFINITY,
  }: { readonly reason: string; readonly reserved?: number; readonly ceiling?: number },
): KubeletLimit | undefined {
  if (enis === undefined || ipv4PerEni === undefined) return undefined;
  const count = (enis - reserved) * (ipv4PerEni - 1) + 2;
  const enisText = reserved > 0 ? `(${enis} − ${reserved})` : `${enis}`;
  return {
    pods: Math.min(count, ceiling),
    formula: `${enisText} × (${ipv4PerEni} − 1) + 2 = ${count}${count > ceiling ? `, at most ${ceiling}` : ''}`,
    reason: `${reason}.`,
  };
}
