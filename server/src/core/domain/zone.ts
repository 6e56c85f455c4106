/** `us-west-2a`: the name of an availability zone, as in the node label `topology.kubernetes.io/zone`. */
export const isZoneName = (text: string): boolean => /^[a-z]{2,4}(-[a-z]+)+-\d[a-z]$/.test(text);

/** `usw2-az1`: the id of a zone, the same place in every account, where names are dealt out to each. */
export const isZoneId = (text: string): boolean => /^([a-z]+-)?[a-z]+\d-([a-z]+\d-)?az\d+$/.test(text);
