import type { VariableName } from '../domain/variables.js';
import { effective, isOff, isOn, UNKNOWN } from './effective.js';
import type { Install } from './facts.js';
import { agentFlag } from './nodeAgent.js';

/** A setting that keeps another from being read, or from having any effect. */
export interface Override {
  readonly name: VariableName;
  /** The setting that does it. */
  readonly by: VariableName | '--enable-network-policy';
  /** Finishes the sentence "aws-node never reads this: …", or "This has no effect: …". */
  readonly because: string;
  readonly when: (install: Install) => boolean;
}

/** The mode of network policies is read and checked by aws-node, whatever the node agent then makes of it. */
export const isReadAllTheSame = ({ by }: Override): boolean => by === '--enable-network-policy';

type When = Override['when'];

const on =
  (name: VariableName): When =>
  (install) =>
    isOn(install, name);
const off =
  (name: VariableName): When =>
  (install) =>
    isOff(install, name);
const all =
  (...conditions: readonly When[]): When =>
  (install) =>
    conditions.every((holds) => holds(install));
const above0 =
  (name: 'WARM_IP_TARGET' | 'MINIMUM_IP_TARGET'): When =>
  (install) => {
    const value = effective(install, name);
    return value !== UNKNOWN && value > 0;
  };

const row = (name: VariableName, by: Override['by'], when: When, because: string): Override => ({
  name,
  by,
  because,
  when,
});

const IPV6 = 'ENABLE_IPv6';
const IMDS_ONLY = 'ENABLE_IMDS_ONLY_MODE';
const UNPROVISIONED = 'DISABLE_NETWORK_RESOURCE_PROVISIONING';
const PREFIXES = 'ENABLE_PREFIX_DELEGATION';
const CUSTOM = 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG';
const EXTERNAL_SNAT = 'AWS_VPC_K8S_CNI_EXTERNALSNAT';

/** The size of the warm pool. */
const POOL = ['WARM_ENI_TARGET', 'WARM_IP_TARGET', 'MINIMUM_IP_TARGET', 'WARM_PREFIX_TARGET'] as const;

const noPool = 'one /80 serves all pods in IPv6 mode, and there is no warm pool';
const fixedPool = (by: string) => `with ${by} the pool is whatever was attached beforehand`;
const countedByIp = (by: string) => `${by} is set, and addresses are counted one by one`;
const ipv4Only = 'the rules for SNAT exist in IPv4 mode only';
const noEniConfig = `${CUSTOM} is off, and no ENIConfig is looked for`;

/**
 * In the order in which they should be named: the first that holds is the reason given.
 *
 * Not here, though they seem to have no effect: WARM_PREFIX_TARGET beside IP targets (it still holds back the release of
 * ENIs), ENABLE_SUBNET_DISCOVERY with custom networking (it still costs a call for each ENI), DISABLE_TCP_EARLY_DEMUX
 * without branch ENIs (the init container sets it all the same).
 */
