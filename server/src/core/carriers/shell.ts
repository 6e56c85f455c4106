import { lineStart } from './lines.js';

/** As much of the language of shells as tells whether and to whom an argument of a script is handed. */

/** The text of a file or of an input, written in the script. */
export interface HereDocument {
  readonly start: number;
  readonly end: number;
  /** The line that takes it. */
  readonly command: string;
}

export function hereDocuments(script: string): readonly HereDocument[] {
  const found: HereDocument[] = [];
  let covered = 0;
  for (const match of script.matchAll(/^([^\n]*?)(?<!<)<<-?[ \t]*(["']?)([A-Za-z_]\w*)\2[^\n]*$/gm)) {
    const [command, , , word = ''] = match;
    if (match.index < covered) continue;
    const start = match.index + command.length;
    const closing = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'gm');
    closing.lastIndex = start;
    covered = closing.exec(script)?.index ?? script.length;
    found.push({ start, end: covered, command });
  }
  return found;
}

/** A condition, a loop or a function is open at the offset: what stands there is reached, or not. */
export function isConditional(script: string, documents: readonly HereDocument[], offset: number): boolean {
  let blocks = 0;
  let braces = 0;
  const others = documents.filter(({ start, end }) => offset < start || end <= offset);
  let next = 0;
  for (const { 0: word, index } of script.slice(0, offset).matchAll(BLOCK)) {
    while ((others[next]?.end ?? index + 1) <= index) next++;
    if ((others[next]?.start ?? index + 1) <= index) continue;
    if (word === '{') braces++;
    else if (word === '}') braces = Math.max(0, braces - 1);
    else blocks = Math.max(0, blocks + (/^(?:fi|esac|done)$/.test(word) ? -1 : 1));
  }
  return blocks + braces > 0;
}

/** Where a command can begin; and braces that end a line or begin one. */
const BLOCK =
  /(?<=(?:^|[\n;&|(]|\b(?:then|else|do)\s)[ \t]*)(?:if|case|for|while|until|select|fi|esac|done|\})(?![\w.=/-])|\{(?=[ \t\r]*(?:\n|$))/g;

/** The line of an offset with those that a backslash joins to it, and the part of it in front of the offset. */
export function lineAround(
  script: string,
  offset: number,
): { readonly before: string; readonly line: string } {
  let start = lineStart(script, offset);
  while (start > 0 && isContinued(script, start - 1)) start = lineStart(script, start - 1);
  let end = lineEnd(script, offset);
  while (end < script.length && isContinued(script, end)) end = lineEnd(script, end + 1);
  return { before: script.slice(start, offset), line: script.slice(start, end) };
}

function lineEnd(script: string, offset: number): number {
  const end = script.indexOf('\n', offset);
  return end < 0 ? script.length : end;
}

const isContinued = (script: string, lineBreak: number): boolean =>
  script[lineBreak - 1] === '\\' || (script[lineBreak - 1] === '\r' && script[lineBreak - 2] === '\\');

/**
 * The command that the end of a line belongs to, from its name on. Undefined where it hangs on another: behind `||`, a test
 * or a pipe.
 */
export function commandBefore(before: string): string | undefined {
  let start = 0;
  let quote = '';
  for (let at = 0; at < before.length; at++) {
    const char = before[at] ?? '';
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === '|' || char === '`') {
      return undefined;
    } else if (char === ';' || (char === '&' && before[at - 1] !== '>')) {
      // Of PowerShell's `& script` nothing stands in front.
      if (char === '&' && CONDITION.test(before.slice(start, at))) return undefined;
      start = at + 1;
    }
  }
  return before.slice(start).trimStart();
}

const CONDITION = /^\s*(?:\[|!|test\b|grep\b|command\b|which\b)/;

/** Of the same length. A `#` within the quotes of its line begins no comment. */
export const withoutComments = (text: string): string =>
  text.includes('#')
    ? text
        .split('\n')
        .map((line) => line.slice(0, commentAt(line)).padEnd(line.length))
        .join('\n')
    : text;

function commentAt(line: string): number {
  let quote = '';
  for (let at = line.indexOf('#') < 0 ? line.length : 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === '#' && (at === 0 || /\s/.test(line[at - 1] ?? ''))) {
      return at;
    }
  }
  return line.length;
}
