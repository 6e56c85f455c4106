import { SEVERITIES, type Severity } from '../settings.js';
import type { FileFinding, Findings } from './diagnose.js';
import { counted, countedFindings } from './words.js';

/**
 * So many entries an editor is told of a file at most, the last of which may be about the others. VS Code shows no more, and of
 * more it would say that these are all but a number.
 */
export const MOST_SHOWN = 1000;

/** A finding, or, without a rule, what is said of all that are not shown. */
export type ShownFinding = Pick<FileFinding, 'span' | 'severity' | 'message' | 'related' | 'tag'> &
  Partial<Pick<FileFinding, 'rule' | 'docs'>>;

/**
 * What an editor is told: the worst where there are too many, of these the first, from top to bottom. The rest is summed up where the
 * first of the worst that is left out stands, as severe as that: whoever looks at errors alone is told that there are more.
 */
export function shown<F extends { readonly severity: Severity }>({
  found,
  located,
}: Findings<F>): readonly ShownFinding[] {
  if (found.length <= MOST_SHOWN) return found.map(located);
  let room = MOST_SHOWN - 1;
  const rooms = new Map<Severity, number>();
  const left: string[] = [];
  let worst: Severity | undefined;
  for (const severity of SEVERITIES) {
    const count = found.filter((each) => each.severity === severity).length;
    const taken = Math.min(room, count);
    rooms.set(severity, taken);
    room -= taken;
    if (taken === count) continue;
    worst ??= severity;
    left.push(countedFindings(count - taken, severity));
  }
  const told: ShownFinding[] = [];
  let next: F | undefined;
  for (const each of found) {
    const free = rooms.get(each.severity) as number;
    if (free > 0) told.push(located(each));
    else if (each.severity === worst) next ??= each;
    rooms.set(each.severity, free - 1);
  }
  if (!next) return told;
  const { span, severity } = located(next);
  const more = counted(found.length - told.length, 'more finding');
  const are = found.length - told.length === 1 ? 'is' : 'are';
  told.push({
    span,
    severity,
    message: `${more} in this file ${are} not shown (${left.join(', ')}), of which the first stands here. An editor is told ${MOST_SHOWN - 1} of a file; \`vpc-cni lint\` lists all.`,
  });
  return told;
}
