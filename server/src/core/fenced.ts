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

/** What a rule finds, with the severity that settings give it; nothing where it is off, or throws. */
export function fenced<F extends Finding>(
  rule: Rule,
  settings: Settings,
  onBug: OnBug,
  run: () => F[],
): (F & Diagnosis)[] {
  const choice = settings.rules[rule.id];
  if (choice === 'off') return [];
  const found = attempt(`rule ${rule.id}`, onBug, run) ?? [];
  // Mostly nothing is found.
  if (found.length === 0) return [];
  return found.map((finding) => ({
    ...finding,
    rule: rule.id,
    severity: choice ?? finding.severity ?? rule.severity,
  }));
}
