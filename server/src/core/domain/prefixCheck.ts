import { before } from './versions.js';

/** One of these has to be above zero for prefix delegation. */
export const PREFIX_TARGETS = ['WARM_PREFIX_TARGET', 'WARM_IP_TARGET', 'MINIMUM_IP_TARGET'] as const;

/**
 * The start program takes the text of a target for more than zero. It compares texts, so `abc` and `00` are more and
 * `+1` is not. Before 1.13.0 the start script compared numbers, and a text that is none made the comparison fail, which
 * let it pass.
 *
 * As validateEnvVars in cmd/aws-vpc-cni, and unsupported_prefix_target_conf in scripts/entrypoint.sh.
 */
export function passesAsTarget(text: string | undefined, version: string | undefined): boolean {
  if (!before(version, '1.13.0')) return (text ?? '0') > '0';
  if (text === undefined || text === '') return false;
  return !/^\s*[+-]?\d+\s*$/.test(text) || Number(text) > 0;
}

/** The start program looks at the targets at all: for some releases only the very text `true` means prefix delegation. */
export const checksTargets = (prefixDelegation: string, version: string | undefined): boolean =>
  prefixDelegation === 'true' || !before(version, '1.16.0');
