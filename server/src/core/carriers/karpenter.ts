import type { Facts, NodeGroup, PodLimit, TypeName } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { hasDirective, located, textOf } from './fields.js';
import { typesOfFamilies } from './karpenterTypes.js';
import { isFixed } from './labels.js';
import { allKnown, isWritten, podLimit, strings, typeNames } from './nodeFields.js';
import { areRequiredKnown, type Mark, marksIn, ofGroup, requiredMarks, toldMarks } from './nodeMarks.js';
import { avoided, INSTANCE_TYPE_LABELS } from './nodeSelectors.js';
import { type Zones, zonesAsked } from './nodeZones.js';
import { type UserData, userData } from './userData.js';

/** Karpenter: which nodes it may make, and what it tells them. */
export const karpenter: Carrier = {
  id: 'karpenter',
  title: 'Karpenter',
  mark: /karpenter\.(?:k8s\.aws|sh)\/v\d/,
  outline: /NodePool|Provisioner|EC2NodeClass|AWSNodeTemplate/,
  matches: (object) => readerOf(object) !== undefined,
  read: (object, surroundings) => readerOf(object)?.(object, surroundings) ?? {},
};

type Reader = (object: Node, surroundings: Surroundings) => Partial<Facts>;

function readerOf(object: Node): Reader | undefined {
  const [group = ''] = (text(at(object, 'apiVersion')) ?? '').split('/');
  const readers = Object.hasOwn(READERS, group) ? READERS[group as keyof typeof READERS] : {};
  return Object.entries<Reader>(readers).find(([kind]) => kind === text(at(object, 'kind')))?.[1];
}

const versionOf = (object: Node): string => (text(at(object, 'apiVersion')) ?? '').split('/')[1] ?? '';

const READERS = {
  'karpenter.sh': { NodePool: nodePool, Provisioner: provisioner },
  'karpenter.k8s.aws': { EC2NodeClass: nodeClass, AWSNodeTemplate: nodeClass },
} as const satisfies Record<string, Record<string, Reader>>;

function nodePool(object: Node, { templated }: Surroundings): Partial<Facts> {
  const template = at(object, 'spec', 'template');
  const spec = at(template, 'spec');
  const reference = at(spec, 'nodeClassRef');
  const maker = makerOf(reference);
  if (!maker) return {};
  const requirements = at(spec, 'requirements');
  const used = located(at(reference, 'name'))?.value;
  const isComplete = !templated && !hasDirective(object, at(object, 'spec'), template, spec);
  const labels = at(template, 'metadata', 'labels');
  const annotations = at(template, 'metadata', 'annotations');
  const said = demanded(requirements, labels, templated);
  const derived = isComplete && said.types.length === 0 ? typesOfFamilies(requirements, labels) : undefined;
  return pool(object, {
    maker,
    ...said,
    ...derived,
    ...zonesAsked(requirements, labels, templated),
    marks: [...marksIn(labels), ...marksIn(annotations, 'annotation'), ...requiredMarks(requirements)],
    ...(isComplete &&
      [labels, annotations].every(isFixed) &&
      areRequiredKnown(requirements) && { labelsComplete: true }),
    // Since v1 the class says it.
    podLimits: versionOf(object) === 'v1beta1' ? kubeletLimits(at(spec, 'kubelet'), 'number') : [],
    uses: used !== undefined && maker === 'karpenter' ? [`EC2NodeClass/${used}`] : [],
    complete: isComplete && requirements !== undefined && used !== undefined,
  });
}

/** Undefined: the nodes are those of another cloud, or nobody can tell. */
function makerOf(reference: Node | undefined): NodeGroup['maker'] | undefined {
  if (!reference) return 'karpenter';
  const kind = textOf(at(reference, 'kind'));
  const group = textOf(at(reference, 'group') ?? at(reference, 'apiVersion'));
  if (kind?.value === 'EC2NodeClass') return 'karpenter';
  if (kind?.value === 'NodeClass' && /^eks\.amazonaws\.com\b/.test(group?.value ?? 'eks.amazonaws.com'))
    return 'auto-mode';
  return kind === undefined && /^karpenter\.k8s\.aws\b/.test(group?.value ?? 'karpenter.k8s.aws')
    ? 'karpenter'
    : undefined;
}

