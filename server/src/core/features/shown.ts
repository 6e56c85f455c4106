import { SEVERITIES, type Severity } from '../settings.js';
import type { FileFinding, Findings } from './diagnose.js';
import { counted, countedFindings } from './words.js';

/**
 * So many entries an editor is told of a file at most, the first of which may be about the others. VS Code shows no more, and of
 * more it would say that these are all but a number.
 */
export const MOST_SHOWN = 1000;

/** A finding, or, without a rule, what is said of all that are not shown. */
export type ShownFinding = Pick<FileFinding, 'span' | 'severity' | 'message' | 'related' | 'tag'> &
  Partial<Pick<FileFinding, 'rule' | 'docs'>>;

/**
 * What an editor is told: the worst where there are too many, of these the first, from top to bottom. The rest is summed up at the
 * top of the file, as severe as the worst that is left out: whoever looks at errors alone is told that there are more.
 */
export function shown<F extends { readonly severity: Severity }>({
  found,
  located,
}: Findings<F>): readonly ShownFinding[] {
  if (found.length <= MOST_SHOWN) return found.map(located);
  let room = MOST_SHOWN - 1;
  const rooms = new Map<Severity, number>();
  const left: string[] = [];
  let worst: Severity = 'hint';
  for (const severity of SEVERITIES) {
    const count = found.filter((each) => each.severity === severity).length;
    const taken = Math.min(room, count);
    rooms.set(severity, taken);
    room -= taken;
    if (taken === count) continue;
    if (left.length === 0) worst = severity;
    left.push(countedFindings(count - taken, severity));
  }
  const told = found.filter(({ severity }) => {
    const free = rooms.get(severity) as number;
    rooms.set(severity, free - 1);
    return free > 0;
  });
  const of = `Of ${counted(found.length, 'finding')} in this file the worst ${told.length} are shown`;
  const message = `${of}; left out are ${left.join(', ')}. They are shown as others are mended; \`vpc-cni lint\` lists all.`;
  return [{ span: TOP, severity: worst, message }, ...told.map(located)];
}

const TOP = { start: 0, end: 0 };
