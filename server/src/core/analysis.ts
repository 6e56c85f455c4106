import { type Allowed, allowing } from './allowing.js';
import { asFarAsSaid } from './asFarAsSaid.js';
import { lostKeys } from './carriers/fields.js';
import { CARRIERS } from './carriers/index.js';
import { fenced, type OnBug } from './fenced.js';
import { type Allowance, allowancesIn } from './model/allowances.js';
import { type Cluster, clusterOf, NO_CLUSTER, saysTheSame, withSurroundings } from './model/cluster.js';
import { emptyFacts, type Facts, NO_FACTS } from './model/facts.js';
import { type Sight, sightOf } from './model/sight.js';
import { chunks, read } from './model/source.js';
import { at, items, type Node, text } from './model/tree.js';
import { RULES } from './rules/index.js';
import type { Diagnosis } from './rules/rule.js';
import { schemaFindings } from './schemaFindings.js';
import type { Settings } from './settings.js';
import { type HomedDiagnosis, together } from './together.js';

/** One document of a file. Its spans start at its own beginning. */
export interface AnalyzedDocument {
  /** Where it starts in the file. The only thing that an edit further up changes. */
  readonly offset: number;
  readonly text: string;
  readonly facts: Facts;
  readonly findings: readonly Diagnosis[];
  /** Comments that let findings stand. Absent: none. */
  readonly allowances?: readonly Allowance[];
  /** A template, or a text that cannot be read: it may hold mistakes that are not found. */
  readonly isPartial?: true;
  /** As it is without other files, where they keep some of its findings back. */
  readonly alone?: AnalyzedDocument;
}

export interface Analysis {
  readonly text: string;
  readonly documents: readonly AnalyzedDocument[];
  /** What the file says of its cluster, and what it says together with the files near it. */
  readonly own: Cluster;
  readonly cluster: Cluster;
  /** What only shows when the documents are seen together. */
  readonly together: readonly HomedDiagnosis[];
  /** What comments in it let stand. */
  readonly allowed: Allowed;
}

const MARK = new RegExp(CARRIERS.map(({ mark }) => mark.source).join('|'));

/** The text names something of ours: without that it is never parsed. */
export const mayBeOurs = (source: string): boolean =>
  MARK.test(source) &&
  CARRIERS.some(({ mark, outline }) => mark.test(source) && (outline?.test(source) ?? true));

/** All that it can say is of interest to policies alone, which it does not have itself. */
export const isOnlyForPolicies = (source: string): boolean =>
  CARRIERS.every(
    ({ mark, outline, alsoWithoutPolicies }) =>
      !mark.test(source) ||
      !(outline?.test(source) ?? true) ||
      (alsoWithoutPolicies !== undefined && !alsoWithoutPolicies.test(source)),
  );