function provisioner(object: Node, { templated }: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  const provider = at(spec, 'provider');
  const used = located(at(spec, 'providerRef', 'name'))?.value;
  const { family: _, ...image } = provider ? imageOf(provider, 'AL2') : NO_IMAGE;
  return pool(object, {
    maker: 'karpenter',
    ...demanded(at(spec, 'requirements'), at(spec, 'labels'), templated),
    ...zonesAsked(at(spec, 'requirements'), at(spec, 'labels'), templated),
    marks: [
      ...marksIn(at(spec, 'labels')),
      ...marksIn(at(spec, 'annotations'), 'annotation'),
      ...requiredMarks(at(spec, 'requirements')),
    ],
    ...image,
    podLimits: kubeletLimits(at(spec, 'kubeletConfiguration'), 'number'),
    uses: used === undefined ? [] : [`AWSNodeTemplate/${used}`],
    complete: !templated && !hasDirective(object, spec) && (used !== undefined || provider !== undefined),
  });
}

interface Pool
  extends Pick<NodeGroup, 'maker' | 'podLimits' | 'uses' | 'labelsComplete' | 'complete'>,
    Zones,
    Demanded {
  readonly marks: readonly Mark[];
  readonly image?: Image;
  readonly customImage?: boolean;
}

function pool(object: Node, { named, osIsTold, marks, ...rest }: Pool): Partial<Facts> {
  const name = located(at(object, 'metadata', 'name'));
  const group: NodeGroup = {
    span: object.span,
    ...(name && { name }),
    customImage: false,
    ...rest,
    ...(!osIsTold && { types: [], typesComplete: false, complete: false }),
  };
  return { instanceTypes: named, nodeGroups: [group], nodeMarks: ofGroup(marks, group) };
}

interface Demanded extends Pick<NodeGroup, 'types' | 'typesComplete' | 'os'> {
  /** Types that are written, be it to have them or to have none of them. */
  readonly named: readonly TypeName[];
  /** False: its nodes may have either operating system, and what holds for one does not for the other. */
  readonly osIsTold: boolean;
}

/** Which nodes requirements and labels allow. All of them hold together. */
function demanded(requirements: Node | undefined, labels: Node | undefined, templated: boolean): Demanded {
  const on = (keys: readonly string[], operator: string): readonly Node[] =>
    items(requirements).flatMap((item) => {
      const isOne = keys.includes(text(at(item, 'key')) ?? '') && text(at(item, 'operator')) === operator;
      const values = isOne ? at(item, 'values') : undefined;
      return values ? [values] : [];
    });
  const labelled = (keys: readonly string[]): readonly Node[] => keys.flatMap((key) => at(labels, key) ?? []);
  const allowed = [...on(INSTANCE_TYPE_LABELS, 'In'), ...labelled(INSTANCE_TYPE_LABELS)];
  const excluded = on(INSTANCE_TYPE_LABELS, 'NotIn').flatMap(typeNames);
  // A list that is all known bounds the others.
  const whole = allowed.find(allKnown);
  const names = (list: readonly Located<string>[]) => new Set(list.map(({ value }) => value));
  const others = allowed
    .filter((list) => list !== whole && allKnown(list))
    .map((list) => names(typeNames(list)));
  const none = names(excluded);
  const types = typeNames(whole ?? allowed[0]).filter(
    ({ value }) => others.every((list) => list.has(value)) && !none.has(value),
  );
  const { os, isTold } = systemOf(requirements, labelled(OS_LABELS));
  return {
    types,
    typesComplete: !templated && whole !== undefined && types.length > 0,
    named: [...allowed.flatMap(typeNames), ...avoided(excluded)].sort((a, b) => a.span.start - b.span.start),
    ...(os && { os }),
    osIsTold: isTold,
  };
}

/** `isTold`: nothing is said of it, which leaves it to the class, or exactly one is. */
function systemOf(
  requirements: Node | undefined,
  labels: readonly Node[],
): { readonly os?: (typeof OPERATING_SYSTEMS)[number]; readonly isTold: boolean } {
  const demands = items(requirements).filter((item) => OS_LABELS.includes(text(at(item, 'key')) ?? ''));
  const lists = [...demands.flatMap((item) => at(item, 'values') ?? []), ...labels];
  const names = new Set(lists.flatMap(strings).map(({ value }) => value));
  const os = OPERATING_SYSTEMS.find((name) => names.size === 1 && names.has(name));
  const isPlain = demands.every((item) => text(at(item, 'operator')) === 'In') && lists.every(allKnown);
  if (demands.length === 0 && labels.length === 0) return { isTold: true };
  return os && isPlain ? { os, isTold: true } : { isTold: false };
}

const OS_LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];
const OPERATING_SYSTEMS = ['linux', 'windows'] as const;

/** `form`: what a text means that is not a number. Karpenter counts pods per vCPU up to the other limit. */
const kubeletLimits = (kubelet: Node | undefined, form: 'number' | 'expression'): PodLimit[] =>
  [
    podLimit(at(kubelet, 'maxPods'), 'maxPods', form),
    podLimit(at(kubelet, 'podsPerCore'), 'podsPerCore', 'per-core'),
  ].flatMap((limit) => limit ?? []);