export const OVERRIDES: readonly Override[] = [
  ...POOL.map((name) => row(name, IPV6, on(IPV6), noPool)),
  ...POOL.flatMap((name) => [
    row(name, IMDS_ONLY, on(IMDS_ONLY), fixedPool(IMDS_ONLY)),
    row(name, UNPROVISIONED, on(UNPROVISIONED), fixedPool(UNPROVISIONED)),
  ]),
  row('WARM_ENI_TARGET', 'WARM_IP_TARGET', above0('WARM_IP_TARGET'), countedByIp('WARM_IP_TARGET')),
  row('WARM_ENI_TARGET', 'MINIMUM_IP_TARGET', above0('MINIMUM_IP_TARGET'), countedByIp('MINIMUM_IP_TARGET')),
  // On a type that cannot take prefixes the pool goes back to whole ENIs; which type it is no manifest tells.
  row(
    'WARM_ENI_TARGET',
    PREFIXES,
    on(PREFIXES),
    'with prefix delegation WARM_PREFIX_TARGET decides (only Xen instance types go back to whole ENIs)',
  ),
  row('WARM_PREFIX_TARGET', PREFIXES, off(PREFIXES), `${PREFIXES} is off, and there are no prefixes to keep`),
  // The ENIs of further network cards are still counted.
  row(
    'MAX_ENI',
    IPV6,
    all(on(IPV6), off('ENABLE_MULTI_NIC')),
    'in IPv6 mode the primary ENI carries all pods',
  ),
  row('AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', IPV6, on(IPV6), ipv4Only),
  row(
    'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS',
    EXTERNAL_SNAT,
    on(EXTERNAL_SNAT),
    `with ${EXTERNAL_SNAT} the node translates no address, so there is nothing to exclude`,
  ),
  row(EXTERNAL_SNAT, IPV6, on(IPV6), ipv4Only),
  row('AWS_VPC_K8S_CNI_CONNMARK', IPV6, on(IPV6), 'the rules that mark packets exist in IPv4 mode only'),
  // The egress plugins translate too, and pick ports as they are told here.
  row(
    'AWS_VPC_K8S_CNI_RANDOMIZESNAT',
    EXTERNAL_SNAT,
    all(on(EXTERNAL_SNAT), off(IPV6), off('ENABLE_V6_EGRESS')),
    `with ${EXTERNAL_SNAT} the node translates no address`,
  ),
  row(
    'AWS_VPC_K8S_CNI_RANDOMIZESNAT',
    'ENABLE_V4_EGRESS',
    all(on(IPV6), off('ENABLE_V4_EGRESS')),
    'in IPv6 mode only the IPv4 egress plugin translates addresses, and ENABLE_V4_EGRESS is off',
  ),
  row('ENI_CONFIG_LABEL_DEF', CUSTOM, off(CUSTOM), noEniConfig),
  row('ENI_CONFIG_ANNOTATION_DEF', CUSTOM, off(CUSTOM), noEniConfig),
  row(
    'POD_SECURITY_GROUP_ENFORCING_MODE',
    'ENABLE_POD_ENI',
    off('ENABLE_POD_ENI'),
    'ENABLE_POD_ENI is off, and no pod gets a branch ENI',
  ),
  row(
    'INTROSPECTION_BIND_ADDRESS',
    'DISABLE_INTROSPECTION',
    on('DISABLE_INTROSPECTION'),
    'DISABLE_INTROSPECTION turns the endpoint off',
  ),
  row('ENABLE_V4_EGRESS', IPV6, off(IPV6), `it counts in IPv6 mode only, and ${IPV6} is off`),
  row('ENABLE_V6_EGRESS', IPV6, on(IPV6), `it counts in IPv4 mode only, and ${IPV6} is on`),
  ...([IMDS_ONLY, UNPROVISIONED] as const).flatMap((by) => [
    row('ADDITIONAL_ENI_TAGS', by, on(by), `with ${by} nothing is tagged`),
    row('DISABLE_LEAKED_ENI_CLEANUP', by, on(by), `with ${by} the clean-up is off anyway`),
  ]),
  row('DISABLE_LEAKED_ENI_CLEANUP', IPV6, on(IPV6), 'in IPv6 mode the clean-up is off anyway'),
  row(UNPROVISIONED, IMDS_ONLY, on(IMDS_ONLY), `${IMDS_ONLY} implies it`),
  // The two egress plugins: one per address family, each with a log file of its own.
  row(
    'AWS_VPC_K8S_EGRESS_V4_PLUGIN_LOG_FILE',
    IPV6,
    off(IPV6),
    `the IPv4 egress plugin runs in IPv6 mode only, and ${IPV6} is off`,
  ),
  row(
    'AWS_VPC_K8S_EGRESS_V6_PLUGIN_LOG_FILE',
    IPV6,
    on(IPV6),
    `the IPv6 egress plugin runs in IPv4 mode only, and ${IPV6} is on`,
  ),
  row(
    'NETWORK_POLICY_ENFORCING_MODE',
    '--enable-network-policy',
    (install) =>
      agentFlag(install, 'enable-network-policy') === false &&
      effective(install, 'NETWORK_POLICY_ENFORCING_MODE') !== 'none',
    'the node agent runs with --enable-network-policy=false and enforces nothing',
  ),
];

/** Why a variable is not read, if another setting keeps it from being read. */
export const overrideOf = (install: Install, name: VariableName): Override | undefined =>
  OVERRIDES.find((override) => override.name === name && override.when(install));
