import type { Reading } from './carriers/carrier.js';
import { lostKeys } from './carriers/fields.js';
import { CARRIERS } from './carriers/index.js';
import { isOnlyPods } from './carriers/marks.js';
import { attempt, type OnBug } from './fenced.js';
import { emptyFacts, type Facts, type FactsInProgress, NO_FACTS } from './model/facts.js';
import { type Known, type Problem, read, type Source } from './model/source.js';
import type { Chunk } from './model/splitting.js';
import { at, items, type Node, text } from './model/tree.js';
import { withoutVariables } from './model/withoutVariables.js';
import type { Diagnosis } from './rules/rule.js';
import { schemaFindings } from './schemaFindings.js';
import type { Settings } from './settings.js';

/** Facts and structure only: enough for hover and completion in a text that is being written. */
export function readDocument(
  source: string,
  settings: Settings,
  {
    onBug = () => {},
    part,
    before,
    skims = false,
  }: {
    readonly onBug?: OnBug;
    readonly part?: Chunk['part'] | undefined;
    readonly before?: Known | undefined;
    /** Nothing is kept that a later text could be read by, but for what is beyond our limits. */
    readonly skims?: boolean;
  } = {},
): {
  readonly facts: Facts;
  readonly findings: readonly Diagnosis[];
  readonly isOurs: boolean;
  /** Its text is the plugin's, not only some of what stands in it. */
  readonly isOfPlugin: boolean;
  /** No template and no mistake in its syntax hides anything. */
  readonly isWhole: boolean;
  /** The first mistake in its syntax. */
  readonly problem: Problem | undefined;
  /** What a later text of it can be read by. */
  readonly known: Known | undefined;
} {
  const skimmed = skims ? skim(source) : undefined;
  const { root, problems, templated, isPlain, beyond, counted } = skimmed ?? read(source, { before });
  const facts = emptyFacts();
  const findings: Diagnosis[] = [];
  const isUnchecked = beyond !== undefined && SAYS_OURS.test(source);
  if (isUnchecked) findings.push(notChecked(source, beyond));
  // A text with a hole in its structure may lack what the hole hides.
  const surroundings = {
    templated: templated || problems.length > 0,
    cniVersion: settings.cniVersion,
    source,
  };
  const all = part === 'item' ? items(root) : objects(root);
  for (const object of all) {
    for (const carrier of CARRIERS) {
      const reading = attempt(`carrier ${carrier.id}`, onBug, () =>
        carrier.matches(object) ? carrier.read(object, surroundings) : NOT_ITS,
      );
      // What it would have said is missing as if a hole were there.
      if (!reading) surroundings.templated = true;
      if (!reading || reading === NOT_ITS) continue;
      const { structures, problem: inText, ...rest } = reading;
      for (const [kind, found] of Object.entries(rest)) append<unknown>(facts[kind as keyof Facts], found);
      // Where a part of the object is ours alone, its carrier says what is lost in that.
      const isOurs = structures === undefined && (rest.objects ?? rest.podPermissions);
      if (isOurs && !templated) append(facts.lostKeys, lostKeys(object));
      // What is missing or misplaced in a text that cannot be read follows from that.
      if (surroundings.templated) continue;
      if (inText) findings.push(notYaml(inText, rest.objects?.[0]?.kind));
      for (const { schema, node } of structures ?? [{ schema: carrier.id, node: object }])
        append(
          findings,
          attempt(`schema ${schema}`, onBug, () => schemaFindings(schema, node, settings.cniVersion)) ?? [],
        );
    }
  }
  const [problem] = problems;
  // Nodes, CIDRs and values stand in objects of others, whose text is theirs to complain about.
  const spans = new Set(all.map(({ span }) => span));
  const own = facts.objects.find(({ span }) => spans.has(span));
  const isOfPlugin =
    own !== undefined || facts.podPermissions.length > 0 || (problem !== undefined && NAMES_US.test(source));
  const isOurs = isOfPlugin || isUnchecked || Object.values(facts).some((found) => found.length > 0);
  if (problem && isOfPlugin) findings.push(notYaml(problem, own?.kind));
  const known = counted ?? (!skims && isPlain && root ? { text: source, root } : undefined);
  return {
    facts: settled(facts),
    findings,
    isOurs,
    isOfPlugin,
    isWhole: !surroundings.templated,
    problem,
    known,
  };
}

/** A longer one may be beyond our limits, and without its variables not: it must be the same whether it is read whole or not. */
const LONGEST_SKIMMED = 200_000;

/** The document without what none of its carriers reads. Undefined: all of it is to be read. */
function skim(source: string): Source | undefined {
  // An escape may hide a name of ours from those who look for it.
  if (source.length > LONGEST_SKIMMED || source.includes('\\')) return undefined;
  const text = withoutVariables(source);
  if (text === source || !isOnlyPods(source)) return undefined;
  const found = read(text);
  // Of what cannot be read, where it goes on to be read may depend on anything.
  return found.templated || found.problems.length > 0 ? undefined : found;
}

/** The same without room for more: documents are kept by the thousand, and most say something of one or two kinds. */
function settled(facts: FactsInProgress): Facts {
  const all: Record<string, readonly unknown[]> = { ...NO_FACTS };
  for (const [kind, found] of Object.entries(facts)) if (found.length > 0) all[kind] = found.slice();
  return all as unknown as Facts;
}

/** As arguments, there can be too many of them for the engine. */
function append<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each);
}

export function notYaml({ span, message }: Problem, kind: string | undefined): Diagnosis {
  const reader = READERS[kind ?? ''] ?? 'the API server';
  return {
    rule: 'not-yaml',
    severity: 'error',
    span,
    message: `Not valid YAML, so ${reader} gets nothing: ${message}`,
  };
}

/** At its kind, or where it begins. */
function notChecked(source: string, beyond: string): Diagnosis {
  const { index = 0, 0: named = '' } =
    /["']?\bkind["']?:[ \t]*["']?\w+/.exec(source) ?? /\S{1,80}/.exec(source) ?? {};
  return {
    rule: 'not-checked',
    severity: 'warning',
    span: { start: index, end: index + named.length },
    message: `This document is not checked, and what it says does not count for other files, since ${beyond}. Split or simplify it.`,
  };
}

/** The object is none of a carrier's. */
const NOT_ITS: Reading = {};

/** Who reads a text, where that is not the API server. */
const READERS: Readonly<Record<string, string>> = { AddonConfiguration: 'EKS', ChartValues: 'Helm' };

/** A text too broken to be read may still say what it was meant to be. */
const NAMES_US = /^[ \t]*["']?kind["']?:[ \t]*["']?(ENIConfig|SecurityGroupPolicy)\b/m;

/** Nothing in it was read: whether it is ours can only be told by its words. */
const SAYS_OURS =
  /\bkind["']?[ \t]*:[ \t]*["']?(?:ENIConfig|SecurityGroupPolicy)\b|\bname["']?[ \t]*:[ \t]*["']?aws-node\b|(?:^|[{,])[ \t]*["']?(?:AWS_VPC_K8S_CNI_\w+|WARM_(?:IP|ENI|PREFIX)_TARGET|MINIMUM_IP_TARGET|ENABLE_POD_ENI)["']?[ \t]*:/m;

/** The object itself, or the items of a list of objects. Of a List that was cut, an item is a list of one. */
const objects = (root: Node | undefined): readonly Node[] => {
  if (!root) return [];
  return text(at(root, 'kind'))?.endsWith('List') || at(root, 'items')?.kind === 'list'
    ? items(at(root, 'items'))
    : [root];
};
