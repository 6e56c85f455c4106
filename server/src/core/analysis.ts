import { lostKeys } from './carriers/fields.js';
import { CARRIERS } from './carriers/index.js';
import {
  type Cluster,
  clusterOf,
  KINDS,
  type Kind,
  NO_CLUSTER,
  saysTheSame,
  withSurroundings,
} from './model/cluster.js';
import { emptyFacts, type Facts, NO_FACTS } from './model/facts.js';
import { type Sight, sightOf } from './model/sight.js';
import { chunks, read } from './model/source.js';
import { at, items, type Node, text } from './model/tree.js';
import { RULES } from './rules/index.js';
import type { Diagnosis, Finding, Rule } from './rules/rule.js';
import { schemaFindings } from './schemaFindings.js';
import type { Settings } from './settings.js';

/** One document of a file. Its spans start at its own beginning. */
export interface AnalyzedDocument {
  /** Where it starts in the file. The only thing that an edit further up changes. */
  readonly offset: number;
  readonly text: string;
  readonly facts: Facts;
  readonly findings: readonly Diagnosis[];
}

export interface Analysis {
  readonly text: string;
  readonly documents: readonly AnalyzedDocument[];
  /** What the file says of its cluster, and what it says together with the files near it. */
  readonly own: Cluster;
  readonly cluster: Cluster;
  /** What only shows when the documents are seen together. */
  readonly together: readonly (Diagnosis & { readonly home: Facts })[];
}

/** Called with the id of a rule that threw. A bug of ours: the other rules still run. */
export type OnBug = (rule: string, error: unknown) => void;

const MARK = new RegExp(CARRIERS.map(({ mark }) => mark.source).join('|'));

/** The text names something of ours: without that it is never parsed. */
export const mayBeOurs = (source: string): boolean =>
  MARK.test(source) &&
  CARRIERS.some(({ mark, outline }) => mark.test(source) && (outline?.test(source) ?? true));

export interface AnalyzeOptions {
  /** Of an earlier text of the file, with the same settings: documents whose text is unchanged are taken from there. */
  readonly previous?: Analysis;
  readonly onBug?: OnBug;
  /** What other files say of the cluster, given what this one and its documents say. */
  readonly elsewhere?: (own: Cluster, documents: readonly AnalyzedDocument[]) => Cluster;
}

/** Reads a file and finds what is wrong in it. */
export function analyze(
  source: string,
  settings: Settings,
  { previous, onBug = () => {}, elsewhere = () => NO_CLUSTER }: AnalyzeOptions = {},
): Analysis {
  const known = new Map<string, AnalyzedDocument[]>();
  for (const document of previous?.documents ?? []) {
    const same = known.get(document.text);
    if (same) same.push(document);
    else known.set(document.text, [document]);
  }
  const documents = chunks(source).map(({ offset, text }): AnalyzedDocument => {
    const before = known.get(text)?.pop();
    if (before) return before.offset === offset ? before : { ...before, offset };
    return { offset, text, ...analyzeDocument(text, settings, onBug) };
  });
  const said = clusterOf(documents.map(({ facts }) => facts).filter((facts) => facts !== NO_FACTS));
  // What is remembered of a cluster lasts as long as nothing is said of it that was not said before.
  const own = previous && saysTheSame(previous.own, said) ? previous.own : said;
  const seen = withSurroundings(own, elsewhere(own, documents));
  const cluster = previous && saysTheSame(previous.cluster, seen) ? previous.cluster : seen;
  return {
    text: source,
    documents,
    own,
    cluster,
    together: together(documents, cluster, own, settings, onBug),
  };
}

/** What a file says of its cluster, for the files near it, without looking for mistakes. */
export function sightIn(file: Pick<Sight, 'path' | 'name'>, source: string, settings: Settings): Sight {
  const ours = mayBeOurs(source) ? chunks(source).filter(({ text }) => mayBeOurs(text)) : [];
  const read = ours.map(({ offset, text }) => ({ offset, facts: readDocument(text, settings).facts }));
  return sightOf(file, source, read);
}

/** What one document says, with the mistakes that show in it alone. */
function analyzeDocument(
  source: string,
  settings: Settings,
  onBug: OnBug,
): Pick<AnalyzedDocument, 'facts' | 'findings'> {
  if (!mayBeOurs(source)) return { facts: NO_FACTS, findings: [] };
  const { facts, findings, isOurs } = readDocument(source, settings);
  if (!isOurs) return { facts, findings: [] };
  const found = RULES.flatMap((rule) =>
    fenced(rule, settings, onBug, () => [...(rule.check?.(facts, settings) ?? [])]),
  );
  const reported = [...findings.flatMap((f) => graded(f, settings)), ...found];
  return { facts, findings: distinct(reported).sort((a, b) => a.span.start - b.span.start) };
}

