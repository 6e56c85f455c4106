import { accountSelectedByName } from './accountSelectedByName.js';
import { addonConfigurationNotText } from './addonConfigurationNotText.js';
import { addonConfigurationUnreadable } from './addonConfigurationUnreadable.js';
import { addonDefinitionAsKey } from './addonDefinitionAsKey.js';
import { addonKeyUnknown } from './addonKeyUnknown.js';
import { addonRegionMissing } from './addonRegionMissing.js';
import { addonVariableAtTop } from './addonVariableAtTop.js';
import { agentTooOld } from './agentTooOld.js';
import { allowUnknownRule } from './allowUnknownRule.js';
import { allowUnused } from './allowUnused.js';
import { allowWithoutReason } from './allowWithoutReason.js';
import { annotatingWithoutPermission } from './annotatingWithoutPermission.js';
import { annotationShadowsLabel } from './annotationShadowsLabel.js';
import { bandwidthPluginWithNetworkPolicy } from './bandwidthPluginWithNetworkPolicy.js';
import { bothIpFamilies } from './bothIpFamilies.js';
import { capaSecondaryBlock } from './capaSecondaryBlock.js';
import { cidrAdjacent } from './cidrAdjacent.js';
import { cidrContained } from './cidrContained.js';
import { cidrDuplicate } from './cidrDuplicate.js';
import { cidrFieldHostBits } from './cidrFieldHostBits.js';
import { cidrFieldInvalid } from './cidrFieldInvalid.js';
import { cidrHostBits } from './cidrHostBits.js';
import { cidrLengthOutOfRange } from './cidrLengthOutOfRange.js';
import { cidrOverlap } from './cidrOverlap.js';
import { cidrReserved } from './cidrReserved.js';
import { cloudwatchWithoutEventLogs } from './cloudwatchWithoutEventLogs.js';
import { cninodeByHand } from './cninodeByHand.js';
import { configMapNotRead } from './configMapNotRead.js';
import { containersOutOfStep } from './containersOutOfStep.js';
import { controlPlaneInPodSubnet } from './controlPlaneInPodSubnet.js';
import { cooldownTooShort } from './cooldownTooShort.js';
import { customNetworkingWithoutEniConfig } from './customNetworkingWithoutEniConfig.js';
import { customNetworkingWithoutLabel } from './customNetworkingWithoutLabel.js';
import { customNetworkingWithoutProvisioning } from './customNetworkingWithoutProvisioning.js';
import { dockerBridgeOverlap } from './dockerBridgeOverlap.js';
import { droppedItem } from './droppedItem.js';
import { duplicateEniConfig } from './duplicateEniConfig.js';
import { duplicateSecurityGroup } from './duplicateSecurityGroup.js';
import { duplicateVariable } from './duplicateVariable.js';
import { earlyDemuxOffForNothing } from './earlyDemuxOffForNothing.js';
import { ec2EndpointUnused } from './ec2EndpointUnused.js';
import { enforcingModeWithoutNodeAgent } from './enforcingModeWithoutNodeAgent.js';
import { eniConfigLabelUnread } from './eniConfigLabelUnread.js';
import { eniConfigNotAZone } from './eniConfigNotAZone.js';
import { eniConfigRegionUnused } from './eniConfigRegionUnused.js';
import { eniConfigsNotCreated } from './eniConfigsNotCreated.js';
import { eniConfigsNotRendered } from './eniConfigsNotRendered.js';
import { eniConfigWithoutCustomNetworking } from './eniConfigWithoutCustomNetworking.js';
import { eniNotSubtracted } from './eniNotSubtracted.js';
import { envNameInvalid } from './envNameInvalid.js';
import { exceptOutsideCidr } from './exceptOutsideCidr.js';
import { fatalAgentArgument } from './fatalAgentArgument.js';
import { fatalValue } from './fatalValue.js';
import { fewBranchEnis } from './fewBranchEnis.js';
import { harmfulValue } from './harmfulValue.js';
import { ignoredAgentArgument } from './ignoredAgentArgument.js';
import { ignoredValue } from './ignoredValue.js';
import { initVersionMismatch } from './initVersionMismatch.js';
import { invalidNetworkAnnotation } from './invalidNetworkAnnotation.js';
import { invalidNetworkConfig } from './invalidNetworkConfig.js';
import { ipv4EgressNotFiltered } from './ipv4EgressNotFiltered.js';
import { ipv6OffInPods } from './ipv6OffInPods.js';
import { ipv6OnXenType } from './ipv6OnXenType.js';
import { ipv6WithCustomNetworking } from './ipv6WithCustomNetworking.js';
import { ipv6WithoutPrefixDelegation } from './ipv6WithoutPrefixDelegation.js';
import { keyWrittenTwice } from './keyWrittenTwice.js';
import { kopsMaxPodsWithoutPrefixes } from './kopsMaxPodsWithoutPrefixes.js';
import { maxEniTooLow } from './maxEniTooLow.js';
import { maxPodsAboveCapacity } from './maxPodsAboveCapacity.js';
import { maxPodsExpressionInvalid } from './maxPodsExpressionInvalid.js';
import { maxPodsExpressionOutOfRange } from './maxPodsExpressionOutOfRange.js';
import { maxPodsExpressionUnused } from './maxPodsExpressionUnused.js';
import { maxPodsLeftLow } from './maxPodsLeftLow.js';
import { maxPodsOverriddenByEks } from './maxPodsOverriddenByEks.js';
import { maxPodsOverruledByKarpenter } from './maxPodsOverruledByKarpenter.js';
import { maxPodsRefusedByEksctl } from './maxPodsRefusedByEksctl.js';
import { minimumIpAboveCapacity } from './minimumIpAboveCapacity.js';
import { minimumIpWithoutWarm } from './minimumIpWithoutWarm.js';
import { misplacedField } from './misplacedField.js';
import { missingGroups } from './missingGroups.js';
import { missingSelector } from './missingSelector.js';
import { missingSubnet } from './missingSubnet.js';
import { mixedGroupSizes } from './mixedGroupSizes.js';
import { mtuTooSmallForIpv6 } from './mtuTooSmallForIpv6.js';
import { namespaceOnEniConfig } from './namespaceOnEniConfig.js';
import { nameUnlikeAZone } from './nameUnlikeAZone.js';
import { networkPolicyHalfEnabled } from './networkPolicyHalfEnabled.js';
import { networkPolicyNotEnforced } from './networkPolicyNotEnforced.js';
import { networkPolicyWithoutMode } from './networkPolicyWithoutMode.js';
import { nicConfigIgnored } from './nicConfigIgnored.js';
import { nicConfigWithoutMultiNic } from './nicConfigWithoutMultiNic.js';
import { nodeAgentInOtherFamily } from './nodeAgentInOtherFamily.js';
import { nodeNameNotFromField } from './nodeNameNotFromField.js';
import { nodesWithoutEniConfig } from './nodesWithoutEniConfig.js';
import { noIpFamily } from './noIpFamily.js';
import { notChecked } from './notChecked.js';
import { notYaml } from './notYaml.js';
import { noWarmAddresses } from './noWarmAddresses.js';
import { objectNameInvalid } from './objectNameInvalid.js';
import { operatorValuesMismatch } from './operatorValuesMismatch.js';
import { pathNotMounted } from './pathNotMounted.js';
import { podEniInImdsOnlyMode } from './podEniInImdsOnlyMode.js';
import { podEniWithoutTrunk } from './podEniWithoutTrunk.js';
import { podEniWrittenByHand } from './podEniWrittenByHand.js';
import { podMtuAboveEniMtu } from './podMtuAboveEniMtu.js';
import { podsDeniedByDefault } from './podsDeniedByDefault.js';
import { podsPerCoreUnused } from './podsPerCoreUnused.js';
import { policyOnHostNetwork } from './policyOnHostNetwork.js';
import { policySelectsNothing } from './policySelectsNothing.js';
import { policyWithoutPodEni } from './policyWithoutPodEni.js';
import { policyWithoutTrunk } from './policyWithoutTrunk.js';
import { poolBlockSize } from './poolBlockSize.js';
import { preattachedEnisSkipped } from './preattachedEnisSkipped.js';
import { prefixDelegationInSmallSubnet } from './prefixDelegationInSmallSubnet.js';
import { prefixDelegationOnXenType } from './prefixDelegationOnXenType.js';
import { prefixDelegationWithoutTarget } from './prefixDelegationWithoutTarget.js';
import { prefixTargetReadAsZero } from './prefixTargetReadAsZero.js';
import { probeAtOldPort } from './probeAtOldPort.js';
import { reservedEnisMissing } from './reservedEnisMissing.js';
import type { Rule } from './rule.js';
import { secondaryCidrRestricted } from './secondaryCidrRestricted.js';
import { securityGroupNotAnId } from './securityGroupNotAnId.js';
import { serviceCidrNotPrivate } from './serviceCidrNotPrivate.js';
import { serviceCidrWithIpv6 } from './serviceCidrWithIpv6.js';
import { sharedSubnet } from './sharedSubnet.js';
import { standardModeWithSnat } from './standardModeWithSnat.js';
import { strictModeWithEarlyDemux } from './strictModeWithEarlyDemux.js';
import { strictModeWithLinkLocal } from './strictModeWithLinkLocal.js';
import { subnetDiscoveryInImdsOnlyMode } from './subnetDiscoveryInImdsOnlyMode.js';
import { subnetInOtherZone } from './subnetInOtherZone.js';
import { subnetNotAnId } from './subnetNotAnId.js';
import { subnetOutsideVpc } from './subnetOutsideVpc.js';
import { textTakenForTrue } from './textTakenForTrue.js';
import { tooManyGroups } from './tooManyGroups.js';
import { tooManyGroupsTogether } from './tooManyGroupsTogether.js';
import { unknownAgentArgument } from './unknownAgentArgument.js';
import { unknownApiVersion } from './unknownApiVersion.js';
import { unknownCninodeFeature } from './unknownCninodeFeature.js';
import { unknownConfigMapKey } from './unknownConfigMapKey.js';
import { unknownContainer } from './unknownContainer.js';
import { unknownEniConfig } from './unknownEniConfig.js';
import { unknownField } from './unknownField.js';
import { unknownInstanceType } from './unknownInstanceType.js';
import { unknownNetwork } from './unknownNetwork.js';
import { unknownOperator } from './unknownOperator.js';
import { unknownSecurityGroupMode } from './unknownSecurityGroupMode.js';
import { unknownValue } from './unknownValue.js';
import { unknownVariable } from './unknownVariable.js';
import { unquotedValue } from './unquotedValue.js';
import { unreadableConfigMapValue } from './unreadableConfigMapValue.js';
import { unreadSetting } from './unreadSetting.js';
import { valueAndValueFrom } from './valueAndValueFrom.js';
import { valuesNotRead } from './valuesNotRead.js';
import { variableOutsideEnv } from './variableOutsideEnv.js';
import { variableRemoved } from './variableRemoved.js';
import { variableTooNew } from './variableTooNew.js';
import { versionMismatch } from './versionMismatch.js';
import { warmEniAboveMaxEni } from './warmEniAboveMaxEni.js';
import { warmIpAboveMinimum } from './warmIpAboveMinimum.js';
import { warmIpWithoutMinimum } from './warmIpWithoutMinimum.js';
import { warmPoolWastesAddresses } from './warmPoolWastesAddresses.js';
import { warmPrefixBesideIpTargets } from './warmPrefixBesideIpTargets.js';
import { windowsNodesWithoutIpam } from './windowsNodesWithoutIpam.js';
import { windowsPrefixesWithoutIpam } from './windowsPrefixesWithoutIpam.js';
import { windowsTargetNotRead } from './windowsTargetNotRead.js';
import { windowsTargetOnLinux } from './windowsTargetOnLinux.js';
import { windowsTargetReplaced } from './windowsTargetReplaced.js';
import { wrongContainer } from './wrongContainer.js';
import { wrongType } from './wrongType.js';
import { zoneWithoutEniConfig } from './zoneWithoutEniConfig.js';

