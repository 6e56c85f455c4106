import { parseCidr } from '../domain/cidr.js';
import type {
  CidrField,
  CidrRole,
  ClusterSetting,
  ContainerFacts,
  Facts,
  Install,
  NodeGroup,
  OtherCni,
} from '../model/facts.js';
import { at, type Entry, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { tagOf } from './daemonSet.js';
import { envList, isOpenItem, setting } from './env.js';
import { located } from './fields.js';
import { allKnown, cidrField, cidrFields, commaTypeNames, podLimit, typeNames } from './nodeFields.js';
import { marksIn, ofGroup } from './nodeMarks.js';
import { placesOfSubnets, zonesByName } from './nodeZones.js';

/** Cluster and InstanceGroup of kOps. */
export const kops: Carrier = {
  id: 'kops',
  title: 'kOps',
  mark: /kops\.k8s\.io\/v/,
  outline: /InstanceGroup|Cluster/,
  matches: (object) => isKops(object, 'InstanceGroup') || isKops(object, 'Cluster'),
  read: (object, surroundings) =>
    isKops(object, 'Cluster') ? readCluster(object, surroundings) : readInstanceGroup(object, surroundings),
};

const isKops = (object: Node, kind: string): boolean =>
  text(at(object, 'kind')) === kind && text(at(object, 'apiVersion'))?.startsWith('kops.k8s.io/') === true;

const groupOf = (cluster: string): string => `kops/${cluster}`;

// Instance groups

function readInstanceGroup(object: Node, { templated }: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  const role = text(at(spec, 'role'));
  // It is no node: what its type could carry would mislead.
  if (role === 'Bastion') return {};
  const policy = at(spec, 'mixedInstancesPolicy');
  const machineType = at(spec, 'machineType');
  const instances = at(policy, 'instances');
  // Other clouds have machines as well: `n1-standard-2`, `Standard_B2s`.
  const single = commaTypeNames(machineType).filter(({ value }) => value.includes('.'));
  const mixed = typeNames(instances);
  // Where there is a list, the one in front of it only fills the launch template.
  const types = items(instances).length > 0 ? mixed : single;
  const isKnown = allKnown(items(instances).length > 0 ? instances : machineType);
  const cluster = text(at(object, 'metadata', 'labels', 'kops.k8s.io/cluster'));
  const limit = podLimit(at(spec, 'kubelet', 'maxPods'), 'maxPods');
  const name = located(at(object, 'metadata', 'name'));
  const image = imageOf(text(at(spec, 'image')) ?? '');
  const group: NodeGroup = {
    span: object.span,
    maker: 'kops',
    ...(name && { name }),
    types,
    typesComplete: types.length > 0 && isKnown && !templated && !entry(policy, 'instanceRequirements'),
    os: 'linux',
    ...(image && { image }),
    customImage: false,
    podLimits: limit ? [limit] : [],
    uses: cluster === undefined ? [] : [groupOf(cluster)],
    ...zonesByName(at(spec, 'subnets'), templated),
    // The kubelets of the control plane are told more by the cluster.
    complete: !templated && cluster !== undefined && role === 'Node',
  };
  const marks = [at(spec, 'nodeLabels'), at(spec, 'kubelet', 'nodeLabels')].flatMap((map) => marksIn(map));
  return { instanceTypes: [...single, ...mixed], nodeGroups: [group], nodeMarks: ofGroup(marks, group) };
}

const IMAGES = [
  [/ubuntu/i, 'Ubuntu'],
  [/flatcar/i, 'Flatcar'],
  [/al2023/, 'AL2023'],
  [/amzn2|amazon-linux-2\b/, 'AL2'],
] as const;

const imageOf = (image: string): NodeGroup['image'] => IMAGES.find(([name]) => name.test(image))?.[1];

// Clusters

function readCluster(object: Node, surroundings: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  if (!isOnAws(at(spec, 'cloudProvider'))) return {};
  const network = networkOf(object);
  const name = located(at(object, 'metadata', 'name'));
  const limit = podLimit(at(spec, 'kubelet', 'maxPods'), 'maxPods');
  const group: NodeGroup = {
    span: object.span,
    maker: 'kops-cluster',
    ...(name && { name }),
    types: [],
    typesComplete: false,
    os: 'linux',
    customImage: false,
    podLimits: limit ? [limit] : [],
    ...(name && { provides: groupOf(name.value) }),
    uses: [],
    complete: !surroundings.templated,
  };
  const plugin = entry(network.networking, 'amazonvpc') ?? entry(network.networking, 'amazonVPC');
  const isAwsNode = plugin?.value.kind === 'map';
  const other = isAwsNode ? undefined : otherCni(network.networking);
  const install = isAwsNode ? installOf(plugin, network.family, surroundings) : undefined;
  const settings: ClusterSetting[] = [
    { kind: 'cluster', span: (name ?? object).span, ...(name && { name: name.value }) },
    ...(network.family ? [{ kind: 'ip-family' as const, ...network.family }] : []),
    ...placesOfSubnets(at(network.blocks, 'subnets'), 'zone'),
  ];
  return {
    nodeGroups: [group],
    nodeMarks: ofGroup(marksIn(at(spec, 'kubelet', 'nodeLabels')), group),
    installs: install ? [{ ...install, ...(name && { cluster: name.value }) }] : [],
    otherCnis: other ? [other] : [],
    cidrs: cidrs(spec, network, { isAwsNode, usesEnis: isAwsNode || other?.usesEnis === true }),
    clusterSettings: settings,
  };
}

/** `cloudProvider: aws` in v1alpha2, `cloudProvider: { aws: {} }` in v1alpha3. */
const isOnAws = (provider: Node | undefined): boolean =>
  provider?.kind === 'map' ? entry(provider, 'aws') !== undefined : (text(provider) ?? 'aws') === 'aws';

interface Network {
  readonly networking: Node | undefined;
  /** What has the blocks of the network: `spec` in v1alpha2, `spec.networking` in v1alpha3. */
  readonly blocks: Node | undefined;
  readonly path: string;
  /** kOps makes IPv6 clusters of those whose nonMasqueradeCIDR is one of IPv6. */
  readonly family: { readonly span: Node['span']; readonly value: 4 | 6 } | undefined;
}

function networkOf(object: Node): Network {
  const spec = at(object, 'spec');
  const networking = at(spec, 'networking');
  const isOld = text(at(object, 'apiVersion')) === 'kops.k8s.io/v1alpha2';
  const blocks = isOld ? spec : networking;
  const block = located(at(blocks, 'nonMasqueradeCIDR'));
  const family = block && parseCidr(block.value)?.family;
  return {
    networking,
    blocks,
    path: isOld ? 'spec' : 'spec.networking',
    family: block && family && { span: block.span, value: family },
  };
}

// aws-node

/** kOps writes these itself, whatever stands in `env`. */
const OVERWRITTEN = ['ENABLE_IPv4', 'ENABLE_IPv6', 'ADDITIONAL_ENI_TAGS'];
const OVERWRITTEN_IN_IPV6 = [...OVERWRITTEN, 'ENABLE_PREFIX_DELEGATION', 'WARM_PREFIX_TARGET'];

function installOf(
  { key, value }: Entry,
  family: Network['family'],
  { templated, cniVersion }: Surroundings,
): Install {
  const env = at(value, 'env');
  const overwritten = family?.value === 6 ? OVERWRITTEN_IN_IPV6 : OVERWRITTEN;
  // Called `imageName` in v1alpha2.
  const image = located(at(value, 'imageName') ?? at(value, 'image'));
  const version = image && tagOf(image.value);
  const isEmpty = value.kind === 'map' && value.entries.length === 0;
  const container: ContainerFacts = {
    role: 'aws-node',
    name: { value: 'aws-node', span: key.span },
    span: value.span,
    ...(image && { image }),
    ...(version && { version }),
    settings: items(env)
      .flatMap((item) => setting(item) ?? [])
      .filter(({ name }) => !overwritten.includes(name.value)),
    // Between braces nothing can be put behind the name, which is a key.
    env: envList(
      entry(value, 'env'),
      templated || value.kind !== 'map' || value.shared || value.flow || isEmpty,
    ),
    flow: value.kind === 'map' && value.flow,
    args: [],
    complete: !templated && !items(env).some(isOpenItem),
    base: family?.value === 6 ? 'manifest-ipv6' : 'manifest',
  };
  const release = version ?? (cniVersion || undefined);
  return {
    form: 'kops',
    span: { start: key.span.start, end: value.span.end },
    ...(release && { release }),
    containers: [container],
    complete: false,
  };
}

// Other plugins

const PLUGINS: ReadonlyMap<string, OtherCni['name']> = new Map([
  ['calico', 'Calico'],
  ['canal', 'Calico'],
  ['cilium', 'Cilium'],
  ['flannel', 'Flannel'],
  ['weave', 'Weave'],
  ['kubenet', 'kubenet'],
  ...[
    'classic',
    'cni',
    'external',
    'gce',
    'gcp',
    'kindnet',
    'kopeio',
    'kubeRouter',
    'kuberouter',
    'lyftvpc',
    'romana',
  ].map((key) => [key, 'another plugin'] as const),
]);

function otherCni(networking: Node | undefined): OtherCni | undefined {
  if (networking?.kind !== 'map') return undefined;
  for (const { key, value, span } of networking.entries) {
    const name = PLUGINS.get(key.text);
    // A key without a value is none to kOps.
    if (name === undefined || value.kind !== 'map') continue;
    const usesEnis = key.text === 'lyftvpc' || text(at(value, 'ipam')) === 'eni';
    return { span, name, usesEnis };
  }
  return undefined;
}

// CIDRs

function cidrs(
  spec: Node | undefined,
  { blocks, path }: Network,
  { isAwsNode, usesEnis }: { readonly isAwsNode: boolean; readonly usesEnis: boolean },
): CidrField[] {
  const existing = (text(at(blocks, 'networkID')) ?? '') !== '';
  const common = {
    reader: 'kOps',
    admission: false,
    forNodes: false,
    ...(existing && { existing }),
  } as const;
  const inVpc = { family: 4, lengths: [16, 28] } as const;
  const one = (key: string, role: CidrRole, more: Partial<CidrField> = {}) =>
    cidrField(at(blocks, key), { ...common, role, field: `${path}.${key}`, ...more });
  const subnets = items(at(blocks, 'subnets')).flatMap((subnet) => {
    // Nodes stay out of those that are for load balancers.
    const forNodes = isAwsNode && text(at(subnet, 'type')) !== 'Utility';
    const field = `${path}.subnets`;
    return [
      cidrField(at(subnet, 'cidr'), {
        ...common,
        ...inVpc,
        role: 'subnet',
        field: `${field}.cidr`,
        forNodes,
      }),
      cidrField(at(subnet, 'ipv6CIDR'), {
        ...common,
        family: 6,
        role: 'subnet',
        field: `${field}.ipv6CIDR`,
      }),
    ];
  });
  const access = [
    ['spec.sshAccess', at(spec, 'sshAccess')],
    ['spec.kubernetesApiAccess', at(spec, 'kubernetesApiAccess')],
    ['spec.api.access', at(spec, 'api', 'access')],
  ] as const;
  return [
    one('networkCIDR', 'vpc', inVpc),
    ...cidrFields(at(blocks, 'additionalNetworkCIDRs'), {
      ...common,
      ...inVpc,
      role: 'vpc-secondary',
      field: `${path}.additionalNetworkCIDRs`,
    }),
    one('nonMasqueradeCIDR', 'unmasqueraded'),
    // Pods that have addresses of ENIs are in subnets.
    one('podCIDR', usesEnis ? 'unmasqueraded' : 'pods'),
    one('serviceClusterIPRange', 'service'),
    ...subnets,
    ...access.flatMap(([field, list]) => cidrFields(list, { ...common, role: 'access', field })),
  ].flatMap((found) => (found && !isReference(found.text.value) ? [found] : []));
}

/** A prefix list (`pl-…`), or a part of a block that AWS has yet to give: `/64#1`. */
const isReference = (value: string | undefined): boolean => value !== undefined && /^pl-|#/.test(value);
