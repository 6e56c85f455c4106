import { entry, items, type Node, type ScalarNode } from '../model/tree.js';

/** Functions of CloudFormation, in long form and as YAML tags; the tree keeps no tag, only that there was one (`open`). */

/** The resource or parameter that a value is taken from: `!Ref A`, `{ Ref: A }`, `!GetAtt A.Id`. */
export function referred(node: Node | undefined): string | undefined {
  if (node?.kind === 'scalar') return node.open ? nameIn(node.text) : undefined;
  const ref = entry(node, 'Ref')?.value;
  if (ref?.kind === 'scalar') return nameIn(ref.text);
  const attribute = entry(node, 'Fn::GetAtt')?.value;
  const first = attribute?.kind === 'list' ? attribute.items[0] : attribute;
  return first?.kind === 'scalar' ? nameIn(first.text) : undefined;
}

const nameIn = (text: string): string | undefined => /^([A-Za-z0-9]+)(?:\.[\w.]+)?$/.exec(text)?.[1];

/** All names that may be meant somewhere in a value. */
export function mentioned(node: Node | undefined, into: Set<string> = new Set()): Set<string> {
  if (node?.kind === 'scalar') {
    const name = nameIn(node.text);
    if (name !== undefined) into.add(name);
  }
  if (node?.kind === 'list') for (const item of node.items) mentioned(item, into);
  if (node?.kind === 'map') for (const { value } of node.entries) mentioned(value, into);
  return into;
}

/** The values between which a condition chooses, and a value itself. */
export function choices(node: Node | undefined): readonly Node[] {
  if (node?.kind === 'list') return node.items.flatMap(choices);
  const branches = entry(node, 'Fn::If')?.value;
  if (branches) return items(branches).slice(1).flatMap(choices);
  return node ? [node] : [];
}

/** The text behind `Fn::Base64` and `Fn::Sub`; undefined for one that is joined of parts, or encoded already. */
export function textBehind(node: Node | undefined): ScalarNode | undefined {
  if (node?.kind === 'scalar') return /^[\w+/=\s]*$/.test(node.text) ? undefined : node;
  const inside = entry(node, 'Fn::Base64')?.value ?? entry(node, 'Fn::Sub')?.value;
  // `Fn::Sub` may come with a map of what to put in.
  return inside && textBehind(inside.kind === 'list' ? inside.items[0] : inside);
}
