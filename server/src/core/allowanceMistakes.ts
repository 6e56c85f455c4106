import type { AnalyzedDocument } from './analyzedDocument.js';
import { closest } from './domain/readings.js';
import { fenced, type OnBug } from './fenced.js';
import type { Allowance } from './model/allowances.js';
import { NO_FACTS } from './model/facts.js';
import type { Located } from './model/span.js';
import { startsOf } from './model/starts.js';
import { allowUnknownRule } from './rules/allowUnknownRule.js';
import { allowUnused } from './rules/allowUnused.js';
import { allowWithoutReason } from './rules/allowWithoutReason.js';
import { RULES } from './rules/index.js';
import { notChecked } from './rules/notChecked.js';
import { notYaml } from './rules/notYaml.js';
import type { Diagnosis, Finding, Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/** Of rules about these comments, and of a text that is not read at all, a comment cannot say that they are right. */
const NEVER: readonly Rule[] = [notYaml, notChecked, allowWithoutReason, allowUnknownRule, allowUnused];

/** Ids that a comment may name. */
export const ALLOWABLE: readonly string[] = RULES.filter((rule) => !NEVER.includes(rule)).map(({ id }) => id);

export const IS_ALLOWABLE: ReadonlySet<string> = new Set(ALLOWABLE);

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** Spans start at the document that begins at `offset`. */
export type Mistake = Diagnosis & { readonly offset: number };

/** What is wrong with the comments of a file. `isUsed`: of an id in one that allows a finding. */
export const mistakesIn = (
  documents: readonly AnalyzedDocument[],
  isUsed: (id: Located<string>) => boolean,
  settings: Settings,
  onBug: OnBug,
): Mistake[] =>
  documents.flatMap((document, i) =>
    (document.allowances ?? []).flatMap((allowance) =>
      COMPLAINTS.flatMap(([rule, complain]) =>
        fenced(rule, settings, onBug, () => complain(allowance, { document, documents, settings, isUsed })),
      ).map((finding) => ({ ...finding, offset: startsOf(documents)[i] ?? 0 })),
    ),
  );

interface Around {
  readonly document: AnalyzedDocument;
  readonly documents: readonly AnalyzedDocument[];
  readonly settings: Settings;
  readonly isUsed: (id: Located<string>) => boolean;
}

const COMPLAINTS: readonly [Rule, (allowance: Allowance, around: Around) => Finding[]][] = [
  [allowWithoutReason, withoutReason],
  [allowUnknownRule, unknownRules],
  [allowUnknownRule, otherVerb],
  [allowUnused, unused],
];

function withoutReason({ span, ids, reason, verb }: Allowance): Finding[] {
  if (verb || reason !== '' || ids.length === 0) return [];
  const names = ids.map(({ value }) => value).join(', ');
  return [
    {
      span,
      message: `Without a reason this allows nothing. Write what makes it right here: "# vpc-cni allow ${names}: …".`,
    },
  ];
}

/** Prose begins like that, too: only rules tell that it is none. */
function otherVerb({ ids, verb }: Allowance): Finding[] {
  if (!verb || ids.length === 0 || !ids.every(({ value }) => BY_ID.has(value))) return [];
  const text = /-file$/i.test(verb.value) ? 'allow-file' : 'allow';
  return [
    {
      span: verb.span,
      message: `"${verb.value}" does nothing here. A finding is let stand by "# vpc-cni ${text} ${ids[0]?.value}: …", with the reason.`,
      fixes: [{ title: `Write "${text}"`, kind: 'replace', span: verb.span, text, safe: false }],
    },
  ];
}

function unknownRules({ span, ids, verb }: Allowance): Finding[] {
  if (verb) return [];
  if (ids.length === 0)
    return [
      {
        span,
        message: 'No rule is named, so this allows nothing. Write the id of one in front of the colon.',
      },
    ];
  return ids.flatMap((id): Finding[] => {
    if (IS_ALLOWABLE.has(id.value)) return [];
    if (BY_ID.has(id.value)) {
      const message = `${id.value} cannot be allowed in a file: mend what it finds, or switch it off in the settings.`;
      return [{ span: id.span, message }];
    }
    const meant = closest(id.value, ALLOWABLE, MOST_SLIPS);
    const advice = meant ? `Did you mean ${meant}?` : 'The id of a rule stands with each of its findings.';
    const message = `There is no rule ${id.value}, so this allows nothing. ${advice}`;
    const fix = {
      title: `Write "${meant}"`,
      kind: 'replace',
      span: id.span,
      text: meant ?? '',
      safe: false,
    } as const;
    return [{ span: id.span, message, ...(meant && { fixes: [fix] }) }];
  });
}

/** Ids are long: a word too many in one is no other id. */
const MOST_SLIPS = 4;

function unused(
  { span, ids, reason, covers }: Allowance,
  { document, documents, settings, isUsed }: Around,
): Finding[] {
  // Nobody reads it for mistakes.
  if (reason === '' || (document.facts === NO_FACTS && covers !== 'file')) return [];
  const covered = covers === 'file' ? documents : [document];
  const idle = ids.filter((id) => {
    const rule = IS_ALLOWABLE.has(id.value) ? BY_ID.get(id.value) : undefined;
    if (!rule || isUsed(id) || settings.rules[id.value] === 'off') return false;
    return (
      covers === undefined || (rule.checkTogether ? documents : covered).every((one) => tellsAll(one, rule))
    );
  });
  if (idle.length === ids.length && idle.length > 0) {
    const names = idle.map(({ value }) => value).join(', ');
    const message =
      covers === undefined
        ? 'No line follows in this document that it could be about.'
        : `Nothing is found here that it would allow (${names}).`;
    return [
      {
        span,
        message,
        tag: 'unnecessary',
        fixes: [{ title: 'Remove the comment', kind: 'remove-comment', comment: span, safe: false }],
      },
    ];
  }
  return idle.map((id) => ({
    span: id.span,
    message: `Nothing is found here that ${id.value} would allow.`,
    tag: 'unnecessary',
  }));
}

/** All that a rule can find in a document shows without other files: what is not found now never is. */
function tellsAll({ facts, isPartial }: AnalyzedDocument, rule: Rule): boolean {
  if (isPartial || rule.checkInCluster) return false;
  if (!rule.check) return true;
  const { installs, patches, chartValues } = facts;
  return (
    patches.length === 0 &&
    chartValues.length === 0 &&
    installs.every(
      ({ form, complete, containers, operations }) =>
        form !== 'chart' && complete && !operations && containers.every((container) => container.complete),
    )
  );
}
