import { IS_ALLOWABLE } from '../allowanceMistakes.js';
import { type AnalyzeOptions, analyze } from '../analysis.js';
import { NOTHING_ELSE } from '../model/cluster.js';
import type { Rule } from '../rules/rule.js';
import { DEFAULT_SETTINGS } from '../settings.js';
import { codeActions } from './codeActions.js';
import { diagnose } from './diagnose.js';
import { draw } from './draw.js';
import { fenced, page } from './markdown.js';

/** An example is a whole workspace. */
const ALONE: AnalyzeOptions = { elsewhere: () => NOTHING_ELSE };

const SETTING = 'vpcCni.rules';

/** Markdown: what a rule finds, why that matters, what to do. The examples are run, so what is drawn into them is so. */
export function rulePage(rule: Rule): string {
  const { id, severity, summary, why, good, sources } = rule;
  const bad = rule.bad.trim();
  const titles = fixTitles(rule);
  return page(
    `# ${id}`,
    `**${capital(severity)}.** ${summary}`,
    why.trim(),
    '## Found',
    fenced('yaml', draw(bad, diagnose(analyze(bad, DEFAULT_SETTINGS, ALONE)))),
    ...(titles.length > 0 ? ['Quick fixes:', titles.join('\n')] : []),
    '## Put right',
    fenced('yaml', good.trim()),
    '## Severity',
    `The setting \`${SETTING}\`, or \`rules\` in \`.vpc-cni.yaml\`, switches the rule off or gives it another severity:`,
    fenced('json', `"${SETTING}": { "${id}": "off" }`),
    IS_ALLOWABLE.has(id)
      ? `A comment allows a single finding: \`# vpc-cni allow ${id}: the reason\`.`
      : 'No comment allows a finding.',
    '## Sources',
    sources.map((source) => `- ${linked(source)}`).join('\n'),
  );
}

/** Quick fixes of the example, as items of a list. */
function fixTitles(rule: Rule): readonly string[] {
  const bad = rule.bad.trim();
  const titles = codeActions(analyze(bad, DEFAULT_SETTINGS, ALONE), { start: 0, end: bad.length })
    .filter(({ finding }) => finding?.rule === rule.id)
    .map(({ title, preferred }) => `- *${title}*${preferred ? ' (part of *Fix all*)' : ''}`);
  return [...new Set(titles)];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `owner/name#12` as a link. */
const linked = (source: string): string =>
  source.replace(
    /(?<![\w/])([\w.-]+\/[\w.-]+)#(\d+)/g,
    (name, repository: string, number: string) =>
      `[${name}](https://github.com/${repository}/issues/${number})`,
  );
