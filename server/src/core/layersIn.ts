import { drained } from './fenced.js';
import { asPart } from './model/blurred.js';
import type { Cluster } from './model/cluster.js';
import { type Facts, type Install, NO_FACTS } from './model/facts.js';
import { installsIn, partAt } from './model/parts.js';
import { once, remembered } from './model/remembered.js';
import type { Span } from './model/span.js';
import type { Diagnosis, Finding, Fix, Rule } from './rules/rule.js';
import { rulesFor } from './rulesFor.js';
import type { Settings } from './settings.js';

/** An aws-node that is put together from a document of this file and from others: a base and its patches. */
export interface Layer {
  readonly composed: Install;
  /** The layer that is in this file: the highest, where there are several. */
  readonly own: Install;
  readonly home: Facts;
  readonly base: Install;
  /** Nothing is laid on top of it by other files. */
  readonly isTop: boolean;
  /** What was said already about the document alone, by rule and place. */
  readonly said: () => ReadonlySet<string>;
}

/** What is put together with a part of these documents. */
export function layersIn(
  documents: readonly { readonly facts: Facts; readonly findings: readonly Diagnosis[] }[],
  { installs }: Cluster,
): readonly Layer[] {
  /** By aws-node, the last document that it is in. */
  const places = once(
    () => new Map(documents.flatMap(({ facts }, i) => [...installsIn(facts)].map((install) => [install, i]))),
  );
  return installs.flatMap((composed): Layer[] => {
    const { layers } = composed;
    const [lowest, ...others] = layers ?? [];
    if (!layers || !lowest) return [];
    // Of values alone: nothing is laid on them here, but other files tell more of them, or less.
    const base = others.length > 0 || lowest.form !== 'chart' ? lowest : composed;
    const home = documents[layers.reduce((most, layer) => Math.max(most, places().get(layer) ?? -1), -1)];
    const own = home && [...installsIn(home.facts)].findLast((install) => layers.includes(install));
    if (!home || !own) return [];
    const said = once(() => new Set(home.findings.map(keyOf)));
    return [{ composed, own, home: home.facts, base, isTop: layers.at(-1) === own, said }];
  });
}

/** The same for findings of a rule at one place. */
export const keyOf = ({ rule, span }: Pick<Diagnosis, 'rule' | 'span'>): string =>
  `${rule} ${span.start} ${span.end}`;

type Homed = Finding & { readonly home: Facts };

/** What rules find in the wholes that they do not find in these documents alone. One that threw throws again. */
export function foundInLayers(
  layers: readonly Layer[],
  settings: Settings,
): (rule: Rule) => readonly Homed[] {
  const found = new Map<Rule, Homed[]>();
  const threw = new Map<Rule, unknown>();
  for (const layer of layers) {
    const { composed, own, base, said } = layer;
    // What is not known of a part can only keep rules from saying what they say of it as it is written.
    if (own === base || composed === asPart(own)) continue;
    const whole = toldOf(composed)(settings);
    for (const [rule, error] of whole.threw) threw.set(rule, error);
    for (const [rule, findings] of whole.found) {
      const before = toldOf(base)(settings);
      if (before.threw.has(rule)) threw.set(rule, before.threw.get(rule));
      const others = found.get(rule) ?? [];
      found.set(rule, others);
      for (const finding of seenFrom(layer, findings, before.found.get(rule) ?? []))
        if (!said().has(keyOf({ rule: rule.id, span: finding.span }))) others.push(finding);
    }
  }
  return (rule) => {
    if (threw.has(rule)) throw threw.get(rule);
    return found.get(rule) ?? [];
  };
}

/** What rules say of an aws-node, as if it stood alone: as long as it is the same, nobody is asked again. */
const toldOf = remembered((install: Install) =>
  remembered((settings: Settings) => {
    const found = new Map<Rule, readonly Finding[]>();
    const threw = new Map<Rule, unknown>();
    const alone: Facts = { ...NO_FACTS, installs: [install] };
    for (const rule of rulesFor(alone, settings)) {
      try {
        const findings = drained(rule.check?.(alone, settings));
        if (findings.length > 0) found.set(rule, findings);
      } catch (error) {
        threw.set(rule, error);
      }
    }
    return { found, threw };
  }),
);

/** What is asked of rules that see the cluster: a document that has an aws-node, in a cluster that runs this one. */
interface Seen {
  readonly facts: Facts;
  readonly cluster: Cluster;
}

/** A document with layers: by itself, and in each of the wholes. */
export interface Layered {
  readonly byItself: Seen;
  readonly wholes: readonly (Seen & { readonly layer: Layer })[];
  /** In each whole it is seen as it is by itself. */
  readonly isSame: boolean;
}

/** The documents that have layers. Each is seen the same way by every rule. */
export function layeredIn(layers: readonly Layer[], cluster: Cluster): ReadonlyMap<Facts, Layered> {
  const byHome = new Map<Facts, Layer[]>();
  for (const layer of layers) {
    const others = byHome.get(layer.home);
    if (others) others.push(layer);
    else byHome.set(layer.home, [layer]);
  }
  const seen = (home: Facts, others: readonly Install[], install: Install): Seen => ({
    facts: { ...home, installs: [...others, install] },
    cluster: withInstall(cluster)(install),
  });
  const layeredOf = ([home, own]: readonly [Facts, readonly Layer[]]): readonly [Facts, Layered] => {
    const { base, composed } = own[0] as Layer;
    const byItself = seen(home, [], base);
    const others = home.installs.filter((install) => !composed.layers?.includes(install));
    const wholes = own.map((layer) => {
      const isSame = layer.composed === base && others.length === 0;
      return { layer, ...(isSame ? byItself : seen(home, others, layer.composed)) };
    });
    return [home, { byItself, wholes, isSame: wholes.every(({ facts }) => facts === byItself.facts) }];
  };
  return new Map([...byHome].map(layeredOf));
}

