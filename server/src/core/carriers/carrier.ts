import type { Facts, Install } from '../model/facts.js';
import type { Node } from '../model/tree.js';

/** What is read along with the object. */
export interface Surroundings {
  /** The document holds template actions: what is absent may come from them. */
  readonly templated: boolean;
  /** Release assumed where the object does not tell; '' = unknown. */
  readonly cniVersion: string;
}

/** A kind of object that holds CNI configuration. */
export interface Carrier {
  readonly id: 'daemonset' | 'eniconfig' | 'securitygrouppolicy' | 'clusterrole';
  readonly title: string;
  /** Documents without a match for this are never parsed for the carrier's sake. */
  readonly mark: RegExp;
  matches(object: Node): boolean;
  read(object: Node, surroundings: Surroundings): Partial<Facts>;
}

export type { Facts, Install };
