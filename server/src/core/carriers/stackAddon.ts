import { at, entry, type MapNode, type Node } from '../model/tree.js';
import { ADDON, type Addon, readAddon } from './addonConfiguration.js';
import type { Reading, Surroundings } from './carrier.js';
import { located } from './fields.js';
import { referred } from './intrinsics.js';
import { joined } from './joined.js';
import { ofType, type Resource } from './stack.js';

/** The add-on in a CloudFormation template: the text of its configuration, plain or behind `Fn::Sub`. */
export function stackAddons(resources: readonly Resource[], surroundings: Surroundings): Reading {
  const family = familyOf(ofType(resources, 'AWS::EKS::Cluster'));
  return joined(
    ...ofType(resources, 'AWS::EKS::Addon').flatMap((resource) => {
      const addon = addonOf(resource, family, surroundings.source);
      return addon ? [readAddon(addon, surroundings)] : [];
    }),
  );
}

function addonOf(
  { span, properties, conditional }: Resource,
  family: 4 | 6 | undefined,
  source: string,
): Addon | undefined {
  const name = located(at(properties, 'AddonName'));
  if (name?.value !== ADDON) return undefined;
  const configuration = entry(properties, 'ConfigurationValues');
  const version = at(properties, 'AddonVersion');
  const conflicts = at(properties, 'ResolveConflicts');
  const cluster = clusterNamed(at(properties, 'ClusterName'));
  return {
    span,
    place: 'cloudformation',
    name,
    ...(cluster !== undefined && { cluster }),
    ...(configuration && { configuration: { ...configuration, value: behindSub(configuration, source) } }),
    ...(version && { version }),
    ...(conflicts && { conflicts }),
    ...(family && { family }),
    partial: conditional,
  };
}

function clusterNamed(node: Node | undefined): string | undefined {
  const resource = referred(node);
  return located(node)?.value ?? (resource === undefined ? undefined : `!Ref ${resource}`);
}

/** A function other than `Fn::Sub` says what comes of it only in the stack. */
function behindSub({ key, value }: { readonly key: Node; readonly value: Node }, source: string): Node {
  if (value.kind === 'scalar') return value;
  const tag = /^\s*:\s*!(\w+)/.exec(source.slice(key.span.end, value.span.start))?.[1];
  const [only, ...others] = value.kind === 'map' ? value.entries : [];
  const name =
    tag ?? (others.length === 0 ? /^(?:Fn::|Ref$)(\w*)/.exec(only?.key.text ?? '')?.[1] : undefined);
  if (name === undefined) return value;
  const inside = tag === undefined ? only?.value : value;
  // It may come with a map of what to put in.
  const first = inside?.kind === 'list' ? inside.items[0] : inside;
  return name === 'Sub' && first?.kind === 'scalar' ? first : { ...UNKNOWN, span: value.span };
}

const UNKNOWN: Node = {
  kind: 'list',
  span: { start: 0, end: 0 },
  items: [],
  flow: true,
  shared: true,
};

/** Of the one cluster in the template. Without a word, it is one of IPv4. */
function familyOf(clusters: readonly Resource[]): 4 | 6 | undefined {
  const [cluster, ...others] = clusters;
  if (!cluster || others.length > 0) return undefined;
  const network = entry(cluster.properties, 'KubernetesNetworkConfig')?.value;
  if (!network) return cluster.properties?.kind === 'map' ? 4 : undefined;
  if (network.kind !== 'map' || isFunction(network)) return undefined;
  const family = entry(network, 'IpFamily')?.value;
  if (!family) return 4;
  return { ipv4: 4, ipv6: 6 }[located(family)?.value ?? ''] as 4 | 6 | undefined;
}

const isFunction = ({ entries }: MapNode): boolean =>
  entries.some(({ key }) => key.text === 'Ref' || key.text.startsWith('Fn::'));
