import { distance } from 'fastest-levenshtein';

/** Longer texts are no slip of a name. */
const LONGEST = 100;

/** The known name that is meant by another: one or two letters are wrong, or it is a part of one alone. `maxPods` and `MAX_PODS` are `max_pods`. */
export function nearestTo(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined;
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z\d]/g, '');
  const wanted = plain(name);
  const [nearest] = known
    .map((candidate) => ({ candidate, slips: distance(wanted, plain(candidate)) }))
    .sort((a, b) => a.slips - b.slips);
  if (nearest && nearest.slips <= Math.min(2, Math.floor(wanted.length / 2))) return nearest.candidate;
  const holding = known.filter((candidate) => wanted.length > 3 && plain(candidate).includes(wanted));
  return holding.length === 1 ? holding[0] : undefined;
}
