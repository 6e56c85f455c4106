import type { InstanceType } from '../domain/instances.js';
import { hasIpTargets } from '../domain/poolSteps.js';
import type { PoolTargets } from '../domain/warmPool.js';
import { settledUpTo } from '../domain/warmPool.js';
import type { Cluster } from '../model/cluster.js';
import { HOST_PODS, type NodePool } from '../model/nodePool.js';
import { remembered } from '../model/remembered.js';
import type { Settings } from '../settings.js';
import { modeName } from './density.js';
import type { PoolPicture, PoolPoint, PoolSeries } from './exploration.js';
import type { Picture } from './explorationPicture.js';
import { ofType } from './explorationTypes.js';
import { poolOn } from './pool.js';
import { counted } from './words.js';

/** The pool of nodes of a type. Undefined: not known, the aws-nodes differ, or there is none. */
export function poolIn(
  picture: Picture,
  type: InstanceType,
  seen: Cluster,
  settings: Settings,
): NodePool | undefined {
  const { runs, told } = ofType(type, { seen, picture, settings });
  if (runs !== 'linux') return undefined;
  const [pool, ...others] = picture.installs.map((install) =>
    poolOn(install, settings, type.name, told?.pods),
  );
  return pool && others.every((other) => other && isSame(pool, other)) ? pool : undefined;
}

const isSame = (a: NodePool, b: NodePool): boolean =>
  JSON.stringify([a.node, a.targets, a.pods]) === JSON.stringify([b.node, b.targets, b.pods]);

/** What a node holds from 0 to max pods, as it is written and as it is tried. `title`: of what is written. */
export function poolPicture(
  written: NodePool | undefined,
  tried: NodePool | undefined,
  seen: Cluster,
  title: string,
): PoolPicture | undefined {
  // From no pods to no pods there is nothing to draw.
  if (tried?.pods === 0) return undefined;
  const present = written?.pods === 0 ? undefined : written;
  const other = tried && !(present && isSame(present, tried)) ? tried : undefined;
  const [first] = [present ?? other].flatMap((pool) => pool ?? []);
  if (!first) return undefined;
  const showsMode =
    present !== undefined && other !== undefined && modeName(present.mode) !== modeName(other.mode);
  const series = (id: PoolSeries['id'], pool: NodePool, of: string): PoolSeries => ({
    id,
    title: `${of}: ${showsMode ? `${modeName(pool.mode)}, ` : ''}${inWords(pool)}`,
    points: pointsOf(seen)(pool),
  });
  return {
    type: first.type,
    series: [
      ...(present ? [series('present', present, title)] : []),
      ...(other ? [series('tried', other, 'tried')] : []),
    ],
    maxPods: Math.min(
      MOST_POINTS + HOST_PODS,
      Math.max(...[present, other].flatMap((pool) => (pool ? [pool.node.maxPods] : []))),
    ),
  };
}

/** The targets that are read. */
function inWords({ targets, node }: { targets: PoolTargets; node: NodePool['node'] }): string {
  const { warmEni, warmIp, minimumIp, warmPrefix } = targets;
  if (hasIpTargets(targets)) {
    const warm = `${counted(warmIp, 'address', 'addresses')} warm`;
    return minimumIp > 0 ? `${warm}, ${minimumIp} at least` : warm;
  }
  return node.prefixes
    ? `${counted(warmPrefix, 'prefix', 'prefixes')} warm`
    : `${counted(warmEni, 'ENI', 'ENIs')} warm`;
}

/** A slider moves many times a second, and one of the two series is mostly what it was before. */
const pointsOf = remembered((_: Cluster) => {
  const known = new Map<string, readonly PoolPoint[]>();
  return ({ node, targets, pods }: NodePool): readonly PoolPoint[] => {
    const key = JSON.stringify([node, targets, pods]);
    const points = known.get(key) ?? pointsFor(node, targets, pods);
    known.delete(key);
    known.set(key, points);
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    return points;
  };
});

const MOST_KEPT = 16;

const pointsFor = (node: NodePool['node'], targets: PoolTargets, most: number): readonly PoolPoint[] =>
  settledUpTo(node, targets, Math.min(most, MOST_POINTS)).map(
    ({ pods, addresses, enis, prefixes, free, waiting, steady }) => ({
      pods,
      addresses,
      enis,
      ...(prefixes !== undefined && { prefixes }),
      free,
      waiting,
      steady,
    }),
  );

/** More pods than that are not pictured: without the ceiling there may be ten thousand. */
export const MOST_POINTS = 1000;
