import { addonFile } from './addonFile.js';
import { addonObject } from './addonObject.js';
import { calicoPools } from './calicoPools.js';
import { capa } from './capa.js';
import type { Carrier } from './carrier.js';
import { chartFile } from './chartFile.js';
import { chartPatch } from './chartPatch.js';
import { chartValues } from './chartValues.js';
import { cloudFormation } from './cloudFormation.js';
import { clusterRole } from './clusterRole.js';
import { cniConfigMap } from './cniConfigMap.js';
import { cniNode } from './cniNode.js';
import { daemonSet } from './daemonSet.js';
import { eksctl } from './eksctl.js';
import { eniConfig } from './eniConfig.js';
import { fluxKustomization } from './fluxKustomization.js';
import { jsonPatch } from './jsonPatch.js';
import { karpenter } from './karpenter.js';
import { karpenterController } from './karpenterController.js';
import { kops } from './kops.js';
import { kustomization } from './kustomization.js';
import { namespace } from './namespace.js';
import { networkAttachment } from './networkAttachment.js';
import { networkPolicy } from './networkPolicy.js';
import { node } from './node.js';
import { nodeadm } from './nodeadm.js';
import { otherCni } from './otherCni.js';
import { policyEngine } from './policyEngine.js';
import { securityGroupPolicy } from './securityGroupPolicy.js';
import { serviceAccount } from './serviceAccount.js';
import { workload } from './workload.js';

export const CARRIERS: readonly Carrier[] = [
  daemonSet,
  jsonPatch,
  kustomization,
  fluxKustomization,
  eniConfig,
  securityGroupPolicy,
  clusterRole,
  cniConfigMap,
  cniNode,
  chartValues,
  chartFile,
  chartPatch,
  cloudFormation,
  kops,
  otherCni,
  policyEngine,
  networkPolicy,
  networkAttachment,
  calicoPools,
  workload,
  serviceAccount,
  namespace,
  capa,
  eksctl,
  addonFile,
  addonObject,
  karpenter,
  karpenterController,
  node,
  nodeadm,
];
