import type { PoolTargets } from '../domain/warmPool.js';
import { effective, UNKNOWN } from './effective.js';
import type { Install } from './facts.js';

/** The targets that an aws-node keeps its pool to; undefined where only the cluster knows one of them. */
export function poolTargets(install: Install): PoolTargets | undefined {
  const warmEni = effective(install, 'WARM_ENI_TARGET');
  const warmIp = effective(install, 'WARM_IP_TARGET');
  const minimumIp = effective(install, 'MINIMUM_IP_TARGET');
  const warmPrefix = effective(install, 'WARM_PREFIX_TARGET');
  if (warmEni === UNKNOWN || warmIp === UNKNOWN || minimumIp === UNKNOWN || warmPrefix === UNKNOWN) {
    return undefined;
  }
  return { warmEni, warmIp, minimumIp, warmPrefix };
}
