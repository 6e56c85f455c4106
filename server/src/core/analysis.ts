import { type Allowed, allowing } from './allowing.js';
import type { AnalyzedDocument } from './analyzedDocument.js';
import { asFarAsSaid } from './asFarAsSaid.js';
import { type Item, withBrokenItems } from './brokenItems.js';
import { mayBeOurs } from './carriers/marks.js';
import { drained, fenced, type OnBug } from './fenced.js';
import { allowancesIn } from './model/allowances.js';
import {
  type Cluster,
  clusterOf,
  forOthers,
  keeping,
  NO_CLUSTER,
  withSurroundings,
} from './model/cluster.js';
import { type Facts, NO_FACTS } from './model/facts.js';
import { pieces } from './model/listItems.js';
import { type PartedText, partedOf } from './model/partedText.js';
import { once } from './model/remembered.js';
import { type Sight, sightFrom } from './model/sight.js';
import { type Problem, read } from './model/source.js';
import type { Chunk } from './model/splitting.js';
import { watched } from './model/watched.js';
import { notYaml, readDocument } from './readDocument.js';
import { reread } from './rereading.js';
import type { Diagnosis } from './rules/rule.js';
import { rulesFor } from './rulesFor.js';
import type { Settings } from './settings.js';
import { type HomedDiagnosis, type Said, sayingIn, together } from './together.js';

export interface Analysis {
  readonly text: string;
  /** The same as it was given, to be compared with the next. */
  readonly source: PartedText;
  readonly documents: readonly AnalyzedDocument[];
  /** The documents as they are without other files: what the next analysis begins with. */
  readonly alone: readonly AnalyzedDocument[];
  /** What the file says of its cluster, and what it says together with the files near it. */
  readonly own: Cluster;
  readonly cluster: Cluster;
  /** What only shows when the documents are seen together. */
  readonly together: readonly HomedDiagnosis[];
  /** What comments in it let stand. */
  readonly allowed: Allowed;
  /** What the next analysis need not ask again. */
  readonly said?: Said;
}

/** A document names something of ours, and is worth parsing. Definitions of kinds are long, and say nothing themselves. */
const isWorthReading = ({ text, part }: Chunk): boolean =>
  part !== 'head' && part !== 'tail' && mayBeOurs(text) && !DEFINES_KIND.test(text);
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
  text: string | PartedText,
  settings: Settings,
  { previous, onBug = () => {}, elsewhere = () => NO_CLUSTER }: AnalyzeOptions = {},
): Analysis {
  const source = partedOf(text);
  const documents = analyzeDocuments(source, settings, { ...(previous && { previous }), onBug });
  const whole = clusterOf(
    sayingIn(documents),
    previous?.own && {
      documents: sayingIn(previous.alone ?? previous.documents),
      cluster: previous.own,
    },
  );
  // What is remembered of a cluster lasts as long as nothing is said of it that was not said before.
  const own = keeping(previous?.own ?? NO_CLUSTER, whole);
  const around = elsewhere(own, documents);
  const cluster = seenAgain(previous?.cluster, withSurroundings(own, around));
  const judged = asFarAsSaid(documents, cluster, settings);
  const { findings, said } = together(judged, { own, cluster, around }, settings, onBug, previous?.said);
  return {
    get text() {
      return source.whole;
    },
    source,
    documents: judged,
    alone: documents,
    own,
    cluster,
    together: findings,
    allowed: allowing(judged, findings, settings, onBug),
    said,
  };
}

/** The cluster that was seen before, where it is the same, else as much of it as is. What is asked of it is noted. */
function seenAgain(before: Cluster | undefined, now: Cluster): Cluster {
  const kept = before ? keeping(before, now) : now;
  return kept === before ? before : watched(kept);
}

/** The documents of a file, each seen alone: the first half of an analysis, which can be continued by `previous`. */
export function analyzeDocuments(
  text: string | PartedText,
  settings: Settings,
  { previous, onBug = () => {} }: Pick<AnalyzeOptions, 'previous' | 'onBug'> = {},
): readonly AnalyzedDocument[] {
  const readOne = (chunk: Chunk, isForeign: boolean, before?: AnalyzedDocument): AnalyzedDocument => {
    const { text, part } = chunk;
    return { text, ...(part && { part }), ...analyzeDocument(chunk, isForeign, before, settings, onBug) };
  };
  const documents = previous?.alone ?? previous?.documents ?? [];
  return withBrokenItems(
    reread(partedOf(text), { documents, ...(previous?.source && { source: previous.source }) }, readOne),
  );
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
  const ours = mayBeOurs(source) ? pieces(source).filter(isWorthReading) : [];
  const read: { facts: Facts }[] = [];
  for (const { text, part } of ours) {
    read.push({ facts: forOthers(readDocument(text, settings, { part, skims: true }).facts) });
    yield;
  }
  const starts = Uint32Array.from(ours, ({ offset }) => offset);
  return sightFrom(file, source, { documents: read, starts: () => starts });
}

/** What one document says, with the mistakes that show in it alone. */
function analyzeDocument(
  chunk: Chunk,
  isForeign: boolean,
  before: AnalyzedDocument | undefined,
  settings: Settings,
  onBug: OnBug,
): Omit<AnalyzedDocument, 'text'> {
  const { text: source, part } = chunk;
  if (isForeign || !isWorthReading(chunk)) {
    const item = part === 'item' && {
      item: itemOf(
        once(() => read(source).problems[0]),
        false,
        settings,
      ),
    };
    const known = isForeign ? { isForeign } : allowances(source, NO_FACTS);
    return { facts: NO_FACTS, findings: [], ...item, ...known };
  }
  const { facts, findings, isOurs, isOfPlugin, isWhole, problem, known } = readDocument(source, settings, {
    onBug,
    part,
    before: before?.known,
    skims: before === undefined,
  });
  const rest = {
    ...(known && (before || 'stretches' in known) && { known }),
    ...(part === 'item' && { item: itemOf(() => problem, isOfPlugin, settings) }),
    ...(!isWhole && { isPartial: true as const }),
    ...allowances(source, facts),
  };
  if (!isOurs) return { facts, findings: [], ...rest };
  const found = rulesFor(facts, settings).flatMap((rule) =>
    fenced(rule, settings, onBug, () => drained(rule.check?.(facts, settings))),
  );
  const reported = [...findings.flatMap((f) => graded(f, settings)), ...found];
  const sorted = distinct(reported).sort((a, b) => a.span.start - b.span.start);
  return { facts, findings: sorted, ...rest };
}

const itemOf = (problem: () => Problem | undefined, isOfPlugin: boolean, settings: Settings): Item => ({
  isOfPlugin,
  mistakes: once(() => {
    const found = problem();
    return found ? graded(notYaml(found, undefined), settings) : [];
  }),
});

function allowances(source: string, { embedded }: Facts): Pick<AnalyzedDocument, 'allowances'> {
  const found = allowancesIn(source, embedded);
  return found.length > 0 ? { allowances: found } : {};
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
