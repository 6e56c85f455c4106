import type { CidrField, ClusterSetting, Facts, NodeGroup, NodeMaker, PodLimit } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { addonFacts } from './eksctlAddon.js';
import { entriesOf, subnetsOfNodes } from './eksctlSubnets.js';
import { placesOfSubnets, zonesOfGroup } from './eksctlZones.js';
import { hasDirective, located } from './fields.js';
import { joined } from './joined.js';
import { isFixed } from './labels.js';
import { allKnown, cidrField, cidrFields, isFalse, isWritten, podLimit, typeNames } from './nodeFields.js';
import { marksIn, ofGroup, toldMarks } from './nodeMarks.js';
import { scriptLimits, turnsCountOff, unknownLimit } from './scripts.js';
import { limitsOf, userData } from './userData.js';

/** ClusterConfig of eksctl. */
export const eksctl: Carrier = {
  id: 'eksctl',
  title: 'ClusterConfig of eksctl',
  mark: /\beksctl\.io\//,
  outline: /\bClusterConfig\b/,
  matches: (object) =>
    text(at(object, 'kind')) === 'ClusterConfig' &&
    text(at(object, 'apiVersion'))?.startsWith('eksctl.io/') === true,
  read(object, surroundings) {
    const groups = [
      ...groupsIn(object, 'nodeGroups', 'eksctl', surroundings),
      ...groupsIn(object, 'managedNodeGroups', 'eksctl-managed', surroundings),
    ];
    const nodeGroups = groups.map(([group]) => group);
    const own = {
      nodeGroups,
      nodeMarks: groups.flatMap(([group, item]) => marks(group, item, surroundings)),
      instanceTypes: nodeGroups.flatMap(({ types }) => types),
      cidrs: cidrs(object),
      clusterSettings: [...settings(object), ...placesOfSubnets(object)],
    } satisfies Partial<Facts>;
    return joined(own, addonFacts(object, surroundings));
  },
};

// Nodes

const groupsIn = (
  config: Node,
  key: string,
  maker: NodeMaker,
  surroundings: Surroundings,
): [group: NodeGroup, item: Node][] =>
  items(at(config, key)).flatMap((item): [NodeGroup, Node][] =>
    item.kind === 'map' ? [[nodeGroup(item, config, maker, surroundings), item]] : [],
  );

const scriptsOf = (item: Node): readonly (Node | undefined)[] => [
  at(item, 'overrideBootstrapCommand'),
  ...items(at(item, 'preBootstrapCommands')),
];

/** A script may tell kubelet of others. */
const areLabelsKnown = (item: Node): boolean =>
  isFixed(at(item, 'labels')) &&
  isFixed(at(item, 'bottlerocket', 'settings', 'kubernetes', 'node-labels')) &&
  scriptsOf(item).every((script) => !isWritten(script));

const marks = (group: NodeGroup, item: Node, { source }: Surroundings) =>
  ofGroup(
    [
      ...marksIn(at(item, 'labels')),
      ...marksIn(at(item, 'bottlerocket', 'settings', 'kubernetes', 'node-labels')),
      ...scriptsOf(item).flatMap((script) => toldMarks(script, source)),
    ],
    group,
  );

function nodeGroup(
  item: Node,
  config: Node,
  maker: NodeMaker,
  { templated, source }: Surroundings,
): NodeGroup {
  const name = located(at(item, 'name'));
  const { types, areAll } = typesOf(item);
  const image = imageOf(text(at(item, 'amiFamily')) ?? '');
  const template = isWritten(at(item, 'launchTemplate'));
  const scripts = scriptsOf(item);
  // A launch template may have an image and user data.
  const complete = !templated && !template && !hasDirective(item);
  return {
    span: item.span,
    maker,
    ...(name && { name }),
    types,
    typesComplete: areAll && !templated,
    ...(image && { os: image === 'Windows' ? 'windows' : 'linux', image }),
    customImage: hasOwnImage(at(item, 'ami')),
    podLimits: limits(item, source),
    ...(scripts.some(turnsCountOff) && { ownCount: 'off' }),
    uses: [],
    ...zonesOfGroup(item, config, templated),
    ...(complete && areLabelsKnown(item) && { labelsComplete: true }),
    complete,
  };
}

function typesOf(item: Node): { readonly types: readonly Located<string>[]; readonly areAll: boolean } {
  const single = at(item, 'instanceType');
  // What eksctl calls a group whose types are in instancesDistribution.
  const isMixed = text(single) === 'mixed';
  const nodes = [
    ...(single && !isMixed ? [single] : []),
    at(item, 'instanceTypes'),
    at(item, 'instancesDistribution', 'instanceTypes'),
  ].filter((node) => isWritten(node));
  const types = nodes.flatMap(typeNames);
  const areAll = types.length > 0 && nodes.every(allKnown) && !isWritten(at(item, 'instanceSelector'));
  return { types, areAll };
}

const IMAGES = [
  [/^AmazonLinux2$/, 'AL2'],
  [/^AmazonLinux2023$/, 'AL2023'],
  [/^Bottlerocket$/, 'Bottlerocket'],
  [/^Windows/, 'Windows'],
  [/^Ubuntu/, 'Ubuntu'],
  [/^Flatcar$/, 'Flatcar'],
] as const;

const imageOf = (family: string): NodeGroup['image'] => IMAGES.find(([name]) => name.test(family))?.[1];

