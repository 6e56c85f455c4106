const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const IMAGE = words('account domain endpoint override overrideRepository pullPolicy region tag');

/** Keys of the chart's values in any of its releases, by the path of their map; `*` is a key that people choose. */
export const CHART_FIELDS: Readonly<Record<string, readonly string[]>> = {
  '': words(`
    affinity branchENICooldown cniConfig crd cri enableNetworkPolicy enableWindowsIpam enableWindowsPrefixDelegation
    eniConfig env extraEnv extraVolumeMounts extraVolumes fullnameOverride global image imagePullSecrets init livenessProbe
    livenessProbeTimeoutSeconds minimumWindowsIPTarget nameOverride nodeAgent nodeSelector originalMatchLabels
    podAnnotations podLabels podMonitor podSecurityContext priorityClassName readinessProbe readinessProbeTimeoutSeconds
    resources securityContext serviceAccount tolerations updateStrategy warmWindowsIPTarget warmWindowsPrefixTarget`),
  cniConfig: words('enabled fileContents'),
  eniConfig: words('create region subnets'),
  'eniConfig.subnets.*': words('id securityGroups'),
  image: IMAGE,
  init: words('env image resources securityContext'),
  'init.image': IMAGE,
  nodeAgent: words(`
    conntrackCacheCleanupPeriod conntrackCacheTableSize enabled enableCloudWatchLogs enableIpv6 enablePolicyEventLogs
    healthProbeBindAddr image logLevel metricsBindAddr networkPolicyAgentLogFileLocation resources securityContext`),
  'nodeAgent.image': IMAGE,
  podMonitor: words('annotations create interval labels relabelings scrapeTimeout'),
  serviceAccount: words('annotations create name'),
};
