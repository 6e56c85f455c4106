import { keyOf } from './layersIn.js';
import { asPart, partOfValues } from './model/blurred.js';
import type { Cluster } from './model/cluster.js';
import type { ContainerFacts, Facts, Install } from './model/facts.js';
import { wholesIn } from './model/layers.js';
import { remembered } from './model/remembered.js';
import { RULES } from './rules/index.js';
import type { Diagnosis } from './rules/rule.js';
import type { Settings } from './settings.js';

/**
 * Findings about documents, as far as they hold with what other files lay upon them. One of several files of values says only
 * what it says: another one may set the rest. Of a base what every overlay mends is no mistake.
 */
export function asFarAsSaid<D extends { readonly facts: Facts; readonly findings: readonly Diagnosis[] }>(
  documents: readonly D[],
  { installs }: Cluster,
  settings: Settings,
): readonly D[] {
  const wholes = wholesIn(installs);
  if (wholes.size === 0) return documents;
  return documents.map((document) => {
    const found = new Set(document.facts.installs.flatMap((install) => wholes.get(install) ?? []));
    // Where it also runs by itself, all that is wrong with it is wrong.
    return found.size === 0 || found.size < installs.length
      ? document
      : oneAsFarAsSaid(document, [...found], settings);
  });
}

function oneAsFarAsSaid<D extends { readonly facts: Facts; readonly findings: readonly Diagnosis[] }>(
  document: D,
  wholes: readonly Install[],
  settings: Settings,
): D {
  const facts = isOneOfSeveral(document.facts, wholes) ? partFacts(document.facts) : document.facts;
  const { findings } = document;
  const seen = findings.length === 0 ? [] : wholes.map((whole) => saidBy(facts)(whole)(settings));
  const kept = findings.filter(
    (finding) => !CHECKED.has(finding.rule) || seen.every((said) => said.has(keyOf(finding))),
  );
  const isSame = kept.length === findings.length && facts === document.facts;
  return isSame ? document : { ...document, facts, findings: kept, alone: document };
}

/** Values in a file, of which something is not known, or which lie on others. */
const isOneOfSeveral = ({ installs, chartValues }: Facts, wholes: readonly Install[]): boolean =>
  chartValues.some(({ place }) => place === 'file' || place === 'subchart') &&
  wholes.some(({ complete, layers = [], containers }) => {
    const own = installs.find((install) => layers.includes(install));
    return !complete || layers.length > 1 || containers.some((one) => singles(own, one).length > 0);
  });

/** The same aws-nodes; what else follows from what is not written is not known. */
const partFacts = remembered((facts: Facts): Facts => {
  const { chartValues, settings } = partOfValues(facts.chartValues, facts.clusterSettings, facts.installs);
  return { ...facts, chartValues: [...chartValues], clusterSettings: [...settings] };
});

const CHECKED: ReadonlySet<string> = new Set(RULES.flatMap(({ id, check }) => (check ? [id] : [])));

/** What rules find in a document of which an aws-node is a layer of this one. */
const saidBy = remembered((facts: Facts) =>
  remembered((whole: Install) =>
    remembered((settings: Settings): ReadonlySet<string> => {
      const seen = seenIn(facts, whole);
      return new Set(seen.flatMap((each) => RULES.flatMap((rule) => said(rule, each, settings))));
    }),
  ),
);

function seenIn(facts: Facts, whole: Install): readonly Facts[] {
  const isLayer = (install: Install): boolean => whole.layers?.includes(install) === true;
  const withOwn = (as: (install: Install) => readonly Install[]): Facts => ({
    ...facts,
    installs: facts.installs.flatMap((install) => (isLayer(install) ? as(install) : [install])),
  });
  const seen = withOwn((install) => {
    // A patch is judged by what it says itself; what comes of it is told where it shows.
    if (install.object) return install === whole.layers?.[0] ? [whole] : [asPart(install)];
    return install.form === 'chart' || install === whole.layers?.[0] ? [whole] : [install];
  });
  const alone = facts.installs
    .filter(isLayer)
    .flatMap((install) =>
      whole.containers.flatMap((container) =>
        singles(install, container).map((one) => withOwn((own) => (own === install ? [one] : []))),
      ),
    );
  return [seen, ...alone];
}

/** Of what other files may set as well each by itself: what is wrong with a text is wrong whatever else there is. */
function singles(own: Install | undefined, { role, settings }: ContainerFacts): readonly Install[] {
  const container = own?.containers.find((one) => one.role === role);
  if (!own || !container || own.form !== 'chart' || own.object) return [];
  const open = new Set(
    settings.flatMap(({ name, value }) => (value.value.kind === 'unknown' ? name.value : [])),
  );
  return container.settings
    .filter(({ name, value }) => open.has(name.value) && value.value.kind !== 'unknown')
    .map((setting) => asPart({ ...own, containers: [{ ...container, settings: [setting] }] }));
}

/** A bug of one rule costs its own findings: it was logged when the document was read. */
function said({ id, check }: (typeof RULES)[number], facts: Facts, settings: Settings): string[] {
  try {
    return [...(check?.(facts, settings) ?? [])].map(({ span }) => keyOf({ rule: id, span }));
  } catch {
    return [];
  }
}
