import type { Span } from './span.js';

/** Stands for the characters of a template action inside a value. Private use: no manifest contains it. */
export const HOLE = '\uE000';

export interface Masked {
  /** Of the same length as what was given. */
  readonly text: string;
  /** Actions that may add or drop whole lines: what is not written here may still come from them. */
  readonly templated: boolean;
  /** Stretches that are there only if a condition holds, or once for each turn of a loop. */
  readonly branches: readonly Span[];
}

const CLOSINGS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '%{': '}', '<%': '%>' };
const OPENING = /\{\{|\{%|%\{|<%/g;
/** No action is longer; what looks like one is not. */
const LONGEST = 4000;
/** How far to look along a line for what else stands on it. */
const WINDOW = 300;

/**
 * Blanks out the actions of Helm, Go, Jinja, Terraform and ERB templates, ytt's values and `${…}`, so that the text around
 * them can be read. Keeps every offset, and reads the text once.
 */
export function mask(source: string): Masked {
  const values = holes(source);
  if (!values.includes('{{') && !values.includes('%') && !/^[ \t]*#@/m.test(values)) {
    return { text: values, templated: false, branches: [] };
  }
  const out: string[] = [];
  const branches: Span[] = [];
  const conditions: number[] = [];
  const nextClosing = new Map<string, number>();
  let copied = 0;
  let lineStart = 0;
  let lineEnd = -1;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(values); match; match = OPENING.exec(values)) {
    const start = match.index;
    const closing = CLOSINGS[match[0]] ?? '';
    let at = nextClosing.get(closing) ?? -1;
    if (at < start + 2) {
      at = values.indexOf(closing, start + 2);
      nextClosing.set(closing, at < 0 ? Number.POSITIVE_INFINITY : at);
    }
    const end = at + closing.length;
    if (at < 0 || end - start > LONGEST) continue;
    while (lineEnd < start) {
      lineStart = lineEnd + 1;
      const next = values.indexOf('\n', lineStart);
      lineEnd = next < 0 ? values.length : next;
    }
    const before = values.slice(Math.max(lineStart, start - WINDOW), start);
    if (/(^|\s)#/.test(before)) continue;
    const word = /[A-Za-z]\w*/.exec(values.slice(start + 2, at))?.[0] ?? '';
    if (/^(if|with|range|for|unless|define|block)$/.test(word)) conditions.push(start);
    if (/^end/.test(word)) {
      const opened = conditions.pop();
      if (opened !== undefined && conditions.length === 0) branches.push({ start: opened, end });
    }
    const rest = values.slice(end, end + WINDOW).split('\n', 1)[0] ?? '';
    const alone = withoutActions(before).trim() === '' && withoutActions(rest).trim() === '';
    out.push(values.slice(copied, start), values.slice(start, end).replace(/[^\r\n]/g, alone ? ' ' : HOLE));
    copied = end;
    OPENING.lastIndex = end;
  }
  const [opened] = conditions;
  if (opened !== undefined) branches.push({ start: opened, end: values.length });
  const text = out.join('') + values.slice(copied);
  return { text, templated: copied > 0 || /^[ \t]*#@/m.test(values), branches };
}

const withoutActions = (text: string): string =>
  text.replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}|%\{[^{}]*\}|<%[^<>]*%>/g, '');

/** Templates that stand for one value wherever they are written: `${VAR}`, whose braces would end a flow list, and `#@ value`. */
const holes = (text: string): string =>
  text
    .replace(/\$\{[^{}\r\n]{1,200}\}/g, (variable) => HOLE.repeat(variable.length))
    .replace(
      /(:[ \t]+)(#@[^\r\n]*)/g,
      (_, colon: string, value: string) => colon + HOLE.repeat(value.length),
    );

/** Texts that somebody or something replaces before the cluster sees them. */
export const isOpen = (text: string): boolean => text.includes(HOLE) || PLACEHOLDER.test(text);

/** As written for Go templates, shells, Terraform, Kustomize, Concourse, Octopus, Python, Sops, Vault, and by people. */
const PLACEHOLDER = new RegExp(
  [
    /\{\{|\{%|%\{|<%|\[\[|\(@|#\{/,
    // Of Concourse and Spruce; a formula, too, may begin with two of them.
    /\(\((?=\s|[^()]*\)\))/,
    /\$\{|\$\(|^\$\w+|\$[A-Z_]{2,}|%\(/,
    /<[A-Za-z][^>\n]{0,100}>/,
    /%\w+%|__[A-Za-z]\w*?__|@\w+@/,
    /^\{\w+\}$|^ENC\[|^vault:|^ref\+/,
    /REPLACE|CHANGE_?ME|\bTODO\b|\bTBD\b|[xX]{4,}|(\.\.\.|\u2026)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
