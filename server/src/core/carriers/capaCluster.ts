import type { CidrField, Facts } from '../model/facts.js';
import { at, items, type Node, text } from '../model/tree.js';
import { pluginFacts } from './capaPlugin.js';
import type { Reading, Surroundings } from './carrier.js';
import { located } from './fields.js';
import { joined } from './joined.js';
import { cidrField, cidrFields, isFalse, isTrue, isWritten } from './nodeFields.js';
import { placesOfSubnets } from './nodeZones.js';

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
export function controlPlaneFacts(object: Node, _kind: string, surroundings: Surroundings): Reading {
  const spec = at(object, 'spec');
  const own = {
    cidrs: networkCidrs(spec, 'spec'),
    clusterSettings: placesOfSubnets(at(spec, 'network', 'subnets'), 'availabilityZone'),
  };
  return joined(pluginFacts(object, surroundings), own);
}

// CIDRs

/** Of AWSCluster and AWSManagedControlPlane; `path`: that of the spec. */
export function networkCidrs(spec: Node | undefined, path: string): CidrField[] {
  const vpc = at(spec, 'network', 'vpc');
  const existing = isWritten(at(vpc, 'id'));
  const here = { reader: READER, admission: false, forNodes: false } as const;
  const inVpc = { ...here, family: 4, ...(existing && { existing }) } as const;
  // EKS is given all subnets in the list, and chooses among them.
  const isClosed = isFalse(at(spec, 'endpointAccess', 'public'));
  const subnets = items(at(spec, 'network', 'subnets')).flatMap((subnet) => [
    cidrField(at(subnet, 'cidrBlock'), {
      ...inVpc,
      ...(isClosed && { endpoint: true }),
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
