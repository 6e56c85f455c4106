import type { NetworkingMode } from '../domain/maxPods.js';
import { effective, UNKNOWN } from './effective.js';
import type { Install } from './facts.js';

/** How an aws-node hands out addresses; undefined where a setting that matters is not known. */
export function networkingMode(install: Install): NetworkingMode | undefined {
  const prefixDelegation = effective(install, 'ENABLE_PREFIX_DELEGATION');
  const customNetworking = effective(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
  const podEni = effective(install, 'ENABLE_POD_ENI');
  const maxEni = effective(install, 'MAX_ENI');
  const ipv6 = effective(install, 'ENABLE_IPv6');
  if (
    prefixDelegation === UNKNOWN ||
    customNetworking === UNKNOWN ||
    podEni === UNKNOWN ||
    maxEni === UNKNOWN ||
    ipv6 === UNKNOWN
  ) {
    return undefined;
  }
  return { prefixDelegation, customNetworking, podEni, ipv6, ...(maxEni !== undefined && { maxEni }) };
}
