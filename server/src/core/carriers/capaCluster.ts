import { parseVersion } from '../domain/versions.js';
import type { CidrField, ClusterSetting, ContainerFacts, Facts, Install } from '../model/facts.js';
import { at, type Entry, entry, items, type Node, text } from '../model/tree.js';
import type { Surroundings } from './carrier.js';
import { envList, isOpenItem, setting } from './env.js';
import { hasDirective, located } from './fields.js';
import { cidrField, cidrFields, isWritten } from './nodeFields.js';

const READER = 'Cluster API';

/** The Cluster of Cluster API itself, where AWS makes it. */
export function clusterFacts(object: Node): Partial<Facts> {
  const spec = at(object, 'spec');
  const kinds = ['infrastructureRef', 'controlPlaneRef'].map((key) => text(at(spec, key, 'kind')) ?? '');
  if (!kinds.some((kind) => kind.startsWith('AWS'))) return {};
  const isEks = kinds.some((kind) => kind.startsWith('AWSManaged'));
  const blocks = (key: 'pods' | 'services') => at(spec, 'clusterNetwork', key, 'cidrBlocks');
  const common = { reader: READER, admission: true, forNodes: false } as const;
  const name = located(at(object, 'metadata', 'name'));
  return {
    clusterSettings: [{ kind: 'cluster', span: (name ?? object).span, ...(name && { name: name.value }) }],
    cidrs: [
      // Pods of EKS have addresses of the VPC, whatever stands here.
      ...(isEks
        ? []
        : cidrFields(blocks('pods'), {
            ...common,
            role: 'pods',
            field: 'spec.clusterNetwork.pods.cidrBlocks',
          })),
      ...cidrFields(blocks('services'), {
        ...common,
        role: 'service',
        field: 'spec.clusterNetwork.services.cidrBlocks',
      }),
    ],
  };
}

// EKS

/** AWSManagedControlPlane: a cluster of EKS, and the settings of its aws-node. */
export function controlPlaneFacts(object: Node, _kind: string, surroundings: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  const plugin = entry(spec, 'vpcCni');
  const isOff = isTrue(at(plugin?.value, 'disable'));
  const env = entry(plugin?.value, 'env');
  const hasInstall = plugin && env?.value.kind === 'list' && !isOff;
  return {
    cidrs: networkCidrs(spec, 'spec'),
    installs: hasInstall ? [installOf(object, plugin, env, surroundings)] : [],
    otherCnis:
      isOff && plugin ? [{ span: plugin.span, name: 'another plugin' as const, usesEnis: false }] : [],
    clusterSettings: settings(spec),
  };
}

function settings(spec: Node | undefined): ClusterSetting[] {
  const ipv6 = entry(at(spec, 'network', 'vpc'), 'ipv6');
  const configuration = entry(addonOf(spec), 'configuration');
  // Older releases turn custom networking on where there is a secondary block, newer ones do not.
  const secondary = setsCustomNetworking(spec) ? undefined : entry(spec, 'secondaryCidrBlock');
  const unread = [configuration, secondary].flatMap((found) =>
    found && isWritten(found.value) ? [found] : [],
  );
  return [
    ...(ipv6?.value.kind === 'map' ? [{ kind: 'ip-family', span: ipv6.key.span, value: 6 } as const] : []),
    ...unread.map(({ key }) => ({ kind: 'unread-install', span: key.span }) as const),
  ];
}

/** Both variables that older releases would set: the result is the same. */
const setsCustomNetworking = (spec: Node | undefined): boolean => {
  const env = new Map(
    items(at(spec, 'vpcCni', 'env')).map((item) => [
      text(at(item, 'name')),
      located(at(item, 'value'))?.value,
    ]),
  );
  return (
    env.get('AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG') === 'true' && env.get('ENI_CONFIG_LABEL_DEF') !== undefined
  );
};

const addonOf = (spec: Node | undefined): Node | undefined =>
  items(at(spec, 'addons')).find((addon) => text(at(addon, 'name')) === 'vpc-cni');

