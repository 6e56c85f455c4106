import { type ConfigProblem, MISNAMED, readConfig } from '../configFile.js';
import { CONFIG_FIELDS, type ConfigField } from '../generated/configFields.js';
import { contains, type Span } from '../model/span.js';
import type { Node } from '../model/tree.js';
import { RULES } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import type { Action } from './codeActions.js';
import { docsOf, type FileFinding } from './diagnose.js';
import type { Hover } from './hover.js';

const DOCS = 'https://github.com/vpc-cni-tools/vscode-vpc-cni/blob/main/docs/config-file.md';

/** What is wrong in the text of a configuration file. */
export const diagnoseConfig = (text: string): FileFinding[] => readConfig(text).problems.map(findingOf);

/** Of the text of a file that nobody reads because of its name: told on its first line. */
export const misnamed = (text: string): FileFinding =>
  findingOf({
    span: { start: 0, end: /^.*/.exec(text)?.[0].length ?? 0 },
    severity: 'warning',
    message: MISNAMED,
  });

const findingOf = ({ span, severity, message }: ConfigProblem): FileFinding => ({
  rule: 'config-file',
  severity,
  span,
  message,
  docs: DOCS,
  offset: 0,
});

/** Ways to mend what is wrong in a range of it: the names that are meant. */
export function configActions(text: string, range: Span): Action[] {
  return readConfig(text).problems.flatMap((problem): Action[] => {
    const { span, nearest } = problem;
    if (nearest === undefined || span.start > range.end || range.start > span.end) return [];
    const [, quote = ''] = /^(["'])/.exec(text.slice(span.start, span.end)) ?? [];
    return [
      {
        title: `Write ${nearest}`,
        kind: 'quickfix',
        preferred: false,
        finding: findingOf(problem),
        edits: [{ span, text: `${quote}${nearest}${quote}` }],
      },
    ];
  });
}

/** Explains the setting, the rule or the figure at an offset of it. */
export function hoverConfig(text: string, offset: number): Hover | undefined {
  const found = pathAt(readConfig(text).root, offset);
  const markdown = found && describe(found.path);
  return found && markdown ? { span: found.span, markdown } : undefined;
}

interface Found {
  readonly path: readonly string[];
  /** Of the key or the value. */
  readonly span: Span;
}

/** The keys that lead to an offset; an item of a list is `*`. */
function pathAt(node: Node | undefined, offset: number, path: readonly string[] = []): Found | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') return contains(node.span, offset) ? { path, span: node.span } : undefined;
  if (node.kind === 'list')
    return pathAt(
      node.items.find(({ span }) => contains(span, offset)),
      offset,
      [...path, '*'],
    );
  const entry = node.entries.find(
    ({ key, value }) => contains(key.span, offset) || contains(value.span, offset),
  );
  if (!entry) return undefined;
  const { key, value } = entry;
  const below = [...path, key.text];
  return contains(key.span, offset) ? { path: below, span: key.span } : pathAt(value, offset, below);
}

function describe(path: readonly string[]): string | undefined {
  const [top, name = ''] = path;
  const rule = top === 'rules' && path.length > 1 ? RULES.find(({ id }) => id === name) : undefined;
  return rule ? ruleMarkdown(rule) : (fieldAt(path)?.description ?? fieldAt(path.slice(0, -1))?.description);
}

export const ruleMarkdown = ({ id, severity, summary }: Rule): string =>
  `**${id}** · ${severity}\n\n${summary}\n\n[More](${docsOf(id)})`;

/** What is known of what stands at a path, whose names of rules and types people choose. */
export function fieldAt(path: readonly string[]): ConfigField | undefined {
  const [top = '', name, ...rest] = path;
  const key = [top, ...(name === undefined ? [] : ['*']), ...rest].join('.');
  return Object.hasOwn(CONFIG_FIELDS, key) ? CONFIG_FIELDS[key] : undefined;
}
