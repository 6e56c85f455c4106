import { DEFINITIONS } from '../domain/addonSchema.js';
import { isVariable } from '../domain/variables.js';
import { parseVersion } from '../domain/versions.js';
import type { AddonConfiguration, Field, Text } from '../model/facts.js';
import { embeddedDocument } from '../model/nested.js';
import type { Problem } from '../model/source.js';
import type { Located, Span } from '../model/span.js';
import { at, type Entry, entry, type MapNode, type Node, type ScalarNode, text } from '../model/tree.js';
import type { Reading, Surroundings } from './carrier.js';
import { fields, lostKeys, textOf } from './fields.js';
import { readValues } from './valuesInstall.js';

/** The name under which EKS has the plugin. */
export const ADDON = 'vpc-cni';

/** Where the add-on is installed, and what is said there. */
export interface Addon {
  /** All of what installs it. */
  readonly span: Span;
  readonly place: AddonConfiguration['place'];
  /** The name of the add-on, as it is written. */
  readonly name: Located<string>;
  /** See `Install.cluster`. */
  readonly cluster?: string;
  /** The key of the configuration, and the text behind it. */
  readonly configuration?: Entry;
  readonly version?: Node;
  readonly conflicts?: Node;
  /** IP family of the cluster; undefined: not known. */
  readonly family?: 4 | 6;
  /** It is not certain that all of this comes to be: a patch, a condition. */
  readonly partial?: boolean;
}

/**
 * What an installation of the add-on says. EKS puts the configuration on top of its manifest. Without a configuration, nothing is
 * said of aws-node: people who have none set variables by hand, and EKS leaves them as long as it is not told to overwrite.
 */
export function readAddon(addon: Addon, surroundings: Surroundings): Reading {
  const { configuration } = addon;
  // What stands there alone may be filled in by a template.
  const isWritten = configuration && (isSomething(configuration.value) || surroundings.templated);
  return isWritten ? configured(addon, configuration, surroundings) : bare(addon, surroundings);
}

function bare(addon: Addon, surroundings: Surroundings): Reading {
  const said = saidOf(addon);
  const isReset = said.conflicts?.value?.toLowerCase() === 'overwrite';
  const complete = isReset && !addon.partial && !surroundings.templated;
  const none: AddonConfiguration = { ...said, fields: [], complete };
  return { ...(complete && installs(addon, [], none, surroundings)), addons: [none] };
}

function configured(addon: Addon, { key, value, span }: Entry, surroundings: Surroundings): Reading {
  const said = saidOf(addon);
  const { root, form, problem, isCut, embedded, templated } = documentOf(value, surroundings);
  const field: Field = {
    path: key.text,
    name: key.text,
    key: key.span,
    value: value.span,
    span,
    shape: value.kind,
    flow: value.kind === 'map' && value.flow,
    ...(key.shared && { shared: true }),
  };
  const facts: AddonConfiguration = {
    ...said,
    configuration: {
      span: value.span,
      form,
      field,
      ...(problem && { problem }),
      ...(isCut && { isCut }),
    },
    fields: root ? fields(root) : [],
    complete:
      root !== undefined && !templated && !addon.partial && !hasDoubtfulKeys(root) && isFinal(said.conflicts),
  };
  if (!root) return { addons: [facts], clusterSettings: [{ kind: 'unread-install', span: key.span }] };
  return {
    ...described(root, templated),
    ...installs(addon, [root], facts, { ...surroundings, templated }),
    addons: [facts],
    ...(embedded && { embedded: [embedded] }),
  };
}

/** What is said of the add-on beside its configuration. */
function saidOf(
  addon: Addon,
): Pick<AddonConfiguration, 'span' | 'place' | 'version' | 'release' | 'conflicts'> {
  const { span, place, version } = addon;
  const conflicts = textOf(addon.conflicts);
  return { span, place, ...versionOf(version), ...(conflicts && { conflicts }) };
}

/** A configuration that stands alone in its file. */
export function readConfiguration(root: MapNode, surroundings: Surroundings): Reading {
  const [first] = root.entries;
  const name = { value: ADDON, span: first?.key.span ?? root.span };
  const { templated } = surroundings;
  const facts: AddonConfiguration = {
    span: root.span,
    place: 'file',
    configuration: { span: root.span, form: 'text' },
    fields: fields(root),
    complete: !templated && !hasDoubtfulKeys(root),
  };
  return {
    ...described(root, templated),
    ...installs({ span: root.span, place: 'file', name }, [root], facts, surroundings),
    addons: [facts],
  };
}