/** A cluster that runs this aws-node: what follows from it is remembered. */
const withInstall = remembered((cluster: Cluster) => {
  const copy = { ...cluster };
  return remembered((install: Install): Cluster => ({ ...copy, installs: [install] }));
});

/**
 * What a rule finds in them that sees the cluster as well. A base is judged by itself: of what patches make of it their files tell.
 * `ask`: with what is in the document, and what is in sight.
 */
export function inLayersOfCluster(
  { byItself, wholes, isSame }: Layered,
  ask: (facts: Facts, cluster: Cluster) => readonly Finding[],
): readonly Finding[] {
  const before = ask(byItself.facts, byItself.cluster);
  if (isSame && before.length === 0) return before;
  const found = wholes.map(({ layer, facts, cluster }) => ({
    layer,
    found: facts === byItself.facts ? before : ask(facts, cluster),
  }));
  const [first] = wholes;
  if (first && first.layer.own !== first.layer.base)
    return found.flatMap((whole) => seenFrom(whole.layer, whole.found, before));
  // What every overlay mends is no mistake of the base.
  const places = found.map((whole) => new Set(whole.found.map(({ span }) => `${span.start} ${span.end}`)));
  return before.filter(({ span }) => places.every((known) => known.has(`${span.start} ${span.end}`)));
}

/**
 * Findings about a whole, as they are told in the file of one of its layers. What stands in another patch is told there. A place
 * in the base is told with the highest layer, which leads there: without the patches nothing is wrong.
 */
function seenFrom(layer: Layer, found: readonly Finding[], before: readonly Finding[]): Homed[] {
  if (found.length === 0) return [];
  const { composed, own, base, home, isTop } = layer;
  const [here, inBase, all] = [spansOf(own), spansOf(base), spansOf(composed)];
  const known = new Set(before.map(({ span }) => span));
  return found.flatMap((finding): Homed[] => {
    const { span } = finding;
    // Of something else in the document, such as a node group.
    if (!all.has(span) && isIn(home, finding)) return [{ ...finding, home }];
    const fixes = (finding.fixes ?? []).flatMap((fix) => inOwn(fix, layer, span, here) ?? []);
    const related = linked(finding, composed, here);
    if (here.has(span)) return [{ ...finding, related, fixes, home }];
    if (!isTop || !inBase.has(span) || known.has(span)) return [];
    const fact = partAt(composed, span);
    const cause = { span, message: 'It is set here.', ...(fact && { of: fact }) };
    const place = own.containers[0]?.name.span ?? own.span;
    return [{ ...finding, span: place, related: [cause, ...related], fixes, home }];
  });
}

/** A finding that is not about the aws-node: there is something else in the document that it can be about. */
const isIn = (
  { nodeGroups, eniConfigs, policies, workloads, nodeMarks, configMaps }: Facts,
  { of }: Finding,
): boolean =>
  of !== undefined ||
  [nodeGroups, eniConfigs, policies, workloads, nodeMarks, configMaps].some(({ length }) => length > 0);

/** Every place that an aws-node knows of, by identity: places in different files may have the same numbers. */
const spansOf = remembered((install: Install): ReadonlySet<Span> => {
  const spans = new Set<Span>([install.span]);
  for (const { name, span, image, settings, args, env } of install.containers) {
    for (const each of [name.span, span, image?.span, 'key' in env ? env.key : undefined])
      if (each) spans.add(each);
    for (const setting of settings)
      for (const each of [setting.span, setting.name.span, setting.value.span]) spans.add(each);
    for (const argument of args)
      for (const each of [argument.span, argument.valueSpan]) if (each) spans.add(each);
  }
  for (const { name } of install.strangers ?? []) spans.add(name.span);
  for (const { settings } of install.operations ?? [])
    for (const setting of settings ?? []) spans.add(setting.value.span);
  return spans;
});

/** The same wish, about the layer in this file. Undefined: it is about a text of another file. `at`: the finding's place. */
function inOwn(fix: Fix, { own }: Layer, at: Span, here: ReadonlySet<Span>): Fix | undefined {
  const holds = (setting: object) =>
    own.containers.some(({ settings }) => settings.includes(setting as never));
  switch (fix.kind) {
    case 'set':
    case 'set-all':
      return { ...fix, install: own };
    case 'remove':
    case 'move':
      return holds(fix.setting) ? { ...fix, install: own } : undefined;
    case 'value':
      return holds(fix.setting) ? fix : undefined;
    case 'replace': {
      // A part of a text has a place of its own, which is in this file where the whole is.
      const isPart = here.has(at) && at.start <= fix.span.start && fix.span.end <= at.end;
      return here.has(fix.span) || isPart ? fix : undefined;
    }
    default:
      return undefined;
  }
}

/** Places that have to do with it may be in other files: each is found by the part it belongs to, or else left out. */
const linked = (
  { related = [] }: Finding,
  composed: Install,
  here: ReadonlySet<Span>,
): Finding['related'] & object =>
  related.flatMap((other) => {
    const of = other.of ?? partAt(composed, other.span);
    return of || other.home || here.has(other.span) ? [{ ...other, ...(of && { of }) }] : [];
  });