function nodeClass(object: Node, { templated, source }: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  const name = located(at(object, 'metadata', 'name'));
  const kind = text(at(object, 'kind'));
  const isTemplate = kind === 'AWSNodeTemplate';
  const said = imageOf(spec, isTemplate ? 'AL2' : undefined);
  const data = userData(at(spec, 'userData'), source);
  const isWhole = !templated && !hasDirective(object, spec);
  const group: NodeGroup = {
    span: object.span,
    maker: 'karpenter-class',
    ...(name && { name, provides: `${kind}/${name.value}` }),
    types: [],
    typesComplete: false,
    ...(said.image && { image: said.image, os: said.image === 'Windows' ? 'windows' : 'linux' }),
    customImage: said.customImage,
    ...merged(said.family, versionOf(object), ownLimits(object, spec), data),
    uses: [],
    ...(isWhole && !isWritten(at(spec, 'userData')) && { labelsComplete: true }),
    complete: isWhole && IMAGE_FIELDS.some((field) => entry(spec, field) !== undefined || isTemplate),
  };
  const marks = toldMarks(at(spec, 'userData'), source);
  return { nodeGroups: [group], nodeMarks: ofGroup(marks, group), cidrs: data.cidrs };
}

/** In v1 a text is an expression; before, the class said nothing of kubelet. */
function ownLimits(object: Node, spec: Node | undefined): PodLimit[] {
  if (versionOf(object) !== 'v1') return [];
  const kubelet = at(spec, 'kubelet');
  const pods = at(kubelet, 'maxPods');
  const isExpression = pods?.kind === 'scalar' && pods.type === 'string' && !pods.open;
  return kubeletLimits(kubelet, isExpression ? 'expression' : 'number');
}

/**
 * Who wins where user data counts pods, too. Karpenter always writes a number of its own: its NodeConfig is the last of
 * several since v1, and was the first before; settings of Bottlerocket are its own; its start-up script is the last. Only
 * the family Custom is left alone. A flag of kubelet beats what NodeConfigs configure.
 *
 * Source: Karpenter, "NodeClasses", spec.userData, v0.37 and v1.0; pkg/providers/amifamily/bootstrap/nodeadm.go.
 */
function merged(
  family: Family,
  version: string,
  own: readonly PodLimit[],
  { flags, configured, expressions, scripted }: UserData,
): Pick<NodeGroup, 'podLimits' | 'overruled'> {
  if (family === 'Custom' || family === undefined)
    return { podLimits: [...flags, ...configured, ...expressions, ...scripted, ...own] };
  const isLast = family === 'AL2023' && version !== 'v1';
  const podLimits = [...flags, ...(isLast ? configured : []), ...own, ...scripted];
  const overruled = [...(isLast ? [] : configured), ...expressions];
  return { podLimits, ...(overruled.length > 0 && { overruled }) };
}

type Image = Exclude<NodeGroup['image'], undefined>;
type Family = Image | 'Custom' | undefined;

interface ImageFacts {
  readonly family: Family;
  readonly image?: Image;
  readonly customImage: boolean;
}

const NO_IMAGE: ImageFacts = { family: undefined, customImage: false };

const IMAGE_FIELDS = ['amiFamily', 'amiSelectorTerms'];

const FAMILIES: ReadonlyMap<string, Image | 'Custom'> = new Map([
  ['al2', 'AL2'],
  ['al2023', 'AL2023'],
  ['bottlerocket', 'Bottlerocket'],
  ['ubuntu', 'Ubuntu'],
  ['windows2019', 'Windows'],
  ['windows2022', 'Windows'],
  ['windows2025', 'Windows'],
  ['custom', 'Custom'],
]);

/** `assumed`: the family where none is written. */
function imageOf(spec: Node | undefined, assumed: Family): ImageFacts {
  const terms = items(at(spec, 'amiSelectorTerms'));
  const aliases = terms.flatMap((term) => located(at(term, 'alias'))?.value.split('@')[0] ?? []);
  const written = entry(spec, 'amiFamily') ? (located(at(spec, 'amiFamily'))?.value ?? '') : undefined;
  const named = written?.toLowerCase() ?? aliases[0];
  const family = named === undefined ? assumed : FAMILIES.get(named);
  const ownImage =
    terms.some((term) => !entry(term, 'alias')) ||
    OWN_IMAGE.some((field) => entry(spec, field) !== undefined) ||
    family === 'Custom';
  const image = family === 'Custom' ? undefined : family;
  return { family, ...(image && { image }), customImage: ownImage };
}

/** Of AWSNodeTemplate, and of a Provisioner's `provider`. */
const OWN_IMAGE = ['amiSelector', 'launchTemplate', 'launchTemplateName'];
