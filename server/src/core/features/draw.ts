import type { FileFinding } from './diagnose.js';

/**
 * A text with a note below each line that has findings:
 *
 *     value: "yes"
 *     #      ^^^^^ warning ignored-value: "yes" is not …
 *
 * A `#` that touches the carets counts as one of them, so that column 0 can be marked. A finding over several lines is
 * drawn to the end of its first.
 */
export function draw(text: string, findings: readonly FileFinding[]): string {
  const out: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    out.push(line);
    const end = start + line.length;
    for (const { span, rule, severity, message } of findings) {
      if (span.start < start || span.start > end) continue;
      const column = span.start - start;
      const width = Math.max(1, Math.min(span.end, end) - span.start);
      const lead = column === 0 ? '#' : `#${' '.repeat(column - 1)}`;
      out.push(
        `${lead}${'^'.repeat(column === 0 ? width - 1 : width) || '^'} ${severity} ${rule}: ${message}`,
      );
    }
    start = end + 1;
  }
  return out.join('\n');
}
