import type { Located, Span } from '../model/span.js';
import { at, type Entry, type Node, text } from '../model/tree.js';

/** A resource of a CloudFormation template. */
export interface Resource {
  /** The name that others refer to it by. */
  readonly id: Located<string>;
  readonly type: string;
  readonly properties: Node | undefined;
  /** It is made in some stacks only. */
  readonly conditional: boolean;
  readonly span: Span;
}

export function resourcesOf(template: Node): readonly Resource[] {
  const resources = at(template, 'Resources');
  return resources?.kind === 'map' ? resources.entries.flatMap((found) => resource(found) ?? []) : [];
}

function resource({ key, value, span }: Entry): Resource | undefined {
  const type = text(at(value, 'Type'));
  if (type === undefined) return undefined;
  return {
    id: { value: key.text, span: key.span },
    type,
    properties: at(value, 'Properties'),
    conditional: at(value, 'Condition') !== undefined,
    span,
  };
}

/** Those of one type. */
export const ofType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter((found) => found.type === type);
