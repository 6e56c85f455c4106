import { type Cidr, contains, parseCidr } from '../../domain/cidr.js';
import { type FieldBlock, isOfEks } from './cidrFields.js';

/** Blocks by their texts. */
export const ranges = (...texts: readonly string[]): readonly Cidr[] =>
  texts.flatMap((text) => parseCidr(text) ?? []);

export const isIn = (block: Cidr, outer: readonly Cidr[]): boolean => outer.some((o) => contains(o, block));

/** A part of it is inside, or all of it. */
export const touches = (block: Cidr, others: readonly Cidr[]): boolean =>
  others.some((other) => contains(other, block) || contains(block, other));

/** RFC 1918. */
export const PRIVATE = ranges('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');

/** A range of services that EKS refuses for where it is. One around a private range is too large, which is another matter. */
export const isRefusedByEks = ({ field, network }: FieldBlock): boolean =>
  field.role === 'service' && network.family === 4 && isOfEks(field) && !touches(network, PRIVATE);

/** What a VPC of private addresses takes beside them: mostly for pods, and routed nowhere else. */
export const FOR_PODS = ranges('100.64.0.0/10', '198.19.0.0/16');

/** A block for pods that the webhook of Cluster API refuses for where it is. */
export const isRefusedByWebhook = ({ field, network }: FieldBlock): boolean =>
  /(^|\.)secondaryCidrBlock$/.test(field.field) && network.family === 4 && !touches(network, FOR_PODS);