export const RULES: readonly Rule[] = [
  accountSelectedByName,
  addonConfigurationNotText,
  addonConfigurationUnreadable,
  addonDefinitionAsKey,
  addonKeyUnknown,
  addonRegionMissing,
  addonVariableAtTop,
  agentTooOld,
  allowUnknownRule,
  allowUnused,
  allowWithoutReason,
  annotatingWithoutPermission,
  annotationShadowsLabel,
  bandwidthPluginWithNetworkPolicy,
  bothIpFamilies,
  capaSecondaryBlock,
  cidrAdjacent,
  cidrContained,
  cidrDuplicate,
  cidrFieldHostBits,
  cidrFieldInvalid,
  cidrHostBits,
  cidrLengthOutOfRange,
  cidrOverlap,
  cidrReserved,
  cloudwatchWithoutEventLogs,
  cninodeByHand,
  configMapNotRead,
  containersOutOfStep,
  controlPlaneInPodSubnet,
  cooldownTooShort,
  customNetworkingWithoutEniConfig,
  customNetworkingWithoutLabel,
  customNetworkingWithoutProvisioning,
  dockerBridgeOverlap,
  droppedItem,
  duplicateEniConfig,
  duplicateSecurityGroup,
  duplicateVariable,
  earlyDemuxOffForNothing,
  ec2EndpointUnused,
  enforcingModeWithoutNodeAgent,
  eniConfigLabelUnread,
  eniConfigNotAZone,
  eniConfigRegionUnused,
  eniConfigsNotCreated,
  eniConfigsNotRendered,
  eniConfigWithoutCustomNetworking,
  eniNotSubtracted,
  envNameInvalid,
  exceptOutsideCidr,
  fatalAgentArgument,
  fatalValue,
  fewBranchEnis,
  harmfulValue,
  ignoredAgentArgument,
  ignoredValue,
  initVersionMismatch,
  invalidNetworkAnnotation,
  invalidNetworkConfig,
  ipv4EgressNotFiltered,
  ipv6OffInPods,
  ipv6OnXenType,
  ipv6WithCustomNetworking,
  ipv6WithoutPrefixDelegation,
  keyWrittenTwice,
  kopsMaxPodsWithoutPrefixes,
  maxEniTooLow,
  maxPodsAboveCapacity,
  maxPodsExpressionInvalid,
  maxPodsExpressionOutOfRange,
  maxPodsExpressionUnused,
  maxPodsLeftLow,
  maxPodsOverriddenByEks,
  maxPodsOverruledByKarpenter,
  maxPodsRefusedByEksctl,
  minimumIpAboveCapacity,
  minimumIpWithoutWarm,
  misplacedField,
  missingGroups,
  missingSelector,
  missingSubnet,
  mixedGroupSizes,
  mtuTooSmallForIpv6,
  namespaceOnEniConfig,
  nameUnlikeAZone,
  networkPolicyHalfEnabled,
  networkPolicyNotEnforced,
  networkPolicyWithoutMode,
  nicConfigIgnored,
  nicConfigWithoutMultiNic,
  nodeAgentInOtherFamily,
  nodeNameNotFromField,
  nodesWithoutEniConfig,
  noIpFamily,
  notChecked,
  notYaml,
  noWarmAddresses,
  objectNameInvalid,
  operatorValuesMismatch,
  pathNotMounted,
  podEniInImdsOnlyMode,
  podEniWithoutTrunk,
  podEniWrittenByHand,
  podMtuAboveEniMtu,
  podsDeniedByDefault,
  podsPerCoreUnused,
  policyOnHostNetwork,
  policySelectsNothing,
  policyWithoutPodEni,
  policyWithoutTrunk,
  poolBlockSize,
  preattachedEnisSkipped,
  prefixDelegationInSmallSubnet,
  prefixDelegationOnXenType,
  prefixDelegationWithoutTarget,
  prefixTargetReadAsZero,
  probeAtOldPort,
  reservedEnisMissing,
  secondaryCidrRestricted,
  securityGroupNotAnId,
  serviceCidrNotPrivate,
  serviceCidrWithIpv6,
  sharedSubnet,
  standardModeWithSnat,
  strictModeWithEarlyDemux,
  strictModeWithLinkLocal,
  subnetDiscoveryInImdsOnlyMode,
  subnetInOtherZone,
  subnetNotAnId,
  subnetOutsideVpc,
  textTakenForTrue,
  tooManyGroups,
  tooManyGroupsTogether,
  unknownAgentArgument,
  unknownApiVersion,
  unknownCninodeFeature,
  unknownConfigMapKey,
  unknownContainer,
  unknownEniConfig,
  unknownField,
  unknownInstanceType,
  unknownNetwork,
  unknownOperator,
  unknownSecurityGroupMode,
  unknownValue,
  unknownVariable,
  unquotedValue,
  unreadableConfigMapValue,
  unreadSetting,
  valueAndValueFrom,
  valuesNotRead,
  variableOutsideEnv,
  variableRemoved,
  variableTooNew,
  versionMismatch,
  warmEniAboveMaxEni,
  warmIpAboveMinimum,
  warmIpWithoutMinimum,
  warmPoolWastesAddresses,
  warmPrefixBesideIpTargets,
  windowsNodesWithoutIpam,
  windowsPrefixesWithoutIpam,
  windowsTargetNotRead,
  windowsTargetOnLinux,
  windowsTargetReplaced,
  wrongContainer,
  wrongType,
  zoneWithoutEniConfig,
];