/** Cluster API writes `env` into the aws-node that EKS has installed (pkg/cloud/services/awsnode, ReconcileCNI). */
function installOf(
  object: Node,
  { key, value }: Entry,
  env: Entry,
  { templated, cniVersion }: Surroundings,
): Install {
  const spec = at(object, 'spec');
  const version = parseVersion(located(at(addonOf(spec), 'version'))?.value ?? '');
  const release = version ? `${version.major}.${version.minor}.${version.patch}` : cniVersion || undefined;
  // A patch for kustomize has neither: the rest of the object may make it a cluster of IPv6.
  const isWhole = entry(spec, 'region') !== undefined || entry(spec, 'eksClusterName') !== undefined;
  const isKnown =
    isWhole &&
    !templated &&
    !hasDirective(object, spec, value) &&
    !items(env.value).some(isOpenItem) &&
    !settings(spec).some(({ kind }) => kind === 'unread-install');
  const container: ContainerFacts = {
    role: 'aws-node',
    name: { value: 'aws-node', span: key.span },
    span: value.span,
    settings: items(env.value).flatMap((item) => setting(item) ?? []),
    env: envList(env, templated || value.kind !== 'map' || value.shared),
    flow: value.kind === 'map' && value.flow,
    args: [],
    complete: isKnown,
    ...(isKnown && { base: isIpv6(spec) ? 'manifest-ipv6' : 'manifest' }),
  };
  return {
    form: 'capa',
    span: { start: key.span.start, end: value.span.end },
    ...(release && { release }),
    containers: [container],
    complete: false,
  };
}

const isIpv6 = (spec: Node | undefined): boolean => at(spec, 'network', 'vpc', 'ipv6')?.kind === 'map';

// CIDRs

/** Of AWSCluster and AWSManagedControlPlane; `path`: that of the spec. */
export function networkCidrs(spec: Node | undefined, path: string): CidrField[] {
  const vpc = at(spec, 'network', 'vpc');
  const existing = isWritten(at(vpc, 'id'));
  const here = { reader: READER, admission: false, forNodes: false } as const;
  const inVpc = { ...here, family: 4, ...(existing && { existing }) } as const;
  const subnets = items(at(spec, 'network', 'subnets')).flatMap((subnet) => [
    cidrField(at(subnet, 'cidrBlock'), {
      ...inVpc,
      role: 'subnet',
      field: `${path}.network.subnets.cidrBlock`,
      // Machines stay out of those that are for load balancers, unless they ask for an address of their own.
      forNodes: !isTrue(at(subnet, 'isPublic')),
    }),
    cidrField(at(subnet, 'ipv6CidrBlock'), {
      ...inVpc,
      role: 'subnet',
      field: `${path}.network.subnets.ipv6CidrBlock`,
      family: 6,
    }),
  ]);
  return [
    cidrField(at(vpc, 'cidrBlock'), { ...inVpc, role: 'vpc', field: `${path}.network.vpc.cidrBlock` }),
    cidrField(at(vpc, 'ipv6', 'cidrBlock'), {
      ...inVpc,
      role: 'vpc',
      field: `${path}.network.vpc.ipv6.cidrBlock`,
      family: 6,
    }),
    cidrField(at(spec, 'secondaryCidrBlock'), {
      ...inVpc,
      role: 'vpc-secondary',
      field: `${path}.secondaryCidrBlock`,
      lengths: [16, 28],
      admission: true,
    }),
    ...items(at(vpc, 'secondaryCidrBlocks'))
      .map((block) => at(block, 'ipv4CidrBlock'))
      // The one for pods has to be in the list, too.
      .filter((block) => text(block) !== (text(at(spec, 'secondaryCidrBlock')) ?? ''))
      .map((block) =>
        cidrField(block, {
          ...inVpc,
          role: 'vpc-secondary',
          field: `${path}.network.vpc.secondaryCidrBlocks.ipv4CidrBlock`,
        }),
      ),
    ...subnets,
    ...cidrFields(at(spec, 'endpointAccess', 'publicCIDRs'), {
      ...here,
      role: 'access',
      field: `${path}.endpointAccess.publicCIDRs`,
    }),
  ].flatMap((found) => (found && found.text.value !== '' ? [found] : []));
}

const isTrue = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' && node.type === 'boolean' && /^(?:y|yes|true|on)$/i.test(node.text);
