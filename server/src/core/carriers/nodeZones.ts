import { isZoneName, ZONE_LABELS } from '../domain/zone.js';
import type { ClusterSetting, NodeGroup } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import { located } from './fields.js';
import { allKnown, isWritten, strings } from './nodeFields.js';

/** Where nodes of a group can be, as far as its text tells. */
export type Zones = Pick<NodeGroup, 'zones' | 'zonesComplete'>;

const NOWHERE: Zones = {};

/** The zones of a list, or the one of a scalar. */
export function zonesIn(node: Node | undefined, templated: boolean): Zones {
  if (!isWritten(node)) return NOWHERE;
  return zonesOf(strings(node), allKnown(node) && !templated);
}

export function zonesOf(found: readonly Located<string>[], isAll: boolean): Zones {
  const zones = found.filter(({ value }) => value.trim() !== '');
  return zones.length === 0 ? NOWHERE : { zones, zonesComplete: isAll && zones.length === found.length };
}

/** `block`: where its CIDR is written, if it is. */
export function subnetPlace(id: Located<string>, zone: Located<string>, block?: Node): ClusterSetting {
  const cidr = located(block)?.value;
  return {
    kind: 'subnet',
    span: id.span,
    id: id.value,
    zone: zone.value,
    ...(cidr !== undefined && { cidr }),
  };
}

/** Subnets in a list that exist, and the zones that a field of theirs names. */
export const placesOfSubnets = (subnets: Node | undefined, field: string): ClusterSetting[] =>
  items(subnets).flatMap((subnet) => {
    const id = located(at(subnet, 'id'));
    const zone = located(at(subnet, field));
    return id && zone ? [subnetPlace(id, zone, at(subnet, 'cidrBlock'))] : [];
  });

/** Subnets of kOps are named after their zones, unless somebody names them otherwise. */
export function zonesByName(subnets: Node | undefined, templated: boolean): Zones {
  const names = strings(subnets);
  const zones = names.filter(({ value }) => isZoneName(value));
  return zonesOf(zones, allKnown(subnets) && zones.length === names.length && !templated);
}

/** The zones that requirements and labels of Karpenter leave. All of them hold together. */
export function zonesAsked(
  requirements: Node | undefined,
  labels: Node | undefined,
  templated: boolean,
): Zones {
  const behind = (operator: string) =>
    items(requirements).flatMap((item) => {
      const isOne =
        ZONE_LABELS.includes(text(at(item, 'key')) ?? '') && text(at(item, 'operator')) === operator;
      return (isOne && at(item, 'values')) || [];
    });
  const allowed = [...behind('In'), ...ZONE_LABELS.flatMap((label) => at(labels, label) ?? [])];
  const whole = allowed.find(allKnown) ?? allowed[0];
  const names = (lists: readonly Node[]) =>
    lists.map((list) => new Set(strings(list).map(({ value }) => value)));
  const others = names(allowed.filter((list) => list !== whole && allKnown(list)));
  const excluded = names(behind('NotIn'));
  const zones = strings(whole).filter(
    ({ value }) => others.every((list) => list.has(value)) && !excluded.some((list) => list.has(value)),
  );
  return zonesOf(zones, allKnown(whole) && !templated);
}
