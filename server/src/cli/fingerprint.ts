import { createHash } from 'node:crypto';
import type { Found } from './findings.js';

/** What a finding is about, but for its place: that moves with every line that is put in above it. */
export const about = ({ finding: { rule, message }, object }: Found) => ({
  rule,
  ...(object !== undefined && { object }),
  message,
});

/** What tells findings of a file apart in other runs. Of several that are about the same, each has its own. */
export function fingerprints(found: readonly Found[]): readonly string[] {
  const seen = new Map<string, number>();
  return found.map((each) => {
    const { rule, object = '', message } = about(each);
    const key = JSON.stringify([each.finding.file, rule, object, message]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash('sha256').update(`${key}${before}`).digest('hex').slice(0, 32);
  });
}
