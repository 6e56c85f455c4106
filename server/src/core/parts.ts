import type { Cluster } from './model/cluster.js';
import type { Facts, Install } from './model/facts.js';
import { remembered } from './model/remembered.js';
import { asPart } from './model/valueStacks.js';
import { RULES } from './rules/index.js';
import type { Diagnosis } from './rules/rule.js';
import type { Settings } from './settings.js';

/**
 * Findings about a document, as far as they hold with what other files lay upon it. One of several files of values says only
 * what it says: another one may set the rest. Of a base what every overlay mends is no mistake.
 */
export function asFarAsSaid<D extends { readonly facts: Facts; readonly findings: readonly Diagnosis[] }>(
  document: D,
  { installs }: Cluster,
  settings: Settings,
): D {
  const { facts, findings } = document;
  const wholes = installs.filter(({ layers }) => layers?.some((layer) => facts.installs.includes(layer)));
  // Where it also runs by itself, all that is wrong with it is wrong.
  if (findings.length === 0 || wholes.length === 0 || wholes.length < installs.length) return document;
  const seen = wholes.map((whole) => saidBy(facts)(whole)(settings));
  const kept = findings.filter(
    (finding) => !CHECKED.has(finding.rule) || seen.every((said) => said.has(keyOf(finding))),
  );
  return kept.length === findings.length ? document : { ...document, findings: kept, alone: document };
}

const CHECKED: ReadonlySet<string> = new Set(RULES.flatMap(({ id, check }) => (check ? [id] : [])));

const keyOf = ({ rule, span }: Pick<Diagnosis, 'rule' | 'span'>): string =>
  `${rule} ${span.start} ${span.end}`;

/** What rules find in a document of which an aws-node is a layer of this one. */
const saidBy = remembered((facts: Facts) =>
  remembered((whole: Install) =>
    remembered((settings: Settings): ReadonlySet<string> => {
      const seen: Facts = {
        ...facts,
        installs: facts.installs.flatMap((install) => {
          if (!whole.layers?.includes(install)) return [install];
          // A patch is judged by what it says itself; what comes of it is told where it shows.
          if (install.form === 'chart') return [asPart(install)];
          return install === whole.layers[0] ? [whole] : [install];
        }),
      };
      return new Set(RULES.flatMap((rule) => said(rule, seen, settings)));
    }),
  ),
);

/** A bug of one rule costs its own findings: it was logged when the document was read. */
function said({ id, check }: (typeof RULES)[number], facts: Facts, settings: Settings): string[] {
  try {
    return [...(check?.(facts, settings) ?? [])].map(({ span }) => keyOf({ rule: id, span }));
  } catch {
    return [];
  }
}
