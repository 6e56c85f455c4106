import type { Variable } from '../core/domain/variable.js';
import { VARIABLES } from '../core/domain/variables.js';
import { docsOf } from '../core/features/diagnose.js';
import { type Explained, explanation, named, nearestNames } from '../core/features/explanation.js';
import { plain } from '../core/features/markdown.js';
import { RULES } from '../core/rules/index.js';
import { tell } from './complaint.js';
import type { ExitStatus } from './exitStatus.js';
import { drawn } from './markdown.js';
import { type Look, lookOf, write } from './output.js';
import { PAINT } from './report/severity.js';

export interface ExplainOptions {
  readonly format: 'text' | 'markdown' | 'json';
  readonly color?: boolean;
}

/** Prints the page of a rule or a variable; without a name, all rules and variables. JSON has the rules alone. */
export async function explain(
  name: string | undefined,
  { format, color }: ExplainOptions,
): Promise<ExitStatus> {
  const look = lookOf(process.stdout, color);
  const say = (...parts: string[]): Promise<void> => write(parts, process.stdout);
  if (name === undefined) {
    await say(format === 'json' ? asJson(RULES.map(listed)) : list(format, look));
    return 0;
  }
  const explained = named(name);
  if (!explained) {
    const near = nearestNames(name);
    const advice = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'vpc-cni explain lists them all';
    tell(`there is no rule or variable ${name}; ${advice}`);
    return 2;
  }
  if (format === 'json') await say(asJson(facts(explained)));
  else if (format === 'markdown') await say(explanation(explained));
  else await say(drawn(explanation(explained), look));
  return 0;
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A rule as `--format json` lists it. */
const listed = ({ id, severity, summary }: (typeof RULES)[number]) => ({
  id,
  severity,
  summary,
  docs: docsOf(id),
});

/** All that is known, texts in Markdown. */
function facts(explained: Explained): object {
  if (explained.kind === 'variable') {
    const { read: _, ...row } = explained.variable;
    return { what: 'variable', name: explained.name, ...row };
  }
  const { id, severity, summary, why, bad, good, sources } = explained.rule;
  const texts = { summary, why: why.trim(), bad: bad.trim(), good: good.trim() };
  return { what: 'rule', id, severity, ...texts, sources, docs: docsOf(id) };
}

function list(format: 'text' | 'markdown', look: Look): string {
  return `${rules(format, look)}\n${variables(format, look)}`;
}

function variables(format: 'text' | 'markdown', { colours }: Look): string {
  const rows = Object.entries<Variable>(VARIABLES);
  if (format === 'markdown') return rows.map(([name, { summary }]) => `- \`${name}\`: ${summary}\n`).join('');
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows
    .map(([name, { summary }]) => `${colours.bold(name.padEnd(width))}  ${plain(summary)}\n`)
    .join('');
}

function rules(format: 'text' | 'markdown', { colours }: Look): string {
  const sorted = [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (format === 'markdown')
    return sorted.map(({ id, severity, summary }) => `- \`${id}\` (${severity}): ${summary}\n`).join('');
  const width = Math.max(...sorted.map(({ id }) => id.length));
  const lines = sorted.map(({ id, severity, summary }) => {
    const grade = PAINT[severity](colours)(severity.padEnd('information'.length));
    return `${grade}  ${colours.bold(id.padEnd(width))}  ${plain(summary)}\n`;
  });
  return lines.join('');
}
