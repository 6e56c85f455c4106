import type { Cluster } from './model/cluster.js';
import { type Facts, type Install, NO_FACTS } from './model/facts.js';
import { remembered } from './model/remembered.js';
import type { Span } from './model/span.js';
import type { Diagnosis, Finding, Fix, Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

/** An aws-node that is put together from a document of this file and from others: a base and its patches. */
export interface Layer {
  readonly composed: Install;
  /** The layer that is in this file: that of the highest, where there are several. */
  readonly own: Install;
  readonly home: Facts;
  /** What it is without the layers of this file. */
  readonly below: readonly Install[];
  /** Nothing is laid on top of it by other files. */
  readonly isTop: boolean;
  /** What was said already about the document alone, by rule and place. */
  readonly said: ReadonlySet<string>;
}

/** What is put together with a part of these documents. */
export function layersIn(
  documents: readonly { readonly facts: Facts; readonly findings: readonly Diagnosis[] }[],
  { installs }: Cluster,
): readonly Layer[] {
  return installs.flatMap((composed): Layer[] => {
    const layers = composed.layers ?? [];
    const homes = documents.filter(({ facts }) => facts.installs.some((own) => layers.includes(own)));
    const home = homes.at(-1);
    const own = home?.facts.installs.findLast((install) => layers.includes(install));
    if (!home || !own) return [];
    return [
      {
        composed,
        own,
        home: home.facts,
        below: layers.slice(0, layers.indexOf(own)),
        isTop: layers.at(-1) === own,
        said: new Set(home.findings.map(keyOf)),
      },
    ];
  });
}

const keyOf = ({ rule, span }: Pick<Diagnosis, 'rule' | 'span'>): string =>
  `${rule} ${span.start} ${span.end}`;

type Homed = Finding & { readonly home: Facts };

/**
 * What a rule finds in the whole that it does not find in this document alone. A place in another file is the place of a
 * layer below: what is wrong only shows with this one, which says so, and leads there.
 */
export function inLayers(rule: Rule, layer: Layer, settings: Settings): Homed[] {
  const { composed, own, home, below, isTop, said } = layer;
  const found = [...(rule.check?.({ ...NO_FACTS, installs: [composed] }, settings) ?? [])];
  if (found.length === 0) return [];
  const here = spansOf(own);
  const before = new Set(
    below.flatMap((install) =>
      [...(rule.check?.({ ...NO_FACTS, installs: [install] }, settings) ?? [])].map(({ span }) => span),
    ),
  );
  return found
    .filter(({ span }) =>
      here.has(span) ? !said.has(keyOf({ rule: rule.id, span })) : isTop && !before.has(span),
    )
    .map((finding) => ({ ...seenFrom(layer, finding), home }));
}

/** A document with the aws-nodes that its own are a part of, for rules that look at the cluster. */
export const asWhole = (facts: Facts, layers: readonly Layer[]): Facts => {
  const ofFacts = layers.filter(({ home }) => home === facts);
  return ofFacts.length === 0
    ? facts
    : {
        ...facts,
        installs: [
          ...facts.installs.filter(
            (install) => !ofFacts.some(({ composed }) => composed.layers?.includes(install)),
          ),
          ...ofFacts.map(({ composed }) => composed),
        ],
      };
};

/** A finding about a whole, told in the file of one of its layers. */
export function seenFrom({ composed, own }: Layer, finding: Finding): Finding {
  const here = spansOf(own);
  const isOfOthers = !here.has(finding.span) && spansOf(composed).has(finding.span);
  const fixes = (finding.fixes ?? []).flatMap((fix) => inOwn(fix, composed, own, here) ?? []);
  if (!isOfOthers) return { ...finding, related: linked(finding, composed), fixes };
  const place = own.containers[0]?.name.span ?? own.span;
  const fact = partAt(composed, finding.span);
  const cause = { span: finding.span, message: 'It is set here.', ...(fact && { of: fact }) };
  return { ...finding, span: place, related: [cause, ...linked(finding, composed)], fixes };
}

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
  return spans;
});

/** The same wish, about the layer in this file. Undefined: it is about a text of another file. */
function inOwn(fix: Fix, composed: Install, own: Install, here: ReadonlySet<Span>): Fix | undefined {
  // Of something else in the document, such as a node group.
  if (fix.kind !== 'replace' && fix.kind !== 'value' && (!('install' in fix) || fix.install !== composed))
    return fix;
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
    case 'replace':
      return here.has(fix.span) || !spansOf(composed).has(fix.span) ? fix : undefined;
    default:
      return fix;
  }
}

/** Places that have to do with it may be in other files: each is found by the part it belongs to. */
const linked = ({ related = [] }: Finding, composed: Install): Finding['related'] & object =>
  related.map((other) => {
    const of = other.of ?? partAt(composed, other.span);
    return { ...other, ...(of && { of }) };
  });

/** The setting or argument of which a span is the very place. */
function partAt({ containers }: Install, span: Span): object | undefined {
  for (const { settings, args } of containers) {
    const setting = settings.find((each) => [each.span, each.name.span, each.value.span].includes(span));
    const argument = args.find((each) => each.span === span || each.valueSpan === span);
    if (setting || argument) return setting ?? argument;
  }
  return undefined;
}
