/** `us-west-2a`: the name of an availability zone, as in the node label `topology.kubernetes.io/zone`. */
export const isZoneName = (text: string): boolean => /^[a-z]{2,4}(-[a-z]+)+-\d[a-z]$/.test(text);

/** `usw2-az1`: the id of a zone, the same place in every account, where names are dealt out to each. */
export const isZoneId = (text: string): boolean => /^([a-z]+-)?[a-z]+\d-([a-z]+\d-)?az\d+$/.test(text);

/** Node labels whose value is the name of the node's zone. The second is the old one, which newer clusters no longer set. */
export const ZONE_LABELS: readonly string[] = [
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
];

/** The node label whose value is the id of the node's zone. */
export const ZONE_ID_LABEL = 'topology.k8s.aws/zone-id';

/** `us-west-2` of `us-west-2a`. */
export const regionOf = (zone: string): string => zone.slice(0, -1);
