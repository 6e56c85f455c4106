import type { Diagnosis, Finding, Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/** Called with who threw, such as `rule ignored-value`. A bug of ours: the others still run. */
export type OnBug = (who: string, error: unknown) => void;

/** What comes of it; undefined: it threw. */
export function attempt<T>(who: string, onBug: OnBug, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    onBug(who, error);
    return undefined;
  }
}

const NOTHING: readonly never[] = [];

/** What a rule says, to its end. Hundreds are asked of each document, and nearly all say nothing. */
export function drained<F extends Finding>(said: Iterable<F> = NOTHING): readonly F[] {
  let found: F[] | undefined;
  for (const finding of said) {
    if (found) found.push(finding);
    else found = [finding];
  }
  return found ?? NOTHING;
}

/** What a rule finds, with the severity that settings give it; nothing where it is off, or throws. */
export function fenced<F extends Finding>(
  rule: Rule,
  settings: Settings,
  onBug: OnBug,
  run: () => readonly F[],
): readonly (F & Diagnosis)[] {
  const choice = settings.rules[rule.id];
  if (choice === 'off') return NOTHING;
  const found = attempt(`rule ${rule.id}`, onBug, run) ?? NOTHING;
  if (found.length === 0) return NOTHING;
  return found.map((finding) => ({
    ...finding,
    rule: rule.id,
    severity: choice ?? finding.severity ?? rule.severity,
  }));
}
