import { drained } from './fenced.js';
import { inLayersOfCluster, type Layer, type Layered, layeredIn } from './layersIn.js';
import { bitOf, kindsIn, lookedAt } from './looking.js';
import type { Cluster } from './model/cluster.js';
import type { Facts } from './model/facts.js';
import { placesIn } from './model/following.js';
import { reading } from './model/reads.js';
import { between, LIST_BEFORE, sameEnds } from './model/sameEnds.js';
import { ALL_PARTS, changedParts, mayFollowFrom } from './model/watched.js';
import { RULES } from './rules/index.js';
import type { Finding, Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/** Rules that see the cluster: they are asked about each document by itself. */
const ASKED: readonly Rule[] = RULES.filter(({ checkInCluster }) => checkInCluster);

/** Kinds of facts that rules have something to say about when they see the cluster. */
const KINDS = [
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

const isAskedAbout = (facts: Facts): boolean => KINDS.some((kind) => facts[kind].length > 0);

/** What a rule says of a document, and the parts of the cluster that this follows from. */
interface Answer {
  readonly is: readonly Finding[];
  readonly reads: number;
}

/** What all of them say of one document. */
interface Heard {
  /** By rule, what its answer follows from. */
  readonly reads: readonly number[];
  /** What any of them follows from. */
  readonly allReads: number;
  /** What they find, by rule; absent: nothing. */
  readonly found?: readonly (readonly Finding[])[];
}

/** Where a rule is asked in vain: of a document without these kinds of facts this is its answer. */
interface Vain extends Answer {
  /** Kinds of facts that it looks at, as bits. */
  readonly looks: number;
}

/** What was heard of the documents of a file. */
export interface Hearing {
  /** What all of it follows from: one that is `watched`. */
  readonly cluster: Cluster;
  readonly documents: readonly Facts[];
  readonly heard: readonly Heard[];
  /** What any of it follows from, and maybe more. */
  readonly allReads: number;
  /** Documents with aws-nodes that are put together with those of other files: they are asked about anew each time. */
  readonly layered: ReadonlySet<Facts>;
  /** Rules that threw. */
  readonly threw: ReadonlyMap<Rule, unknown>;
  /** By rule, found when it is asked for. */
  readonly vain: (Vain | undefined)[];
}

/** `i`: which of the rules. */
function vainOf(
  known: (Vain | undefined)[],
  i: number,
  cluster: Cluster,
  settings: Settings,
): Vain | undefined {
  const rule = ASKED[i];
  if (!rule) return undefined;
  let vain = known[i];
  if (!vain) {
    const { is, reads } = reading(() => lookedAt((facts) => rule.checkInCluster?.(facts, cluster, settings)));
    vain = { ...NOTHING, looks: is, reads };
    known[i] = vain;
  }
  return vain;
}

/**
 * Asks about each document. What was heard before holds for a document that is the same, as long as no part of the cluster that
 * the rule looked at has changed: with a key typed in one document of thousands, few rules are asked about few of the others.
 */
export function askInCluster(
  documents: readonly Facts[],
  layers: readonly Layer[],
  cluster: Cluster,
  settings: Settings,
  before: Hearing | undefined,
): Hearing {
  const layered = layeredIn(layers, cluster);
  const threw = new Map<Rule, unknown>();
  const ask = (rule: Rule, home: Facts, own: Layered | undefined): Answer => {
    if (settings.rules[rule.id] === 'off') return NOTHING;
    const say = (facts: Facts, sight: Cluster) => drained(rule.checkInCluster?.(facts, sight, settings));
    try {
      return reading(() => (own ? inLayersOfCluster(own, say) : say(home, cluster)));
    } catch (error) {
      if (!threw.has(rule)) threw.set(rule, error);
      return NOTHING;
    }
  };
  const last = before?.threw.size === 0 ? before : undefined;
  const changed = last ? changedParts(last.cluster, cluster) : ALL_PARTS;
  const vain = ASKED.map((_, i) => {
    const known = last?.vain[i];
    return known && (known.reads & changed) === 0 ? known : undefined;
  });
  // To ask about nothing costs as much as to ask about one document.
  const isOften = documents.length > 1 || (last !== undefined && layered.size === 0);
  const askUnlessVain = (i: number, home: Facts, kinds: number): Answer => {
    const found = isOften ? vainOf(vain, i, cluster, settings) : undefined;
    const own = layered.get(home);
    // Put together, a document has aws-nodes in any case, and a cluster of its own that has no others.
    const isVain =
      found &&
      (own
        ? (found.looks & (kinds | bitOf('installs'))) === 0 && !mayFollowFrom(found.reads, 'installs')
        : (found.looks & kinds) === 0);
    return isVain ? found : ask(ASKED[i] as Rule, home, own);
  };
  // Of what was heard, mostly nothing follows from what has changed: then nothing of it is looked at.
  const holds = last !== undefined && (last.allReads & changed) === 0;
  let allReads = holds ? last.allReads : 0;
  const heard = knownIn(last, documents, layered);
  const next = (from: number): number => (holds ? heard.indexOf(undefined, from) : from);
  for (let i = next(0); i >= 0 && i < documents.length; i = next(i + 1)) {
    const known = heard[i];
    const home = documents[i] as Facts;
    const now = known ? hearAgain(home, known, changed, askUnlessVain) : hear(home, askUnlessVain);
    heard[i] = now;
    allReads |= now.allReads;
  }
  return {
    cluster,
    documents,
    heard: heard as Heard[],
    allReads,
    layered: new Set(layered.keys()),
    threw,
    vain,
  };
}

const NOTHING: Answer = { is: [], reads: 0 };

/** What was heard of each of these documents: most are where they were, but for those around a change. */
function knownIn(
  before: Hearing | undefined,
  documents: readonly Facts[],
  layered: ReadonlyMap<Facts, Layered>,
): (Heard | undefined)[] {
  if (!before) return documents.map(() => undefined);
  const same = sameEnds(before.documents, documents);
  const { front, back } = same;
  const others = new Map(between(before.documents, same).map((home, i) => [home, before.heard[front + i]]));
  const known = (before.heard.slice(0, front) as (Heard | undefined)[]).concat(
    between(documents, same).map((home) => others.get(home)),
    before.heard.slice(before.heard.length - back),
  );
  LIST_BEFORE.set(known, new WeakRef(before.heard));
  if (layered.size + before.layered.size === 0) return known;
  const isFresh = (home: Facts): boolean => layered.has(home) || before.layered.has(home);
  return known.map((each, i) => (isFresh(documents[i] as Facts) ? undefined : each));
}

/** Asks one of the rules about a document that has facts of these kinds. */
type Ask = (i: number, home: Facts, kinds: number) => Answer;

function hear(home: Facts, ask: Ask): Heard {
  if (!isAskedAbout(home)) return UNASKED;
  const kinds = kindsIn(home);
  return heardOf((i) => ask(i, home, kinds));
}

const UNASKED: Heard = { reads: [], allReads: 0 };

function heardOf(answerOf: (i: number) => Answer): Heard {
  const reads: number[] = [];
  let found: (readonly Finding[])[] | undefined;
  let allReads = 0;
  for (let i = 0; i < ASKED.length; i++) {
    const answer = answerOf(i);
    reads.push(answer.reads);
    allReads |= answer.reads;
    if (answer.is.length === 0) continue;
    found ??= ASKED.map(() => NOTHING.is);
    found[i] = answer.is;
  }
  return { reads, allReads, ...(found && { found }) };
}

/** The same, where all that it follows from is. */
function hearAgain(home: Facts, known: Heard, changed: number, ask: Ask): Heard {
  if ((known.allReads & changed) === 0) return known;
  const kinds = kindsIn(home);
  let others: Map<number, Answer> | undefined;
  for (let i = 0; i < ASKED.length; i++) {
    const reads = known.reads[i] as number;
    if ((reads & changed) === 0) continue;
    const answer = ask(i, home, kinds);
    const wasSilent = (known.found?.[i]?.length ?? 0) === 0;
    if (wasSilent && answer.is.length === 0 && answer.reads === reads) continue;
    others ??= new Map();
    others.set(i, answer);
  }
  // Mostly nothing is found, and nothing was.
  return others
    ? heardOf((i) => others.get(i) ?? { is: known.found?.[i] ?? NOTHING.is, reads: known.reads[i] ?? 0 })
    : known;
}

/** Of thousands of documents most have nothing. */
const withFound = placesIn(({ found }: Heard) => found !== undefined);

/** No rule found anything, or threw. */
export const saysNothing = ({ heard, threw }: Hearing): boolean =>
  threw.size === 0 && withFound(heard).is.length === 0;

/** What a rule found, with the documents that it is in. A rule that threw throws again. */
export function findingsOf({
  documents,
  heard,
  threw,
}: Hearing): (rule: Rule) => readonly (Finding & { readonly home: Facts })[] {
  const { is, at } = withFound(heard);
  const telling = is.map(({ found = [] }, i) => ({ home: documents[at[i] as number] as Facts, found }));
  return (rule) => {
    if (threw.size > 0 && threw.has(rule)) throw threw.get(rule);
    if (telling.length === 0) return NOTHING.is as readonly never[];
    const i = ASKED.indexOf(rule);
    return telling.flatMap(({ home, found }) => (found[i] ?? []).map((finding) => ({ ...finding, home })));
  };
}
