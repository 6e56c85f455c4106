import { fenced, type OnBug } from './fenced.js';
import { inLayers, inLayersOfCluster, type Layer, layersIn } from './layersIn.js';
import { type Cluster, KINDS, type Kind } from './model/cluster.js';
import { type Facts, type Install, NO_FACTS } from './model/facts.js';
import { installsIn, placed } from './model/parts.js';
import { remembered } from './model/remembered.js';
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

/** What only shows when the documents of a file are seen together, and with those of other files. */
export function together(
  documents: readonly { readonly facts: Facts; readonly findings: readonly Diagnosis[] }[],
  { own, cluster, around }: Surroundings,
  settings: Settings,
  onBug: OnBug,
): readonly HomedDiagnosis[] {
  const saying = documents.filter(({ facts }) => facts !== NO_FACTS);
  if (saying.length === 0) return [];
  const all = saying.map(({ facts }) => facts);
  const asked = all.filter((facts) => ASKED.some((kind) => facts[kind].length > 0));
  const layers = layersIn(saying, cluster);
  return RULES.flatMap((rule) =>
    fenced(rule, settings, onBug, (): Homed[] => [
      ...(rule.checkTogether?.(all, settings) ?? []),
      ...layers.flatMap((layer) => inLayers(rule, layer, settings)),
      ...(cluster.otherCnis.length === 0
        ? inCluster(rule, asked, layers, { own, cluster, around }, settings)
        : []),
    ]),
  );
}

/** Kinds of facts that rules have something to say about when they see the cluster. */
const ASKED = [
  'nodeGroups',
  'cidrs',
  'installs',
  'patches',
  'kustomizations',
  'eniConfigs',
  'policies',
  'workloads',
  'serviceAccounts',
  'configMaps',
  'networkPolicies',
  'nodeMarks',
  'chartValues',
  'addons',
  'clusterSettings',
] as const;

function inCluster(
  { checkInCluster, echoes }: Rule,
  documents: readonly Facts[],
  layers: readonly Layer[],
  { own, cluster, around }: Surroundings,
  settings: Settings,
): Homed[] {
  if (!checkInCluster) return [];
  const here = documents.flatMap((home) =>
    inLayersOfCluster(home, cluster, layers, (facts, sight) => checkInCluster(facts, sight, settings)).map(
      (finding) => ({ ...finding, home }),
    ),
  );
  if (!echoes) return here;
  const seen = seenFromThere(cluster, around);
  const elsewhere = seen ? checkInCluster(elsewhereOf(cluster, own), seen, settings) : [];
  const told = echoes === 'elsewhere' ? [...elsewhere] : [...here, ...elsewhere];
  return [...here, ...told.flatMap((finding) => otherEnds(finding, documents, seen ?? cluster))];
}

/**
 * The cluster as the files near this one see it. In its own file an aws-node is the only one that counts; to them all do that
 * are near. Undefined: to them there is another CNI, and rules are not asked.
 */
function seenFromThere(cluster: Cluster, around: Cluster): Cluster | undefined {
  if (around.otherCnis.length > 0) return undefined;
  const others = around.installs.filter((install) => !cluster.installs.includes(install));
  return cluster.installs.length === 0 || others.length === 0
    ? cluster
    : { ...cluster, installs: [...cluster.installs, ...others] };
}

/** What other files say, as if it stood in one document. All rules that echo ask. */
const elsewhereOf = (cluster: Cluster, own: Cluster): Facts => elsewhereIn(cluster)(own);

const elsewhereIn = remembered((cluster: Cluster) =>
  remembered((own: Cluster): Facts => {
    const rest = <K extends Kind>(kind: K): Cluster[K] => {
      if (own[kind].length === 0) return cluster[kind];
      const mine = new Set<object>(own[kind] as readonly object[]);
      const all: readonly object[] = cluster[kind];
      return all.filter((fact) => !mine.has(fact)) as unknown as Cluster[K];
    };
    // What is put together with something of this file is not of others alone.
    const isOfOthers = ({ layers = [] }: Install) => !layers.some((layer) => own.installs.includes(layer));
    const { settings: clusterSettings, ...kinds } = Object.fromEntries(
      KINDS.map((kind) => [kind, rest(kind)]),
    ) as unknown as Cluster;
    return { ...NO_FACTS, ...kinds, installs: kinds.installs.filter(isOfOthers), clusterSettings };
  }),
);

/** The other ends of a finding, as far as they are in these documents. They lead back to what it is about. */
function otherEnds(
  { span, of, message, related }: Finding,
  documents: readonly Facts[],
  cluster: Cluster,
): Homed[] {
  return (related ?? []).flatMap((other): Homed[] => {
    const home =
      other.home ?? documents.find((facts) => other.of && holds(facts, placed(other.of, other.span)));
    if (other.echo === undefined || !home) return [];
    const subject = of && subjectOf(of, span, cluster);
    const back = { span, message: subject ? `${subject}.` : message, ...(of && { of }) };
    return [{ span: other.span, message: other.echo, severity: 'information', related: [back], home }];
  });
}

/** The fact is one of the document's, or a part of one of its aws-nodes. */
export const holds = (facts: Facts, of: object | undefined): boolean =>
  of !== undefined &&
  (Object.values(facts).some((list: readonly unknown[]) => list.includes(of)) ||
    [...installsIn(facts)].some(({ containers }) =>
      containers.some(
        ({ settings, shadowed, args }) =>
          settings.includes(of as never) || shadowed?.includes(of as never) || args.includes(of as never),
      ),
    ));
