import { isZoneName } from '../domain/zone.js';
import type { ClusterSetting } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, type Entry, type Node, text } from '../model/tree.js';
import { entriesOf } from './eksctlSubnets.js';
import { located } from './fields.js';
import { allKnown, isTrue, isWritten, strings } from './nodeFields.js';
import { subnetPlace, type Zones, zonesIn, zonesOf } from './nodeZones.js';

/**
 * The zones of a node group: its own and those of its subnets, else those of the cluster's subnets of its kind, else those in
 * which eksctl makes subnets.
 *
 * Source: eksctl-io/eksctl pkg/vpc/vpc.go, SelectNodeGroupSubnets.
 */
export function zonesOfGroup(group: Node, config: Node, templated: boolean): Zones {
  const own = at(group, 'availabilityZones');
  const subnets = at(group, 'subnets');
  // Zones of other kinds have subnets of their own.
  if (isWritten(at(group, 'localZones'))) return {};
  if (isWritten(own) || isWritten(subnets)) {
    const names = strings(subnets);
    const found = names.map((name) => zoneOfSubnet(name, config));
    const known = found.flatMap((zone) => zone ?? []);
    const isAll =
      (!isWritten(own) || allKnown(own)) &&
      (!isWritten(subnets) || allKnown(subnets)) &&
      known.length === found.length;
    return zonesOf([...strings(own), ...known], isAll && !templated);
  }
  const kinds = at(config, 'vpc', 'subnets');
  if (!isWritten(kinds)) return zonesIn(at(config, 'availabilityZones'), templated);
  const isPrivate = isTrue(at(config, 'privateCluster', 'enabled')) || isTrue(at(group, 'privateNetworking'));
  const zones = entriesOf(at(kinds, isPrivate ? 'private' : 'public')).map(zoneOf);
  return zonesOf(
    zones.flatMap((zone) => zone ?? []),
    !templated && !zones.includes(undefined),
  );
}

/** The name of a subnet, or its id. */
function zoneOfSubnet({ value, span, inner }: Located<string>, config: Node): Located<string> | undefined {
  const subnet = subnetsIn(config).find(
    ({ key, value: fields }) => key.text === value || text(at(fields, 'id')) === value,
  );
  const zone = subnet && zoneOf(subnet)?.value;
  if (zone === undefined) return undefined;
  // Where the group names the zone itself, it is written there.
  return { value: zone, span, ...(zone === value && inner !== undefined && { inner }) };
}

const subnetsIn = (config: Node): readonly Entry[] =>
  (['private', 'public'] as const).flatMap((kind) => entriesOf(at(config, 'vpc', 'subnets', kind)));

/** Without `az` the key is the zone. */
function zoneOf({ key, value }: Entry): Located<string> | undefined {
  if (isWritten(at(value, 'az'))) return strings(at(value, 'az'))[0];
  return !key.open && isZoneName(key.text)
    ? { value: key.text, span: key.span, ...(key.inner !== undefined && { inner: key.inner }) }
    : undefined;
}

/** Subnets that exist, and their zones. */
export const placesOfSubnets = (config: Node): ClusterSetting[] =>
  subnetsIn(config).flatMap((subnet) => {
    const id = located(at(subnet.value, 'id'));
    const zone = zoneOf(subnet);
    return id && zone ? [subnetPlace(id, zone, at(subnet.value, 'cidr'))] : [];
  });