/** The configuration itself, for whoever explains and checks its fields. */
const described = (root: MapNode, templated: boolean): Reading => ({
  objects: [{ kind: 'AddonConfiguration', span: root.span, fields: fields(root) }],
  structures: templated ? [] : [{ schema: 'addonconfiguration', node: root }],
  lostKeys: templated ? [] : lostKeys(root),
});

interface Document {
  readonly root: MapNode | undefined;
  readonly form: 'text' | 'map' | 'unreadable' | 'open';
  readonly problem?: Problem;
  readonly isCut?: boolean;
  readonly embedded?: Span;
  readonly templated: boolean;
}

function documentOf(node: Node, { templated, source }: Surroundings): Document {
  const quote = strayQuote(node, source);
  if (quote) return { root: undefined, form: 'unreadable', problem: quote, isCut: true, templated: true };
  const open: Document = { root: undefined, form: 'open', templated: true };
  if (node.kind === 'map') return { root: node, form: 'map', templated };
  if (node.kind === 'list' || node.type !== 'string' || !isSomething(node)) return open;
  const { root, problems, templated: isTemplate, embedded } = embeddedDocument(node, source);
  const [problem] = problems;
  // A template may put in what is missing.
  if (problem) return templated ? open : { root: undefined, form: 'unreadable', problem, templated: true };
  if (root?.kind !== 'map') return open;
  return { root, form: 'text', embedded, templated: templated || isTemplate || node.conditional };
}

/** `"{ "A": "b" }"`: the text ends at the second quote, and what follows it is lost to any reader. */
function strayQuote({ span }: Node, source: string): Problem | undefined {
  const lead = /"[\s{[]*[{[]\s*(")[\w$]/y;
  lead.lastIndex = span.start;
  const found = lead.exec(source);
  if (!found) return undefined;
  const start = lead.lastIndex - 2;
  return { span: { start, end: start + 1 }, message: 'this quote ends the text' };
}

/** Nothing keeps what others have set in the cluster from being as it is written here. */
const isFinal = (conflicts: Text | undefined): boolean =>
  conflicts === undefined || /^(?:none|overwrite)$/i.test(conflicts.value ?? '');

/** A key that is filled in later may be any, and one in the wrong place was meant to be another. */
const hasDoubtfulKeys = (root: MapNode): boolean =>
  [root, at(root, 'init')].some(
    (map) => map?.kind === 'map' && map.entries.some(({ key }) => isDoubtful(key)),
  );

const isDoubtful = ({ open, text: name }: ScalarNode): boolean =>
  open || isVariable(name) || NAMES_OF_SCHEMA.has(name);

const NAMES_OF_SCHEMA = new Set(['VpcCni', 'properties', 'definitions', ...Object.keys(DEFINITIONS)]);

const isSomething = (node: Node): boolean =>
  node.kind !== 'scalar' || node.open || (node.type !== 'null' && node.text.trim() !== '');

/** Of `v1.18.5-eksbuild.1`. */
export function versionOf(node: Node | undefined): Pick<AddonConfiguration, 'version' | 'release'> {
  const version = textOf(node);
  const parsed = parseVersion(version?.value ?? '');
  return {
    ...(version && { version }),
    ...(parsed && { release: `${parsed.major}.${parsed.minor}.${parsed.patch}` }),
  };
}

function installs(
  { name, span, family, cluster }: Addon,
  layers: readonly MapNode[],
  { release, complete }: Pick<AddonConfiguration, 'release' | 'complete'>,
  { templated, cniVersion }: Surroundings,
): Reading {
  const known = family ?? (layers.some(isForIpv4) ? 4 : undefined);
  const version = release ?? (cniVersion || undefined);
  const read = readValues(layers, {
    form: 'addon',
    anchor: name,
    span,
    ...(version && { release: version }),
    complete,
    templated,
    ...(known && { ipv6: known === 6 }),
  });
  return cluster === undefined
    ? read
    : { ...read, installs: (read.installs ?? []).map((install) => ({ ...install, cluster })) };
}

/** It sets what only clusters of IPv4 read: in one of IPv6 nothing is translated, and there is no warm pool to size. */
const isForIpv4 = (root: Node): boolean => {
  const env = at(root, 'env');
  return (
    text(at(env, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG')) === 'true' ||
    text(at(env, 'ENABLE_V6_EGRESS')) === 'true' ||
    OF_IPV4.some((name) => entry(env, name) !== undefined)
  );
};

const OF_IPV4 = [
  'AWS_VPC_K8S_CNI_EXTERNALSNAT',
  'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS',
  'AWS_VPC_K8S_CNI_RANDOMIZESNAT',
  'MINIMUM_IP_TARGET',
  'WARM_ENI_TARGET',
  'WARM_IP_TARGET',
];