/** Facts and structure only: enough for hover and completion in a text that is being written. */
export function readDocument(
  source: string,
  settings: Settings,
): { readonly facts: Facts; readonly findings: readonly Diagnosis[]; readonly isOurs: boolean } {
  const { root, problems, templated } = read(source);
  const facts = emptyFacts();
  const findings: Diagnosis[] = [];
  // A text with a hole in its structure may lack what the hole hides.
  const surroundings = {
    templated: templated || problems.length > 0,
    cniVersion: settings.cniVersion,
    source,
  };
  for (const object of objects(root)) {
    for (const carrier of CARRIERS) {
      if (!carrier.matches(object)) continue;
      const { structures, ...part } = carrier.read(object, surroundings);
      for (const [kind, found] of Object.entries(part))
        facts[kind as keyof Facts].push(...(found as never[]));
      if ((part.objects ?? part.podPermissions) && !templated) facts.lostKeys.push(...lostKeys(object));
      // What is missing or misplaced in a text that cannot be read follows from that.
      if (surroundings.templated) continue;
      for (const { schema, node } of structures ?? [{ schema: carrier.id, node: object }])
        findings.push(...schemaFindings(schema, node));
    }
  }
  const [problem] = problems;
  // Nodes and CIDRs stand in objects of others, whose text is theirs to complain about.
  const isOfPlugin =
    facts.objects.length > 0 ||
    facts.podPermissions.length > 0 ||
    (problem !== undefined && NAMES_US.test(source));
  const isOurs = isOfPlugin || Object.values(facts).some((found) => found.length > 0);
  if (problem && isOfPlugin) {
    const message = `Not valid YAML, so the API server gets nothing: ${problem.message}`;
    findings.push({ rule: 'not-yaml', severity: 'error', span: problem.span, message });
  }
  return { facts, findings, isOurs };
}

/** A text too broken to be read may still say what it was meant to be. */
const NAMES_US = /^[ \t]*["']?kind["']?:[ \t]*["']?(ENIConfig|SecurityGroupPolicy)\b/m;

/** The object itself, or the items of a list of objects. */
const objects = (root: Node | undefined): readonly Node[] => {
  if (!root) return [];
  return text(at(root, 'kind'))?.endsWith('List') || at(root, 'items')?.kind === 'list'
    ? items(at(root, 'items'))
    : [root];
};

function together(
  documents: readonly AnalyzedDocument[],
  cluster: Cluster,
  own: Cluster,
  settings: Settings,
  onBug: OnBug,
): Analysis['together'] {
  const all = documents.map(({ facts }) => facts).filter((facts) => facts !== NO_FACTS);
  if (all.length === 0) return [];
  const asked = all.filter((facts) => ASKED.some((kind) => facts[kind].length > 0));
  return RULES.flatMap((rule) =>
    fenced(rule, settings, onBug, () => {
      const inFile = [...(rule.checkTogether?.(all, settings) ?? [])];
      const { checkInCluster } = rule;
      if (!checkInCluster || cluster.otherCnis.length > 0) return inFile;
      const inCluster = asked.flatMap((home) =>
        [...checkInCluster(home, cluster, settings)].map((finding) => ({ ...finding, home })),
      );
      const echoed = rule.echoes
        ? [...inCluster, ...checkInCluster(elsewhereOf(cluster, own), cluster, settings)]
        : [];
      return [...inFile, ...inCluster, ...echoed.flatMap((finding) => echoes(finding, all))];
    }),
  );
}

/** Kinds of facts that rules have something to say about when they see the cluster. */
const ASKED = [
  'nodeGroups',
  'cidrs',
  'installs',
  'eniConfigs',
  'policies',
  'workloads',
  'configMaps',
  'networkPolicies',
  'nodeMarks',
  'chartValues',
  'addons',
] as const;

/** What other files say, as if it stood in one document. */
function elsewhereOf(cluster: Cluster, own: Cluster): Facts {
  const rest = <K extends Kind>(kind: K): Cluster[K] => {
    const mine = new Set<object>(own[kind] as readonly object[]);
    const all: readonly object[] = cluster[kind];
    return all.filter((fact) => !mine.has(fact)) as unknown as Cluster[K];
  };
  const { settings: _, ...kinds } = Object.fromEntries(
    KINDS.map((kind) => [kind, rest(kind)]),
  ) as unknown as Cluster;
  return { ...NO_FACTS, ...kinds };
}

/** The other ends of a finding, as far as they are in these documents. */
function echoes({ span, of, related }: Finding, documents: readonly Facts[]) {
  return (related ?? []).flatMap((other) => {
    const home = other.home ?? documents.find((facts) => holds(facts, other.of));
    if (other.echo === undefined || !home) return [];
    const back = { span, message: 'This is the other end.', ...(of && { of }) };
    return [
      { span: other.span, message: other.echo, severity: 'information' as const, related: [back], home },
    ];
  });
}

/** The fact is one of the document's. */
export const holds = (facts: Facts, of: object | undefined): boolean =>
  of !== undefined && Object.values(facts).some((list: readonly unknown[]) => list.includes(of));

function fenced<F extends Finding>(
  rule: Rule,
  settings: Settings,
  onBug: OnBug,
  run: () => F[],
): (F & Diagnosis)[] {
  const choice = settings.rules[rule.id];
  if (choice === 'off') return [];
  try {
    return run().map((finding) => ({
      ...finding,
      rule: rule.id,
      severity: choice ?? finding.severity ?? rule.severity,
    }));
  } catch (error) {
    onBug(rule.id, error);
    return [];
  }
}

function graded(finding: Diagnosis, settings: Settings): Diagnosis[] {
  const choice = settings.rules[finding.rule];
  return choice === 'off' ? [] : [choice ? { ...finding, severity: choice } : finding];
}

/** An aliased list is read once for each place it is used in, and is wrong only once. */
function distinct(findings: readonly Diagnosis[]): Diagnosis[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span, message }) => {
    const key = `${rule} ${span.start} ${span.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
