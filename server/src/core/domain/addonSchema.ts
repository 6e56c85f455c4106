import { atLeast, before } from './versions.js';

/**
 * What the schemas of the EKS add-on vpc-cni let in. They allow nothing else, every version has its own, and only these are
 * known: v1.12.0, v1.15.1, and most of v1.18.5. Keys that came later were seen in use.
 *
 * Sources: EKS user guide of 2023, "Managing Amazon EKS add-ons" (v1.12.0); AWS CLI reference, describe-addon-configuration
 * (v1.15.1); aws/amazon-vpc-cni-k8s#3059 (v1.18.5, v1.18.6), #2173, #3325 (nodeAgent.logLevel).
 */
interface Row {
  /** Every version before this one is known to lack it. */
  readonly notBefore?: string;
  /** This version and later ones are known to have it. */
  readonly from?: string;
  /** The first version that is known not to have it any more. */
  readonly gone?: string;
}

const AT_FIRST: Row = { from: '1.11.0' };
const AFTER_1_12: Row = { notBefore: '1.12.1', from: '1.15.1' };
const AFTER_1_15: Row = { notBefore: '1.15.2', from: '1.18.5' };
/** Of versions that nobody has told about. */
const LATER: Row = { notBefore: '1.15.2' };
const WINDOWS: Row = { notBefore: '1.16.0' };
const NO_LONGER: Row = { from: '1.11.0', gone: '1.15.1' };

const rows = (prefix: string, row: Row, names: string): [string, Row][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [prefix + name, row]);

/** By path; names that people choose themselves are `*`. */
const ROWS: ReadonlyMap<string, Row> = new Map([
  ...rows('', AT_FIRST, 'env resources'),
  ...rows('', NO_LONGER, 'cri'),
  ...rows(
    '',
    AFTER_1_12,
    'affinity enableNetworkPolicy enableWindowsIpam eniConfig init livenessProbeTimeoutSeconds nodeAgent readinessProbeTimeoutSeconds tolerations',
  ),
  ...rows(
    '',
    WINDOWS,
    'enableWindowsPrefixDelegation warmWindowsPrefixTarget warmWindowsIPTarget minimumWindowsIPTarget branchENICooldown',
  ),
  ...rows('resources.', AT_FIRST, 'limits requests limits.cpu limits.memory requests.cpu requests.memory'),
  ...rows('eniConfig.', AFTER_1_12, 'create region subnets subnets.* subnets.*.id subnets.*.securityGroups'),
  ...rows('init.', AFTER_1_12, 'env env.DISABLE_TCP_EARLY_DEMUX env.ENABLE_V6_EGRESS'),
  ...rows(
    'nodeAgent.',
    AFTER_1_12,
    'enableCloudWatchLogs enablePolicyEventLogs healthProbeBindAddr metricsBindAddr',
  ),
  ...rows('nodeAgent.', { notBefore: '1.15.2', from: '1.19.6' }, 'logLevel'),
  ...rows(
    'env.',
    AT_FIRST,
    `ADDITIONAL_ENI_TAGS AWS_VPC_CNI_NODE_PORT_SUPPORT AWS_VPC_ENI_MTU AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
     AWS_VPC_K8S_CNI_EXTERNALSNAT AWS_VPC_K8S_CNI_LOGLEVEL AWS_VPC_K8S_CNI_LOG_FILE AWS_VPC_K8S_CNI_RANDOMIZESNAT
     AWS_VPC_K8S_CNI_VETHPREFIX AWS_VPC_K8S_PLUGIN_LOG_FILE AWS_VPC_K8S_PLUGIN_LOG_LEVEL DISABLE_INTROSPECTION
     DISABLE_METRICS DISABLE_NETWORK_RESOURCE_PROVISIONING ENABLE_POD_ENI ENABLE_PREFIX_DELEGATION WARM_ENI_TARGET
     WARM_PREFIX_TARGET`,
  ),
  ...rows('env.', NO_LONGER, 'AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER'),
  ...rows(
    'env.',
    AFTER_1_12,
    `ANNOTATE_POD_IP AWS_EC2_ENDPOINT AWS_EXTERNAL_SERVICE_CIDRS AWS_MANAGE_ENIS_NON_SCHEDULABLE
     AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS CLUSTER_ENDPOINT DISABLE_LEAKED_ENI_CLEANUP DISABLE_POD_V6 ENABLE_BANDWIDTH_PLUGIN
     ENABLE_V4_EGRESS ENABLE_V6_EGRESS ENI_CONFIG_ANNOTATION_DEF ENI_CONFIG_LABEL_DEF INTROSPECTION_BIND_ADDRESS
     IP_COOLDOWN_PERIOD MAX_ENI MINIMUM_IP_TARGET POD_SECURITY_GROUP_ENFORCING_MODE WARM_IP_TARGET`,
  ),
  ...rows('env.', AFTER_1_15, 'ENABLE_SUBNET_DISCOVERY NETWORK_POLICY_ENFORCING_MODE POD_MTU'),
  ...rows('env.', LATER, 'ENABLE_IMDS_ONLY_MODE ENABLE_MULTI_NIC'),
]);

/** Keys of the chart that no known version of the add-on has. */
export const CHART_KEYS: readonly string[] = [
  'cniConfig',
  'crd',
  'extraEnv',
  'extraVolumeMounts',
  'extraVolumes',
  'fullnameOverride',
  'image',
  'imagePullSecrets',
  'livenessProbe',
  'nameOverride',
  'nodeSelector',
  'originalMatchLabels',
  'podAnnotations',
  'podLabels',
  'podMonitor',
  'podSecurityContext',
  'priorityClassName',
  'readinessProbe',
  'securityContext',
  'serviceAccount',
  'updateStrategy',
];

/**
 * Whether a version of the add-on has a key at this path. Undefined: nobody can say, because the version is not known, or
 * its schema is not.
 */
export function isOffered(path: string, version: string | undefined): boolean | undefined {
  const row = ROWS.get(path) ?? LATER;
  if (version === undefined) return (row.from !== undefined && row.gone === undefined) || undefined;
  if (row.notBefore !== undefined && before(version, row.notBefore)) return false;
  if (row.gone !== undefined && atLeast(version, row.gone)) return false;
  return (row.from !== undefined && atLeast(version, row.from)) || undefined;
}

/** Some version of the add-on has it, or is said to. */
export const isKnownKey = (path: string): boolean => ROWS.has(path);

/** Keys of the map at this path, '' for the top: those that are not gone. */
export const keysBelow = (path: string): readonly string[] =>
  [...ROWS].flatMap(([known, { gone }]) => {
    const name = known.slice(known.lastIndexOf('.') + 1);
    const parent = known.slice(0, Math.max(0, known.length - name.length - 1));
    return parent === path && gone === undefined ? [name] : [];
  });

/** Names of definitions in the schema, which are no keys, and the keys that are described by them. */
export const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  Affinity: ['affinity'],
  EniConfig: ['eniConfig'],
  Env: ['env'],
  Init: ['init'],
  InitEnv: ['init', 'env'],
  NodeAgent: ['nodeAgent'],
  Resources: ['resources'],
  Tolerations: ['tolerations'],
};
