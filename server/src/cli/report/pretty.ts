import type { Found, LintFinding, LintPlace } from '../findings.js';
import { wrapped } from '../maxPods.js';
import { type Look, visible, visibleName } from '../output.js';
import type { Report } from './report.js';
import { allowedText, isWorthSaying, PAINT } from './severity.js';
import { summary } from './summary.js';

/** For people: file by file, with the line that a finding is about. */
export function* pretty(report: Report, look: Look): Iterable<string> {
  const { bold, green, underline } = look.colours;
  let last: string | undefined;
  const heading = (file: string): string => {
    if (file === last) return '';
    const gap = last === undefined ? '' : '\n';
    last = file;
    return `${gap}${underline(visibleName(file))}\n`;
  };
  for (const { file, line, column, rule, title } of report.fixed ?? [])
    yield `${heading(file)}  ${green('fixed')} ${bold(rule)} ${line}:${column}: ${visible(title)}\n`;
  if (last !== undefined) yield '\n';
  last = undefined;
  for (const found of report.found) yield `${heading(found.finding.file)}${block(found, look)}`;
  if (!isWorthSaying(report)) return;
  yield `${last === undefined ? '' : '\n'}${summary(report)}\n`;
}

function block({ finding, sourceLine }: Found, look: Look): string {
  const { file, severity, rule, line, column, message, related, fixes, allowed } = finding;
  const { bold, dim, green } = look.colours;
  const fix = allowed === undefined ? fixes.find(({ safe }) => safe) : undefined;
  const number = `${line}`;
  const gutter = ' '.repeat(number.length);
  const { shown, carets } = cut(
    visible(sourceLine()),
    marked(sourceLine(), finding),
    look.columns - number.length - 7,
  );
  return [
    `  ${PAINT[severity](look.colours)(severity)} ${bold(rule)} ${dim(`${line}:${column}`)}`,
    `    ${wrapped(visible(message + allowedText(allowed)), look.columns - 4).replaceAll('\n', '\n    ')}`,
    `    ${dim(`${number} |`)} ${shown}`,
    `    ${dim(`${gutter} |`)} ${PAINT[severity](look.colours)(carets)}`,
    ...related.map((place) => `    ${dim(visible(`${placeOf(place, file)}: ${place.message}`))}`),
    ...(fix ? [`    ${green('--fix')}: ${visible(fix.title)}`] : []),
    '',
  ].join('\n');
}

/** In another file with its name, as terminals make links of. */
const placeOf = ({ file, line, column }: LintPlace, here: string): string =>
  file === here ? `${line}:${column}` : `${file}:${line}:${column}`;

interface Stretch {
  readonly start: number;
  readonly length: number;
}

/** What is marked of a line, once its control characters are in plain sight. */
function marked(line: string, { column, endLine, endColumn, line: number }: LintFinding): Stretch {
  const start = visible(line.slice(0, column - 1)).length;
  const end = visible(endLine > number ? line : line.slice(0, endColumn - 1)).trimEnd().length;
  return { start, length: Math.max(1, end - start) };
}

/** As much of a line as there is room for, with what is marked in it: JSON may be all on one. */
function cut(line: string, { start, length }: Stretch, room: number): { shown: string; carets: string } {
  const from = start + Math.min(length, room) <= room ? 0 : Math.max(0, start - (room >> 2));
  const lead = from > 0 ? '…' : '';
  const shown = lead + line.slice(from + lead.length, from + room);
  return {
    shown: from + room < line.length ? `${shown.slice(0, -1)}…` : shown,
    carets: ' '.repeat(start - from) + '^'.repeat(Math.max(1, Math.min(length, room - (start - from)))),
  };
}
