import { askInCluster, findingsOf, type Hearing, saysNothing } from './askingInCluster.js';
import { askingTogether, type Remarks } from './askingTogether.js';
import { fenced, type OnBug } from './fenced.js';
import { foundInLayers, layersIn } from './layersIn.js';
import { type Cluster, KINDS, type Kind, NO_CLUSTER } from './model/cluster.js';
import { type Facts, type Install, NO_FACTS } from './model/facts.js';
import { gatheredFrom } from './model/following.js';
import { behind, grouped, less } from './model/lists.js';
import { installsIn, placed } from './model/parts.js';
import { once, remembered } from './model/remembered.js';
import { policiesOfAny } from './model/selecting.js';
import { RULES } from './rules/index.js';
import type { Diagnosis, Finding, Rule } from './rules/rule.js';
import { subjectOf } from './rules/support/subject.js';
import type { Settings } from './settings.js';

/** A finding, and which of the documents it is in. */
export type HomedDiagnosis = Diagnosis & { readonly home: Facts };
type Homed = Finding & { readonly home: Facts };

/** What a file says of its cluster, and what is in sight of it. */
export interface Surroundings {
  readonly own: Cluster;
  readonly cluster: Cluster;
  /** What other files say, be it of this cluster or not. */
  readonly around: Cluster;
}

/** What only shows when the documents of a file are seen together, and those of other files. */
export interface Together {
  readonly findings: readonly HomedDiagnosis[];
  /** What rules said, for the next time. */
  readonly said: Said;
}

/** What rules said of the documents of a file: what follows from the same need not be asked again. */
export interface Said {
  readonly remarks?: Remarks;
  /** Absent: rules that see the cluster were not asked. */
  readonly hearing?: Hearing;
}

/** `before`: what was said of an earlier text of the file, with the same settings. */
export function together(
  documents: readonly { readonly facts: Facts; readonly findings: readonly Diagnosis[] }[],
  { own, cluster, around }: Surroundings,
  settings: Settings,
  onBug: OnBug,
  before: Said = {},
): Together {
  const all = sayingIn(documents);
  if (all.length === 0) return { findings: [], said: {} };
  const layers = layersIn(documents, cluster);
  const { ask, remarks } = askingTogether(all, settings, before.remarks);
  // Where another plugin hands out addresses, nobody asks.
  const hearing =
    cluster.otherCnis.length === 0 ? askInCluster(all, layers, cluster, settings, before.hearing) : undefined;
  const found = hearing && findingsOf(hearing);
  const homes = once(() => homesOf(all));
  // Of most files only few rules can have anything to tell.
  const areSilent = !hearing || saysNothing(hearing);
  const asked =
    layers.length > 0
      ? RULES
      : SEEING_OTHERS.filter((rule) => !areSilent || rule.checkTogether || (hearing && mayEndIn(own, rule)));
  const inLayers = foundInLayers(layers, settings);
  const findings = asked.flatMap((rule) =>
    fenced(rule, settings, onBug, (): Homed[] => [
      ...ask(rule),
      ...inLayers(rule),
      ...(found && rule.checkInCluster
        ? withEchoes(rule, found(rule), homes, { own, cluster, around }, settings)
        : []),
    ]),
  );
  return { findings, said: { remarks, ...(hearing && { hearing }) } };
}

/** Rules that look at more than one document. The others are asked about layers alone. */
const SEEING_OTHERS = RULES.filter(({ checkTogether, checkInCluster }) => checkTogether || checkInCluster);

/** What documents say, but for those that say nothing. */
export const sayingIn = gatheredFrom(({ facts }: { readonly facts: Facts }): readonly Facts[] =>
  facts === NO_FACTS ? [] : [facts],
);

/** What a rule finds in other files may have its other end in this one. */
const mayEndIn = (own: Cluster, { echoes, echoesAt = [] }: Rule): boolean =>
  echoes !== undefined && echoesAt.some((kind) => hasAny(own, kind));

/** What a rule found here, with what it says at the other ends, and what it says here of findings elsewhere. */
function withEchoes(
  rule: Rule,
  here: readonly Homed[],
  homes: () => ReadonlyMap<object, Facts>,
  { own, cluster, around }: Surroundings,
  settings: Settings,
): readonly Homed[] {
  const { checkInCluster, echoes } = rule;
  if (!checkInCluster || !mayEndIn(own, rule)) return here;
  const seen = seenFromThere(cluster, around);
  const elsewhere = seen ? checkInCluster(leadingHere(rule, cluster, own), seen, settings) : [];
  const told = echoes === 'elsewhere' ? [...elsewhere] : [...here, ...elsewhere];
  return [...here, ...saidOnce(told.flatMap((finding) => otherEnds(finding, homes, seen ?? cluster)))];
}

