import type { Facts, FactsInProgress } from '../model/facts.js';

/** Kinds of facts of which there are some. */
export const said = (facts: Facts): Partial<Facts> =>
  Object.fromEntries(Object.entries(facts).filter(([, found]) => found.length > 0));

export function gather(into: FactsInProgress, more: Partial<Facts>): void {
  for (const [kind, found] of Object.entries(more)) into[kind as keyof Facts].push(...(found as never[]));
}
