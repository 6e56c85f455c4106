import { distance } from 'fastest-levenshtein';
import type { Variable } from '../domain/variable.js';
import { VARIABLES } from '../domain/variables.js';
import { RULES } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import { page } from './markdown.js';
import { rulePage } from './rulePage.js';
import { variableText } from './variablePage.js';

/** What can be explained by its name. */
export type Explained =
  | { readonly kind: 'rule'; readonly name: string; readonly rule: Rule }
  | { readonly kind: 'variable'; readonly name: string; readonly variable: Variable };

/** A rule or a variable; its case does not matter where that is clear. Undefined: there is none of this name. */
export function named(name: string): Explained | undefined {
  const all = everything();
  const same = all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  return all.find((one) => one.name === name) ?? (same.length === 1 ? same[0] : undefined);
}

/** Markdown of a rule or a variable; undefined: there is none of this name. */
export function explanationOf(name: string): string | undefined {
  const explained = named(name);
  return explained && explanation(explained);
}

export const explanation = (explained: Explained): string =>
  explained.kind === 'rule'
    ? rulePage(explained.rule)
    : page(`# ${explained.name}`, variableText(explained.variable));

/** Names that may be meant, the likeliest first, three at most. */
export function nearestNames(name: string): readonly string[] {
  const wanted = plain(name);
  return everything()
    .map(({ name: other }) => ({
      other,
      far: distance(wanted, plain(other)),
      part: isPart(wanted, other),
    }))
    .filter(({ far, part, other }) => part || isNear(far, wanted, other))
    .sort((a, b) => Number(b.part) - Number(a.part) || a.far - b.far)
    .slice(0, 3)
    .map(({ other }) => other);
}

const everything = (): readonly Explained[] => [
  ...RULES.map((rule) => ({ kind: 'rule' as const, name: rule.id, rule })),
  ...Object.entries<Variable>(VARIABLES).map(([name, variable]) => ({
    kind: 'variable' as const,
    name,
    variable,
  })),
];

/** Words are put together by dashes, underscores, capitals or blanks. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Slips are few beside what is written: of four letters, another two are another word. */
const isNear = (slips: number, written: string, name: string): boolean =>
  slips <= Math.max(2, name.length / 4) && slips * 3 <= written.length;

/** Some words of a name, or a part of one, are what one remembers. */
const isPart = (written: string, name: string): boolean =>
  written.length >= 3 &&
  words(name).some((word, i, all) => word.includes(written) || all.slice(i).join('').startsWith(written));

const words = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z0-9]+/);
