/**
 * Facts of a text that is not kept. The engine makes a part of a text a view of the whole, which then stays in memory as
 * long as the part: their texts are replaced by copies, the same one for the same text.
 */
export function detached<T extends object>(facts: T, known: Map<string, string>): T {
  const seen = new Set<object>();
  const detach = (value: object): void => {
    if (seen.has(value) || Object.isFrozen(value)) return;
    seen.add(value);
    for (const [key, each] of Object.entries(value)) {
      if (typeof each === 'string') {
        if (each.length >= SHORTEST_VIEW) (value as Record<string, unknown>)[key] = copyOf(each, known);
      } else if (typeof each === 'object' && each !== null && !ArrayBuffer.isView(each)) detach(each);
    }
  };
  detach(facts);
  return facts;
}

/** Shorter ones are always copied by the engine. */
const SHORTEST_VIEW = 13;

function copyOf(text: string, known: Map<string, string>): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  // Put together and cut again, it is a view of itself.
  const copy = ` ${text}`.slice(1);
  known.set(copy, copy);
  return copy;
}
