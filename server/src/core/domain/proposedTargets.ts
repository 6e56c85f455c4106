import { type PoolNode, type PoolTargets, settled } from './warmPool.js';

/** Targets of upstream's manifest. */
export const MANIFEST_TARGETS: PoolTargets = { warmEni: 1, warmIp: 0, minimumIp: 0, warmPrefix: 1 };

/** Addresses by which one pool has to be larger than another before that is worth a word: a /27. */
const NOTABLE = 32;

/** More free addresses than one in ten of the pods are hardly ever taken in the 5 seconds between two looks of ipamd. */
const SHARE_WARM = 0.1;
const MOST_WARM = 10;

/** Addresses that the node can give to pods. */
export const capacityOf = ({ prefixes, slots, perEni }: PoolNode): number =>
  slots * perEni * (prefixes ? 16 : 1);

/**
 * IP targets for a node that runs about `pods` pods with an address of their own: so many from the start, and few free
 * ones beyond. With them no pod waits, nothing is attached and freed in turn, and the node holds no more than now, unless
 * pods wait now. Undefined: there are none that are better than the present ones.
 */
export function proposedTargets(node: PoolNode, present: PoolTargets, pods: number): PoolTargets | undefined {
  const expected = Math.min(pods, capacityOf(node));
  const now = settled(node, present, expected);
  if (!now || expected < 1) return undefined;
  for (let warm = Math.min(MOST_WARM, Math.ceil(expected * SHARE_WARM)); warm >= 1; warm--) {
    const targets = { ...present, minimumIp: expected, warmIp: warm };
    const then = settled(node, targets, expected);
    if (!then?.steady || then.waiting > 0) continue;
    if (now.waiting === 0 && then.addresses > now.addresses) continue;
    return isSame(targets, present) ? undefined : targets;
  }
  return undefined;
}

const isSame = (a: PoolTargets, b: PoolTargets): boolean =>
  a.warmEni === b.warmEni &&
  a.warmIp === b.warmIp &&
  a.minimumIp === b.minimumIp &&
  a.warmPrefix === b.warmPrefix;

/** An idle node holds neither more than now nor notably more than with upstream's targets. */
export function isFrugalWhenIdle(node: PoolNode, targets: PoolTargets, present: PoolTargets): boolean {
  const [then, now, usual] = [targets, present, MANIFEST_TARGETS].map(
    (each) => settled(node, each, 0)?.addresses,
  );
  if (then === undefined || now === undefined || usual === undefined) return false;
  return then <= now || then - usual < NOTABLE;
}

/** A node with `pods` pods that have an address. */
export interface Waste {
  readonly pods: number;
  /** Addresses it holds. */
  readonly held: number;
  /** Addresses it would hold with upstream's targets. */
  readonly usual: number;
}

/**
 * Where the pool holds notably more free addresses than it would with upstream's targets; the worst such point.
 * `expected`: pods to expect, if somebody has said; without that all from none to `most` may come, and the minimum asked
 * for is taken to be what they need.
 */
export function wasteOf(
  node: PoolNode,
  targets: PoolTargets,
  most: number,
  expected: number | undefined,
): Waste | undefined {
  if (isUsual(node, targets)) return undefined;
  const points = expected === undefined ? [0, Math.floor(most / 2), most] : [Math.min(expected, most)];
  const found = points.flatMap((pods) => {
    const held = settled(node, targets, pods)?.addresses;
    const usual = settled(node, MANIFEST_TARGETS, pods)?.addresses;
    if (held === undefined || usual === undefined) return [];
    const needed = expected === undefined ? Math.max(pods, targets.minimumIp) : pods;
    return [{ pods, held, usual, excess: held - needed - (usual - pods) }];
  });
  const worst = found.sort((a, b) => b.excess - a.excess)[0];
  return worst && worst.excess >= NOTABLE
    ? { pods: worst.pods, held: worst.held, usual: worst.usual }
    : undefined;
}

/** They hold no more than upstream's, whatever the number of pods. */
const isUsual = ({ prefixes }: PoolNode, { warmEni, warmIp, minimumIp, warmPrefix }: PoolTargets): boolean =>
  warmIp === 0 && minimumIp === 0 && (prefixes ? warmPrefix : warmEni) <= 1;

/**
 * The first numbers of pods, up to `most`, with which ipamd attaches and frees the same thing again and again: that
 * happens only where pods fill ENIs or prefixes exactly.
 */
export function unsteadyAt(
  node: PoolNode,
  targets: PoolTargets,
  most: number,
  { first }: { readonly first: number },
): readonly number[] {
  const found: number[] = [];
  const full = node.prefixes ? 16 : Math.max(1, node.perEni);
  for (let pods = 0; pods <= most && found.length < first; pods += full) {
    if (settled(node, targets, pods)?.steady === false) found.push(pods);
  }
  return found;
}
