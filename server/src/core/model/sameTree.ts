import type { Entry, Node, ScalarNode } from './tree.js';

/** Two trees say the same, wherever and in whatever style. `decide` may answer for scalars. */
export function same(
  one: Node | undefined,
  other: Node | undefined,
  decide: (one: ScalarNode, other: ScalarNode) => boolean | undefined = () => undefined,
): boolean {
  if (!one || !other) return one === other;
  if (one.kind === 'scalar') {
    if (other.kind !== 'scalar') return false;
    return (
      decide(one, other) ??
      (one.text === other.text &&
        one.type === other.type &&
        one.open === other.open &&
        one.conditional === other.conditional)
    );
  }
  if (one.kind === 'list')
    return other.kind === 'list' && all(one.items, other.items, (a, b) => same(a, b, decide));
  const entries = (a: Entry, b: Entry) => same(a.key, b.key, decide) && same(a.value, b.value, decide);
  return (
    other.kind === 'map' && all(one.entries, other.entries, entries) && all(one.lost, other.lost, entries)
  );
}

const all = <Item>(
  one: readonly Item[],
  other: readonly Item[],
  is: (one: Item, other: Item) => boolean,
): boolean =>
  one.length === other.length &&
  one.every((item, i) => {
    const match = other[i];
    return match !== undefined && is(item, match);
  });
