import type { Cluster } from './model/cluster.js';
import type { Facts } from './model/facts.js';
import { remembered } from './model/remembered.js';
import { asPart } from './model/valueStacks.js';
import { RULES } from './rules/index.js';
import type { Diagnosis } from './rules/rule.js';
import type { Settings } from './settings.js';

/**
 * Findings about a document, without those that follow from what it does not say, where it has turned out to be one of several
 * files of values: another one may say it.
 */
export function asFarAsSaid<D extends { readonly facts: Facts; readonly findings: readonly Diagnosis[] }>(
  document: D,
  { installs }: Cluster,
  settings: Settings,
): D {
  const { facts, findings } = document;
  const isPart = facts.installs.some(
    (own) => own.form === 'chart' && installs.some(({ layers }) => layers?.includes(own)),
  );
  if (!isPart || findings.length === 0) return document;
  const said = saidBy(facts)(settings);
  const kept = findings.filter((finding) => !CHECKED.has(finding.rule) || said.has(keyOf(finding)));
  return kept.length === findings.length ? document : { ...document, findings: kept, alone: document };
}

const CHECKED: ReadonlySet<string> = new Set(RULES.flatMap(({ id, check }) => (check ? [id] : [])));

const keyOf = ({ rule, span }: Pick<Diagnosis, 'rule' | 'span'>): string =>
  `${rule} ${span.start} ${span.end}`;

const saidBy = remembered((facts: Facts) =>
  remembered((settings: Settings): ReadonlySet<string> => {
    const parts: Facts = {
      ...facts,
      installs: facts.installs.map((install) => (install.form === 'chart' ? asPart(install) : install)),
    };
    return new Set(RULES.flatMap((rule) => said(rule, parts, settings)));
  }),
);

/** A bug of one rule costs its own findings: it was logged when the document was read. */
function said({ id, check }: (typeof RULES)[number], facts: Facts, settings: Settings): string[] {
  try {
    return [...(check?.(facts, settings) ?? [])].map(({ span }) => keyOf({ rule: id, span }));
  } catch {
    return [];
  }
}
