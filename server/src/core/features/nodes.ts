import type { Analysis } from '../analysis.js';
import type { InstanceType } from '../domain/instances.js';
import { kubeletLimit } from '../domain/kubeletLimit.js';
import {
  type Cluster,
  DEFAULT_MODE,
  daemonSetPods,
  type InSight,
  inSight,
  windowsMode,
} from '../model/cluster.js';
import type { Facts, OtherCni, PodLimit, TypeName } from '../model/facts.js';
import { podsBy } from '../rules/support/expressions.js';
import { capacityOf, type Nodes } from '../rules/support/nodes.js';
import { type Settings, typeNamed } from '../settings.js';
import { densityMarkdown, podsText } from './density.js';
import { type NodesHere, nodesHere, type Taken, takenOn } from './takenPods.js';
import { code } from './words.js';

/** A hint at an offset of the document, behind what stands there. */
export interface LocalHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: () => string;
}

/** The offsets at which hints are wanted. */
export type IsWanted = (offset: number) => boolean;

/** Instance types named in a file, from top to bottom, then those of node groups near it, each once. */
export const typesInSight = ({ documents, cluster }: Analysis): readonly string[] => [
  ...new Set([
    ...documents.flatMap(({ facts }) =>
      facts.instanceTypes
        .filter(({ avoided }) => !avoided)
        .sort((a, b) => a.span.start - b.span.start)
        .map(({ value }) => value),
    ),
    ...cluster.nodeGroups.flatMap(({ types }) => types.map(({ value }) => value)),
  ]),
];

/** Pods at every instance type, and what the ENIs carry at every number that kubelet is told. */
export function nodeHints(
  facts: Facts,
  cluster: Cluster,
  settings: Settings,
  isWanted: IsWanted,
): LocalHint[] {
  const types = facts.instanceTypes.filter(({ span }) => isWanted(span.end));
  const limits = facts.nodeGroups.flatMap(({ podLimits }) =>
    podLimits.filter(({ text }) => isWanted(text.span.end)),
  );
  if (types.length + limits.length === 0) return [];
  const [other] = cluster.otherCnis;
  const here = nodesHere(facts, cluster, settings);
  return [
    ...types.flatMap((place): LocalHint[] => {
      const label = other
        ? otherLabel(place.value, other, settings)
        : typeLabel(place, here, cluster, settings);
      const tooltip = () => typeMarkdown(place, here, cluster, settings);
      return label ? [{ offset: place.span.end, label, tooltip }] : [];
    }),
    ...limits.flatMap((limit): LocalHint[] => {
      const label = other ? undefined : limitLabel(limit, here, cluster, settings);
      const tooltip = () => limitMarkdown(limit, here, cluster, settings);
      return label ? [{ offset: limit.text.span.end, label, tooltip }] : [];
    }),
  ];
}

const otherLabel = (name: string, { name: cni }: OtherCni, settings: Settings): string | undefined =>
  typeNamed(name, settings) && `no limit by ENIs: ${cni}`;

function typeLabel(
  { value: name, span }: TypeName,
  here: NodesHere,
  cluster: Cluster,
  settings: Settings,
): string | undefined {
  const group = here.groupAt(span.start);
  if (group?.maker === 'auto-mode') {
    const type = typeNamed(name, settings);
    const limit = type && kubeletLimit(type, 'auto-mode', DEFAULT_MODE);
    return limit && podsOf(limit.pods);
  }
  const { mode } = inSight(cluster);
  const taken = takenAt(span.start, here, cluster, settings);
  if (taken) return podsOf(taken.pods);
  if (group?.os === 'windows') {
    const windows = windowsMode(cluster);
    return windows && podsText([name], windows, settings);
  }
  if (mode) return podsText([name], mode, settings);
  const plain = podsText([name], DEFAULT_MODE, settings);
  const prefixes = podsText([name], { ...DEFAULT_MODE, prefixDelegation: true }, settings);
  return plain && prefixes && plain !== prefixes
    ? `${plain}, ${prefixes.replace(' pods', '')} with prefixes`
    : plain;
}

const podsOf = (count: number): string => `${count} ${count === 1 ? 'pod' : 'pods'}`;

function takenAt(start: number, here: NodesHere, cluster: Cluster, settings: Settings): Taken | undefined {
  const found = here.nodesAt(start);
  return found && takenOn(found, cluster, settings);
}

/** The modes of a type side by side, what nodes of it take here, what they cost, and how sure the present mode is. */
export function typeMarkdown(
  { value: name, span }: TypeName,
  here: NodesHere,
  cluster: Cluster,
  settings: Settings,
): string {
  const [other] = cluster.otherCnis;
  if (other) return otherMarkdown(name, other);
  const { mode } = inSight(cluster);
  const group = here.groupAt(span.start);
  const daemons = daemonSetPods(cluster, settings);
  const taken = takenAt(span.start, here, cluster, settings);
  const present = group?.os === 'windows' ? windowsMode(cluster) : mode;
  return paragraphs(
    taken && takenText(taken),
    densityMarkdown(name, present, withDaemonSets(settings, cluster), taken?.pods),
    daemons.names.length > 0 &&
      `DaemonSets on every node: ${daemons.names.slice(0, 8).map(code).join(', ')}.`,
    group?.maker === 'auto-mode'
      ? 'EKS Auto Mode sets up the plugin by itself, and takes 110 pods at most.'
      : howSure(inSight(cluster)),
  );
}

