import { isOn } from './effective.js';
import type { Install } from './facts.js';

/** aws-node attaches addresses and frees them: IPv4 mode, and nothing else does it instead, as far as the text tells. */
export const managesPool = (install: Install): boolean =>
  !isOn(install, 'ENABLE_IPv6') &&
  !isOn(install, 'ENABLE_IMDS_ONLY_MODE') &&
  !isOn(install, 'DISABLE_NETWORK_RESOURCE_PROVISIONING');
