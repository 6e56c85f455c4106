import { at, type Entry, items, type Node, text } from '../model/tree.js';
import { isTrue } from './nodeFields.js';

type Kind = 'private' | 'public';

/**
 * Which of the subnets that a ClusterConfig names get nodes: those that a group names, else the private or the public ones,
 * in the zones of the group. Where there is no group, nodes that others make are taken to be in private ones.
 */
export function subnetsOfNodes(config: Node): (kind: Kind, subnet: Entry) => boolean {
  const subnets = at(config, 'vpc', 'subnets');
  const has = (kind: Kind) => entriesOf(at(subnets, kind)).length > 0;
  const isClosed = isTrue(at(config, 'privateCluster', 'enabled'));
  const groups = ['nodeGroups', 'managedNodeGroups'].flatMap((key) => items(at(config, key)));
  const kindOf = (group: Node | undefined): Kind => {
    const isPrivate = !group || isClosed || isTrue(at(group, 'privateNetworking'));
    return (isPrivate && has('private')) || !has('public') ? 'private' : 'public';
  };
  const named = new Set(groups.flatMap((group) => texts(at(group, 'subnets'))));
  const zones = new Set<string>();
  const everywhere = new Set<Kind>();
  for (const group of groups.filter((each) => items(at(each, 'subnets')).length === 0)) {
    const kind = kindOf(group);
    const own = at(group, 'availabilityZones');
    if (items(own).length === 0) everywhere.add(kind);
    for (const zone of texts(own)) zones.add(`${kind} ${zone}`);
  }
  return (kind, { key, value }) => {
    if (groups.length === 0) return kind === kindOf(undefined);
    const id = text(at(value, 'id')) ?? key.text;
    const zone = text(at(value, 'az')) ?? key.text;
    return named.has(key.text) || named.has(id) || everywhere.has(kind) || zones.has(`${kind} ${zone}`);
  };
}

export const entriesOf = (node: Node | undefined): readonly Entry[] =>
  node?.kind === 'map' ? node.entries : [];

const texts = (list: Node | undefined): string[] => items(list).flatMap((item) => text(item) ?? []);
