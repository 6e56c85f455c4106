import type { Carrier } from './carrier.js';
import { clusterRole } from './clusterRole.js';
import { daemonSet } from './daemonSet.js';
import { eniConfig } from './eniConfig.js';
import { securityGroupPolicy } from './securityGroupPolicy.js';

export const CARRIERS: readonly Carrier[] = [daemonSet, eniConfig, securityGroupPolicy, clusterRole];