/** `auto` and `auto-ssm` are ways to find the image of EKS. */
const hasOwnImage = (ami: Node | undefined): boolean =>
  isWritten(ami) && !['', 'auto', 'auto-ssm', 'static'].includes(text(ami) ?? '?');

/**
 * A flag beats the configuration file of kubelet. eksctl writes `maxPodsPerNode` behind `kubeletExtraConfig`, or as the flag,
 * and a NodeConfig of the user's own last (pkg/nodebootstrap: al2023.go, userdata.go, managed_al2.go).
 */
function limits(item: Node, source: string): PodLimit[] {
  const command = at(item, 'overrideBootstrapCommand');
  const extra = at(item, 'kubeletExtraConfig');
  // A script, or a NodeConfig where nodeadm starts the nodes.
  const data = userData(command, source);
  const own = limitsOf(data);
  const others = [
    ...scriptLimits(items(at(item, 'preBootstrapCommands')), source),
    podLimit(at(item, 'maxPodsPerNode'), 'maxPodsPerNode'),
    podLimit(at(extra, 'maxPods'), 'maxPods'),
    podLimit(at(item, 'bottlerocket', 'settings', 'kubernetes', 'max-pods'), 'max-pods'),
    podLimit(at(extra, 'podsPerCore'), 'podsPerCore', 'per-core'),
  ].flatMap((limit) => limit ?? []);
  // It is up to a script whether it hands on what eksctl was told.
  const isScript = isWritten(command) && !data.hasNodeConfig;
  const hides = isScript && own.length === 0 && others.length > 0;
  return hides ? [unknownLimit(command), ...others] : [...own, ...others];
}

// The cluster

function settings(object: Node): ClusterSetting[] {
  const name = located(at(object, 'metadata', 'name'));
  const family = at(object, 'kubernetesNetworkConfig', 'ipFamily');
  const version = /^ipv([46])$/i.exec(located(family)?.value ?? '')?.[1];
  return [
    { kind: 'cluster', span: (name ?? object).span, ...(name && { name: name.value }) },
    ...(family && version
      ? [{ kind: 'ip-family', span: family.span, value: version === '6' ? 6 : 4 } as const]
      : []),
  ];
}

// CIDRs

function cidrs(object: Node): CidrField[] {
  const vpc = at(object, 'vpc');
  const existing = isWritten(at(vpc, 'id')) || isWritten(at(vpc, 'subnets'));
  const here = { reader: 'eksctl', admission: false, forNodes: false } as const;
  const inVpc = { ...here, ...(existing && { existing }) };
  const hasNodes = subnetsOfNodes(object);
  // EKS is given all subnets but those of local zones, unless others are named, and chooses among them.
  const isClosed =
    isFalse(at(vpc, 'clusterEndpoints', 'publicAccess')) && !isWritten(at(vpc, 'controlPlaneSubnetIDs'));
  const network = at(object, 'kubernetesNetworkConfig');
  const remote = at(object, 'remoteNetworkConfig');
  const remotes = (key: string, role: 'remote-nodes' | 'remote-pods') =>
    items(at(remote, key)).flatMap((item) =>
      cidrFields(at(item, 'cidrs'), {
        ...here,
        role,
        field: `remoteNetworkConfig.${key}.cidrs`,
        family: 4,
      }),
    );
  return [
    cidrField(at(vpc, 'cidr'), {
      ...inVpc,
      role: 'vpc',
      field: 'vpc.cidr',
      family: 4,
      // It is cut into subnets where eksctl makes the VPC.
      ...(!existing && { lengths: [16, 24] }),
      admission: true,
    }),
    cidrField(at(vpc, 'ipv6Cidr'), { ...inVpc, role: 'vpc', field: 'vpc.ipv6Cidr', family: 6 }),
    // Not blocks of the VPC, whatever the schema says: eksctl lets traffic from there reach the control plane.
    ...cidrFields(at(vpc, 'extraCIDRs'), {
      ...here,
      role: 'access',
      field: 'vpc.extraCIDRs',
      family: 4,
    }),
    ...cidrFields(at(vpc, 'extraIPv6CIDRs'), {
      ...here,
      role: 'access',
      field: 'vpc.extraIPv6CIDRs',
      family: 6,
    }),
    ...['subnets', 'localZoneSubnets'].flatMap((key) =>
      (['private', 'public'] as const).flatMap((kind) =>
        entriesOf(at(vpc, key, kind)).map((subnet) =>
          cidrField(at(subnet.value, 'cidr'), {
            ...inVpc,
            role: 'subnet',
            field: `vpc.${key}.${kind}.cidr`,
            family: 4,
            admission: true,
            forNodes: hasNodes(kind, subnet),
            ...(isClosed && key === 'subnets' && { endpoint: true }),
          }),
        ),
      ),
    ),
    ...cidrFields(at(vpc, 'publicAccessCIDRs'), {
      ...here,
      role: 'access',
      field: 'vpc.publicAccessCIDRs',
      admission: true,
    }),
    cidrField(at(network, 'serviceIPv4CIDR'), {
      ...here,
      role: 'service',
      field: 'kubernetesNetworkConfig.serviceIPv4CIDR',
      family: 4,
      lengths: [12, 24],
      admission: true,
    }),
    ...remotes('remoteNodeNetworks', 'remote-nodes'),
    ...remotes('remotePodNetworks', 'remote-pods'),
  ].flatMap((found) => (found && found.text.value !== '' ? [found] : []));
}
