import { Insane } from './sane.js';

/** In milliseconds of CPU time: an answer may take no longer than `ms`, and from `noted` on it is worth a note. */
let limit = { ms: Number.POSITIVE_INFINITY, noted: Number.POSITIVE_INFINITY };

/** For long runs: elsewhere nothing looks at the clock. */
export function limitTimes(): void {
  limit = { ms: 1000, noted: 100 };
}

const longest = new Map<string, number>();

/** The longest times that were worth a note since this was asked last, by what was asked. */
export function longestTimes(): ReadonlyMap<string, number> {
  const times = new Map(longest);
  longest.clear();
  return times;
}

/**
 * The answer, or an error where it is too long in coming. Only CPU time counts: the machine may be busy with something else. What took
 * long is asked again, and its best time counts: the first time code is read, and memory tidied up behind others.
 */
export function inTime<Answer>(what: string, ask: () => Answer): Answer {
  const { answer, ms } = timed(ask);
  if (ms < limit.noted) return answer;
  let best = Math.min(ms, timed(ask).ms);
  for (let again = 0; again < 2 && best > limit.ms; again++) best = Math.min(best, timed(ask).ms);
  longest.set(what, Math.max(best, longest.get(what) ?? 0));
  if (best > limit.ms) throw new Insane(`${what}: takes too long`, `${Math.round(best)} ms`);
  return answer;
}

function timed<Answer>(ask: () => Answer): { readonly answer: Answer; readonly ms: number } {
  const before = process.cpuUsage();
  const answer = ask();
  const { user, system } = process.cpuUsage(before);
  return { answer, ms: (user + system) / 1000 };
}
