import type { CidrField, CidrRole } from '../model/facts.js';
import { at, items, type Node, text } from '../model/tree.js';
import { mentioned, referred } from './intrinsics.js';
import { cidrField, cidrFields } from './nodeFields.js';
import { ofType, type Resource } from './stack.js';

const IPV4_BLOCK = { family: 4, lengths: [16, 28], reader: 'EC2', admission: false } as const;
const EKS = { reader: 'EKS', admission: false, forNodes: false } as const;

const VPC = 'AWS::EC2::VPC';
const MORE = 'AWS::EC2::VPCCidrBlock';
const SUBNET = 'AWS::EC2::Subnet';
const CLUSTER = 'AWS::EKS::Cluster';

const ROLES: ReadonlyMap<string, CidrRole> = new Map([
  [VPC, 'vpc'],
  [MORE, 'vpc-secondary'],
  [SUBNET, 'subnet'],
]);

/** CIDRs of VPCs, their subnets and the clusters in them. */
export function stackCidrs(resources: readonly Resource[]): CidrField[] {
  const subnets: Subnets = new Map(ofType(resources, SUBNET).map((subnet) => [subnet.id.value, subnet]));
  const withNodes = subnetsWithNodes(resources, subnets);
  const whole = wholeVpcs(resources);
  return resources.flatMap((resource) => {
    const { id, type, properties, conditional } = resource;
    if (type === CLUSTER) return clusterCidrs(resource, subnets);
    const role = ROLES.get(type);
    if (!role) return [];
    // One that is made in some stacks only may stand for another one, with the same block.
    const isAlone = type === VPC || (type === SUBNET && conditional);
    const vpc = isAlone ? id.value : vpcOf(resource);
    const found = cidrField(at(properties, 'CidrBlock'), {
      ...IPV4_BLOCK,
      role,
      field: 'Properties.CidrBlock',
      network: vpc,
      ...(!whole.has(vpc) && { existing: true }),
      forNodes: withNodes.has(id.value),
    });
    return found ? [found] : [];
  });
}

/** The VPC by its resource, parameter or id. One that is not known is as good as a VPC of its own. */
const vpcOf = ({ id, properties }: Resource): string => {
  const vpc = at(properties, 'VpcId');
  return referred(vpc) ?? text(vpc) ?? id.value;
};

/** VPCs that the template makes, with all of their blocks. */
function wholeVpcs(resources: readonly Resource[]): ReadonlySet<string> {
  const open = new Set(ofType(resources, MORE).filter(isElsewhere).map(vpcOf));
  const made = ofType(resources, VPC).map(({ id }) => id.value);
  return new Set(made.filter((vpc) => !open.has(vpc)));
}

/** Its block is a parameter, or comes from a pool. */
const isElsewhere = ({ properties }: Resource): boolean =>
  at(properties, 'CidrBlock')?.kind === 'map' || at(properties, 'Ipv4IpamPoolId') !== undefined;

/** Nodes are where groups put them; where none says so, where the cluster is. */
function subnetsWithNodes(resources: readonly Resource[], subnets: Subnets): ReadonlySet<string> {
  const ofGroups = [
    ...ofType(resources, 'AWS::EKS::Nodegroup').map(({ properties }) => at(properties, 'Subnets')),
    ...ofType(resources, 'AWS::AutoScaling::AutoScalingGroup').map(({ properties }) =>
      at(properties, 'VPCZoneIdentifier'),
    ),
  ];
  const named = subnetsIn(ofGroups, subnets);
  return new Set(
    (named.length > 0 ? named : subnetsIn(ofType(resources, CLUSTER).map(clusterSubnets), subnets)).map(
      ({ id }) => id.value,
    ),
  );
}

const clusterSubnets = ({ properties }: Resource): Node | undefined =>
  at(properties, 'ResourcesVpcConfig', 'SubnetIds');

/** By their names. */
type Subnets = ReadonlyMap<string, Resource>;

function subnetsIn(lists: readonly (Node | undefined)[], subnets: Subnets): Resource[] {
  const names = new Set(lists.flatMap((list) => [...mentioned(list)]));
  return [...names].flatMap((name) => subnets.get(name) ?? []);
}

function clusterCidrs(cluster: Resource, subnets: Subnets): CidrField[] {
  const { id, properties } = cluster;
  const vpcs = new Set(subnetsIn([clusterSubnets(cluster)], subnets).map(vpcOf));
  const [vpc, ...others] = vpcs;
  const common = { ...EKS, network: vpc === undefined || others.length > 0 ? id.value : vpc };
  const service = cidrField(at(properties, 'KubernetesNetworkConfig', 'ServiceIpv4Cidr'), {
    ...common,
    role: 'service',
    field: 'Properties.KubernetesNetworkConfig.ServiceIpv4Cidr',
    family: 4,
    lengths: [12, 24],
  });
  const remote = (key: string, role: CidrRole) =>
    items(at(properties, 'RemoteNetworkConfig', key)).flatMap((network) =>
      cidrFields(at(network, 'Cidrs'), {
        ...common,
        role,
        field: `Properties.RemoteNetworkConfig.${key}.Cidrs`,
        family: 4,
      }),
    );
  return [
    ...(service ? [service] : []),
    ...cidrFields(at(properties, 'ResourcesVpcConfig', 'PublicAccessCidrs'), {
      ...common,
      role: 'access',
      field: 'Properties.ResourcesVpcConfig.PublicAccessCidrs',
    }),
    ...remote('RemoteNodeNetworks', 'remote-nodes'),
    ...remote('RemotePodNetworks', 'remote-pods'),
  ];
}
