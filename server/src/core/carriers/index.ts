import { capa } from './capa.js';
import type { Carrier } from './carrier.js';
import { cloudFormation } from './cloudFormation.js';
import { clusterRole } from './clusterRole.js';
import { cniConfigMap } from './cniConfigMap.js';
import { daemonSet } from './daemonSet.js';
import { eksctl } from './eksctl.js';
import { eniConfig } from './eniConfig.js';
import { karpenter } from './karpenter.js';
import { karpenterController } from './karpenterController.js';
import { kops } from './kops.js';
import { nodeadm } from './nodeadm.js';
import { otherCni } from './otherCni.js';
import { policyCidrs } from './policyCidrs.js';
import { securityGroupPolicy } from './securityGroupPolicy.js';
import { workload } from './workload.js';

export const CARRIERS: readonly Carrier[] = [
  daemonSet,
  eniConfig,
  securityGroupPolicy,
  clusterRole,
  cniConfigMap,
  cloudFormation,
  kops,
  otherCni,
  policyCidrs,
  workload,
  capa,
  eksctl,
  karpenter,
  karpenterController,
  nodeadm,
];
