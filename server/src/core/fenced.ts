import type { Diagnosis, Finding, Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/** Called with the id of a rule that threw. A bug of ours: the other rules still run. */
export type OnBug = (rule: string, error: unknown) => void;

/** What a rule finds, with the severity that settings give it; nothing where it is off, or throws. */
export function fenced<F extends Finding>(
  rule: Rule,
  settings: Settings,
  onBug: OnBug,
  run: () => F[],
): (F & Diagnosis)[] {
  const choice = settings.rules[rule.id];
  if (choice === 'off') return [];
  try {
    return run().map((finding) => ({
      ...finding,
      rule: rule.id,
      severity: choice ?? finding.severity ?? rule.severity,
    }));
  } catch (error) {
    onBug(rule.id, error);
    return [];
  }
}
