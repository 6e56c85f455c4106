import type { Facts, Install } from '../model/facts.js';
import type { Problem } from '../model/source.js';
import type { Node } from '../model/tree.js';

/** What is read along with the object. */
export interface Surroundings {
  /** The document holds template actions: what is absent may come from them. */
  readonly templated: boolean;
  /** Release assumed where the object does not tell; '' = unknown. */
  readonly cniVersion: string;
  /** The document: for texts inside its texts. */
  readonly source: string;
}

/** A map inside an object with a schema of its own, such as values of a chart. */
export interface Structure {
  /** Its name in `schemas/`. */
  readonly schema: string;
  readonly node: Node;
}

/** What an object says. */
export interface Reading extends Partial<Facts> {
  /** What is checked in place of the object itself. */
  readonly structures?: readonly Structure[];
  /** What keeps a text in the object from being read, of which the carrier takes nothing then. */
  readonly problem?: Problem;
}

/** A kind of object that says something about the cluster's network or its nodes. */
export interface Carrier {
  /** Where `schemas/` has one of this name, the object is checked against it. */
  readonly id: string;
  readonly title: string;
  /** Documents without a match for this are never parsed for the carrier's sake. */
  readonly mark: RegExp;
  /** Nor are those without a match for this, where it is given. */
  readonly outline?: RegExp;
  /**
   * What it says is of interest only to policies that select pods, in texts without a match for this. Absent: to everybody.
   * A workspace without policies is read much faster without such files.
   */
  readonly alsoWithoutPolicies?: RegExp;
  matches(object: Node): boolean;
  read(object: Node, surroundings: Surroundings): Reading;
}

export type { Facts, Install };