/** Why these nodes take so many pods. */
function takenText({ pods, told, carried }: Taken): string {
  const by = told.limit?.field ?? told.formula;
  const said = `kubelet is told ${told.pods}${by ? ` (${code(by)})` : ''}`;
  const lack = carried && carried.raw < told.pods ? `, and the ENIs carry ${carried.raw}` : '';
  return `**${podsOf(pods)} on these nodes**: ${said}${lack}.`;
}

const howSure = ({ mode, certain }: InSight): string | undefined => {
  if (certain) return undefined;
  return mode
    ? 'No aws-node is in sight: its defaults are taken.'
    : 'The configuration of aws-node is not all in sight, or differs between files: no mode is marked.';
};

const otherMarkdown = (name: string, { name: cni, usesEnis }: OtherCni): string =>
  usesEnis
    ? `${cni} hands out the pod addresses in this cluster, from ENIs but by its own settings: what aws-node would reach on ${code(name)} does not apply.`
    : `${cni} hands out the pod addresses in this cluster: ENIs do not limit the pods of ${code(name)}, and kubelet's own limit holds.`;

/** Where the user gives no number of DaemonSet pods, those in sight. */
export const withDaemonSets = (settings: Settings, cluster: Cluster): Settings => ({
  ...settings,
  daemonSetPods: daemonSetPods(cluster, settings).count,
});

function limitLabel(
  limit: PodLimit,
  here: NodesHere,
  cluster: Cluster,
  settings: Settings,
): string | undefined {
  const { mode } = inSight(cluster);
  const types = here.toldBy(limit).flatMap((nodes) => nodes.types.map((type) => ({ nodes, type })));
  if (limit.form === 'number') {
    // In IPv6 mode one prefix of the primary ENI serves all pods.
    if (!mode || mode.ipv6) return undefined;
    const carried = types.map(({ nodes, type }) => capacityOf(nodes, type, mode, settings)?.raw);
    return rangeText(carried, (range) => `ENIs carry ${range}`);
  }
  const sign = limit.form === 'expression' ? '=' : '≤';
  const told = types.map(({ nodes, type }) => comesTo(limit, nodes, type));
  return rangeText(told, (range) => `${sign} ${range} pods`);
}

/** The pods that a limit comes to on a type; undefined: a figure is not known, or the expression is no number. */
function comesTo(limit: PodLimit, { image }: Nodes, type: InstanceType): number | undefined {
  const { form, value } = limit;
  switch (form) {
    case 'number':
      return value;
    case 'per-core':
      // Bottlerocket does not read it.
      if (image === 'Bottlerocket' || value === undefined || type.vcpus === undefined) return undefined;
      return value * type.vcpus;
    case 'expression':
      return podsBy(limit, type);
  }
}

/** `17–58`; undefined where one of the figures is not known, or there is none. */
function rangeText(
  figures: readonly (number | undefined)[],
  text: (range: string) => string,
): string | undefined {
  const known = figures.flatMap((figure) => figure ?? []);
  if (known.length === 0 || known.length < figures.length) return undefined;
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  return text(least === most ? `${least}` : `${least}–${most}`);
}

const MOST_ROWS = 12;

/** What the number is against what the ENIs carry, for each type in sight. */
export function limitMarkdown(
  limit: PodLimit,
  here: NodesHere,
  cluster: Cluster,
  settings: Settings,
): string {
  const [other] = cluster.otherCnis;
  if (other) return `${other.name} hands out the pod addresses in this cluster: ENIs do not limit pods.`;
  const { mode, certain } = inSight(cluster);
  const told = here.toldBy(limit);
  const rows = [
    ...new Set(told.flatMap((nodes) => nodes.types.map((type) => row(limit, nodes, type, mode, settings)))),
  ];
  return paragraphs(
    `**${limit.field}**: ${FORMS[limit.form]}`,
    rows.length > 0 &&
      ['| type | kubelet | ENIs carry |', '| :-- | :-: | :-: |', ...rows.slice(0, MOST_ROWS)].join('\n'),
    rows.length > MOST_ROWS && `… and ${rows.length - MOST_ROWS} more types.`,
    rows.length === 0 && 'No instance type of these nodes is in sight.',
    mode?.ipv6 && 'In IPv6 mode one prefix of the primary ENI serves all pods.',
    mode && !certain && 'No aws-node is in sight: its defaults are taken.',
    !mode && 'The configuration of aws-node is not all in sight: what the ENIs carry is not known.',
  );
}

const FORMS: Readonly<Record<PodLimit['form'], string>> = {
  number: 'pods that kubelet admits to a node, whether or not they get an address.',
  expression: 'counts the pods of each instance type (CEL).',
  'per-core': 'pods for each vCPU, at most.',
};

function row(
  limit: PodLimit,
  nodes: Nodes,
  type: InstanceType,
  mode: InSight['mode'],
  settings: Settings,
): string {
  const density = mode && !mode.ipv6 ? capacityOf(nodes, type, mode, settings) : undefined;
  return `| \`${type.name}\` | ${comesTo(limit, nodes, type) ?? '?'} | ${density ? density.raw : '?'} |`;
}

const paragraphs = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join('\n\n');