/** The same of one document. Definitions of kinds are long, and say nothing themselves. */
const isWorthReading = (document: string): boolean => mayBeOurs(document) && !DEFINES_KIND.test(document);
const DEFINES_KIND = /^kind:[ \t]+["']?CustomResourceDefinition\b/m;

export interface AnalyzeOptions {
  /** Of an earlier text of the file, with the same settings: documents whose text is unchanged are taken from there. */
  readonly previous?: Pick<Analysis, 'documents'> & Partial<Analysis>;
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
  const documents = analyzeDocuments(source, settings, { ...(previous && { previous }), onBug });
  const said = clusterOf(documents.map(({ facts }) => facts).filter((facts) => facts !== NO_FACTS));
  // What is remembered of a cluster lasts as long as nothing is said of it that was not said before.
  const own = previous?.own && saysTheSame(previous.own, said) ? previous.own : said;
  const around = elsewhere(own, documents);
  const seen = withSurroundings(own, around);
  const cluster = previous?.cluster && saysTheSame(previous.cluster, seen) ? previous.cluster : seen;
  const judged = documents.map((document) => asFarAsSaid(document, cluster, settings));
  const shared = together(judged, { own, cluster, around }, settings, onBug);
  return {
    text: source,
    documents: judged,
    own,
    cluster,
    together: shared,
    allowed: allowing(judged, shared, settings, onBug),
  };
}

/** The documents of a file, each seen alone: the first half of an analysis, which can be continued by `previous`. */
export function analyzeDocuments(
  source: string,
  settings: Settings,
  { previous, onBug = () => {} }: Pick<AnalyzeOptions, 'previous' | 'onBug'> = {},
): readonly AnalyzedDocument[] {
  const known = new Map<string, AnalyzedDocument[]>();
  for (const document of previous?.documents ?? []) {
    const same = known.get(document.text);
    if (same) same.push(document);
    else known.set(document.text, [document]);
  }
  return chunks(source).map(({ offset, text }): AnalyzedDocument => {
    const found = known.get(text)?.pop();
    const before = found?.alone ?? found;
    if (before) return before.offset === offset ? before : { ...before, offset };
    return { offset, text, ...analyzeDocument(text, settings, onBug) };
  });
}

/** What a file says of its cluster, for the files near it, without looking for mistakes. */
export function sightIn(file: Pick<Sight, 'path' | 'name'>, source: string, settings: Settings): Sight {
  const steps = sightSteps(file, source, settings);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, one document of the file at each step: others need not wait for all of a long one. */
export function* sightSteps(
  file: Pick<Sight, 'path' | 'name'>,
  source: string,
  settings: Settings,
): Generator<undefined, Sight> {
  const ours = mayBeOurs(source) ? chunks(source).filter(({ text }) => isWorthReading(text)) : [];
  const read: { offset: number; facts: Facts }[] = [];
  for (const { offset, text } of ours) {
    read.push({ offset, facts: readDocument(text, settings).facts });
    yield;
  }
  return sightOf(file, source, read);
}

/** What one document says, with the mistakes that show in it alone. */
function analyzeDocument(
  source: string,
  settings: Settings,
  onBug: OnBug,
): Omit<AnalyzedDocument, 'offset' | 'text'> {
  if (!isWorthReading(source)) return { facts: NO_FACTS, findings: [], ...allowances(source, NO_FACTS) };
  const { facts, findings, isOurs, isWhole } = readDocument(source, settings);
  const rest = { ...(!isWhole && { isPartial: true as const }), ...allowances(source, facts) };
  if (!isOurs) return { facts, findings: [], ...rest };
  const found = RULES.flatMap((rule) =>
    fenced(rule, settings, onBug, () => [...(rule.check?.(facts, settings) ?? [])]),
  );
  const reported = [...findings.flatMap((f) => graded(f, settings)), ...found];
  const sorted = distinct(reported).sort((a, b) => a.span.start - b.span.start);
  return { facts, findings: sorted, ...rest };
}

function allowances(source: string, { embedded }: Facts): Pick<AnalyzedDocument, 'allowances'> {
  const found = allowancesIn(source, embedded);
  return found.length > 0 ? { allowances: found } : {};
}

/** Facts and structure only: enough for hover and completion in a text that is being written. */
export function readDocument(
  source: string,
  settings: Settings,
): {
  readonly facts: Facts;
  readonly findings: readonly Diagnosis[];
  readonly isOurs: boolean;
  /** No template and no mistake in its syntax hides anything. */
  readonly isWhole: boolean;
} {
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
      // Where a part of the object is ours alone, its carrier says what is lost in that.
      const isOurs = structures === undefined && (part.objects ?? part.podPermissions);
      if (isOurs && !templated) facts.lostKeys.push(...lostKeys(object));
      // What is missing or misplaced in a text that cannot be read follows from that.
      if (surroundings.templated) continue;
      for (const { schema, node } of structures ?? [{ schema: carrier.id, node: object }])
        findings.push(...schemaFindings(schema, node));
    }
  }
  const [problem] = problems;
  // Nodes, CIDRs and values stand in objects of others, whose text is theirs to complain about.
  const [own] = facts.objects.filter(({ span }) => objects(root).some((object) => object.span === span));
  const isOfPlugin =
    own !== undefined || facts.podPermissions.length > 0 || (problem !== undefined && NAMES_US.test(source));
  const isOurs = isOfPlugin || Object.values(facts).some((found) => found.length > 0);
  if (problem && isOfPlugin) {
    const reader = READERS[own?.kind ?? ''] ?? 'the API server';
    const message = `Not valid YAML, so ${reader} gets nothing: ${problem.message}`;
    findings.push({ rule: 'not-yaml', severity: 'error', span: problem.span, message });
  }
  return { facts, findings, isOurs, isWhole: !surroundings.templated };
}

/** Who reads a text, where that is not the API server. */
const READERS: Readonly<Record<string, string>> = { AddonConfiguration: 'EKS', ChartValues: 'Helm' };

/** A text too broken to be read may still say what it was meant to be. */
const NAMES_US = /^[ \t]*["']?kind["']?:[ \t]*["']?(ENIConfig|SecurityGroupPolicy)\b/m;

/** The object itself, or the items of a list of objects. */
const objects = (root: Node | undefined): readonly Node[] => {
  if (!root) return [];
  return text(at(root, 'kind'))?.endsWith('List') || at(root, 'items')?.kind === 'list'
    ? items(at(root, 'items'))
    : [root];
};

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
