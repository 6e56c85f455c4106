import { type Look, visible, visibleName } from '../output.js';
import { pretty } from './pretty.js';
import type { Report, Reporter } from './report.js';
import { allowedText, isWorthSaying, PAINT } from './severity.js';
import { summary } from './summary.js';

/** For people on a terminal, for programs a finding on each line: `file:line:column: severity rule: message`. */
export const text: Reporter = (report, look) =>
  look.isTerminal ? pretty(report, look) : lines(report, look);

function* lines(report: Report, { colours }: Look): Iterable<string> {
  for (const { file, line, column, rule, title } of report.fixed ?? [])
    yield `${visibleName(`${file}:${line}:${column}: fixed ${rule}: ${title}`)}\n`;
  for (const { finding } of report.found) {
    const { file, line, column, severity, rule, message, allowed } = finding;
    const place = visibleName(`${file}:${line}:${column}`);
    yield `${place}: ${PAINT[severity](colours)(severity)} ${rule}: ${visible(message + allowedText(allowed))}\n`;
  }
  if (isWorthSaying(report)) yield `${summary(report)}\n`;
}
