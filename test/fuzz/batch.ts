import fc from 'fast-check';
import { type Case, casesOf, type Trial, trialOf, tryOut } from './cases.js';
import type { Input } from './inputs.js';
import { longestTimes } from './inTime.js';
import { smaller } from './smaller.js';

/** So many cases have one seed. */
export const BATCH = 200;

/** A case that went wrong, made as small as it gets. */
export interface Failure {
  /** The same for what has the same cause. */
  readonly signature: string;
  readonly told: string;
  readonly seed: number;
  readonly path: string;
  readonly trial: Trial;
}

/** The case that took longest to answer a question. */
export interface Slow {
  readonly what: string;
  /** Of CPU time. */
  readonly ms: number;
  readonly trial: Trial;
}

/** What a batch came to: how many cases were run, those that failed, and the slowest by question, as far as they are worth a note. */
export interface Outcome {
  readonly cases: number;
  readonly failures: readonly Failure[];
  readonly slowest: readonly Slow[];
}

/** Of a seed for the whole run that of a part of it. */
export const seedOf = (seed: number, batch: number): number =>
  Math.imul(seed ^ Math.imul(batch + 1, 0x9e3779b1), 0x85ebca6b) | 0;

/** `onTrial`: called before each, so that one that never ends can be told. `known`: signatures that need not be told again. */
export function runBatch(
  inputs: readonly Input[],
  seed: number,
  count = BATCH,
  {
    onTrial = () => {},
    known = new Set(),
  }: { onTrial?: (trial: Trial) => void; known?: ReadonlySet<string> } = {},
): Outcome {
  const failures = new Map<string, Failure>();
  const slowest = new Map<string, Slow>();
  let cases = 0;
  // What went wrong is told once and then let pass: the rest of the batch is run as well.
  const property = fc.property(casesOf(inputs), (made: Case) => {
    const trial = trialOf(made, inputs);
    onTrial(trial);
    cases++;
    longestTimes();
    const error = errorOf(trial);
    for (const [what, ms] of longestTimes())
      if (ms > (slowest.get(what)?.ms ?? 0)) slowest.set(what, { what, ms, trial });
    if (!error) return;
    const signature = signatureOf(error);
    if (failures.has(signature)) return;
    const small = known.has(signature) ? trial : smaller(trial, (other) => isSame(other, signature));
    failures.set(signature, { signature, told: tell(error), seed, path: `${cases - 1}`, trial: small });
  });
  fc.assert(property, { seed, numRuns: count });
  return { cases, failures: [...failures.values()], slowest: [...slowest.values()] };
}

/** Errors in a text are errors to its parser, hundreds a case: they are made without what is only asked of those thrown. */
export function errorOf(trial: Trial): Error | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = thrownBy(trial);
  Error.stackTraceLimit = stackTraceLimit;
  return error && (thrownBy(trial) ?? error);
}

function thrownBy(trial: Trial): Error | undefined {
  try {
    tryOut(trial);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const isSame = (trial: Trial, signature: string): boolean => {
  const error = errorOf(trial);
  return error !== undefined && signatureOf(error) === signature;
};

/** The message without its figures, and where it was thrown. */
export function signatureOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  const [place = ''] = cause.stack?.match(/server\/src\/[\w/.]+/) ?? [];
  return `${error.message} ${cause === error ? '' : cause.message} ${place}`
    .replace(/\d+/g, 'n')
    .slice(0, 300);
}

export function tell(error: Error): string {
  const { cause } = error;
  const detail = 'detail' in error && error.detail ? ` (${error.detail})` : '';
  return [
    `${error.stack ?? error.message}${detail}`,
    ...(cause ? [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)] : []),
  ].join('\n');
}