/** What several findings say in the same words at one place is said there once, and leads back to all of them. */
function saidOnce(ends: readonly Homed[]): readonly Homed[] {
  if (ends.length < 2) return ends;
  const inHomes = [...grouped(ends, ({ home }) => home).values()];
  return inHomes.flatMap((here) =>
    [...grouped(here, ({ span, message }) => `${span.start}-${span.end} ${message}`).values()].map(joined),
  );
}

const joined = (ends: readonly Homed[]): Homed => ({
  ...(ends[0] as Homed),
  ...(ends.length > 1 && { related: ends.flatMap(({ related = [] }) => related) }),
});

/**
 * The cluster as the files near this one see it. In its own file an aws-node is the only one that counts; to them all do that
 * are near. Undefined: to them there is another CNI, and rules are not asked.
 */
function seenFromThere(cluster: Cluster, around: Cluster): Cluster | undefined {
  if (around.otherCnis.length > 0) return undefined;
  const own = new Set(cluster.installs);
  const others = around.installs.filter((install) => !own.has(install));
  return cluster.installs.length === 0 || others.length === 0
    ? cluster
    : { ...cluster, installs: [...cluster.installs, ...others] };
}

/** A file says something of a kind. */
const hasAny = (own: Cluster, kind: keyof Facts): boolean => {
  switch (kind) {
    case 'installs':
      return own.installs.length + own.patches.length + own.kustomizations.length > 0;
    case 'clusterSettings':
      return own.settings.length > 0;
    default:
      return ((own as Partial<Facts>)[kind]?.length ?? 0) > 0;
  }
};

/** What others say that may lead here: to workloads only policies do that select them. */
function leadingHere({ echoesAt = [] }: Rule, cluster: Cluster, own: Cluster): Facts {
  const elsewhere = elsewhereOf(cluster, own);
  const isOfWorkloads = elsewhere.policies.length > 0 && echoesAt.every((kind) => kind === 'workloads');
  return isOfWorkloads
    ? { ...elsewhere, policies: policiesOfAny(own.workloads, elsewhere.policies, cluster) }
    : elsewhere;
}

/** What other files say, as if it stood in one document. All rules that echo ask. */
const elsewhereOf = (cluster: Cluster, own: Cluster): Facts => elsewhereIn(cluster)(own);

const elsewhereIn = remembered((cluster: Cluster) =>
  remembered((own: Cluster): Facts => {
    const rest = <K extends Kind>(kind: K): Cluster[K] => {
      if (own[kind].length === 0) return cluster[kind];
      if (own[kind] === cluster[kind]) return NO_CLUSTER[kind];
      const all: readonly object[] = cluster[kind];
      const mine: readonly object[] = own[kind];
      return (behind(all, mine) ?? less(all, mine)) as unknown as Cluster[K];
    };
    // What is put together with something of this file is not of others alone.
    const mine = new Set(own.installs);
    const isOfOthers = ({ layers = [] }: Install) => !layers.some((layer) => mine.has(layer));
    const { settings: clusterSettings, ...kinds } = Object.fromEntries(
      KINDS.map((kind) => [kind, rest(kind)]),
    ) as unknown as Cluster;
    return { ...NO_FACTS, ...kinds, installs: kinds.installs.filter(isOfOthers), clusterSettings };
  }),
);

/** The other ends of a finding, as far as they are in these documents. They lead back to what it is about. */
function otherEnds(
  { span, of, message, related }: Finding,
  homes: () => ReadonlyMap<object, Facts>,
  cluster: Cluster,
): Homed[] {
  return (related ?? []).flatMap((other): Homed[] => {
    if (other.echo === undefined) return [];
    const home = other.home ?? (other.of && homes().get(placed(other.of, other.span)));
    if (!home) return [];
    const subject = of && subjectOf(of, span, cluster);
    const back = { span, message: subject ? `${subject}.` : message, ...(of && { of }) };
    return [{ span: other.span, message: other.echo, severity: 'information', related: [back], home }];
  });
}

/** Which document a fact is of, or the setting or argument of an aws-node. */
export function homesOf(documents: readonly Facts[]): ReadonlyMap<object, Facts> {
  const homes = new Map<object, Facts>();
  // Of several the first.
  for (const facts of documents.toReversed()) {
    for (const list of Object.values(facts) as (readonly object[])[])
      for (const fact of list) homes.set(fact, facts);
    for (const { containers } of installsIn(facts))
      for (const { settings, shadowed, args } of containers)
        for (const part of [...settings, ...(shadowed ?? []), ...args]) homes.set(part, facts);
  }
  return homes;
}
