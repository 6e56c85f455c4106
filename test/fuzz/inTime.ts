import { Insane } from './sane.js';

/** An answer may take no longer, in milliseconds of CPU time. No limit, but in a run that asks for one: see `worker.ts`. */
export const limit = { ms: Number.POSITIVE_INFINITY };

/**
 * The answer, or an error where it is too long in coming: that counts only if it is so again, alone and by the time of the
 * process, as the machine may be busy with something else.
 */
export function inTime<Answer>(what: string, ask: () => Answer): Answer {
  const start = performance.now();
  const answer = ask();
  if (performance.now() - start < limit.ms) return answer;
  const best = Math.min(...[1, 2, 3].map(() => cpuTime(ask)));
  if (best > limit.ms) throw new Insane(`${what}: takes too long`, `${Math.round(best)} ms`);
  return answer;
}

/** In milliseconds: what other programs do meanwhile does not count. */
function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
