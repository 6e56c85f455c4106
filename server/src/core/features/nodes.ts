import type { Analysis } from '../analysis.js';
import type { InstanceType } from '../domain/instances.js';
import { kubeletLimit } from '../domain/kubeletLimit.js';
import { expressionPods } from '../domain/maxPodsExpression.js';
import type { Cluster } from '../model/cluster.js';
import { DEFAULT_MODE, daemonSetPods, type InSight, inSight, WINDOWS_MODE } from '../model/cluster.js';
import type { Facts, NodeGroup, OtherCni, PodLimit } from '../model/facts.js';
import { dialectOf } from '../rules/support/expressions.js';
import { capacityOf, type Nodes, nodesOf } from '../rules/support/nodes.js';
import { type Settings, typeNamed } from '../settings.js';
import { densityMarkdown, podsText } from './density.js';
import { code } from './words.js';

/** A hint at an offset of the document, behind what stands there. */
export interface LocalHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

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
export function nodeHints(facts: Facts, cluster: Cluster, settings: Settings): LocalHint[] {
  if (facts.instanceTypes.length + facts.nodeGroups.length === 0) return [];
  const [other] = cluster.otherCnis;
  const here = inSight(cluster);
  return [
    ...facts.instanceTypes.flatMap(({ value, span }): LocalHint[] => {
      const group = groupAt(facts, span.start);
      const label = other ? otherLabel(value, other, settings) : typeLabel(value, group, here, settings);
      if (!label) return [];
      return [{ offset: span.end, label, tooltip: typeMarkdown(value, group, cluster, settings) }];
    }),
    ...(other ? [] : limitHints(facts, cluster, here, settings)),
  ];
}

/** The group that makes nodes of the type that stands there. */
export const groupAt = ({ nodeGroups }: Facts, offset: number): NodeGroup | undefined =>
  nodeGroups.find(({ types }) => types.some(({ span }) => span.start <= offset && offset <= span.end));

const otherLabel = (name: string, { name: cni }: OtherCni, settings: Settings): string | undefined =>
  typeNamed(name, settings) && `no limit by ENIs: ${cni}`;

function typeLabel(
  name: string,
  group: NodeGroup | undefined,
  { mode }: InSight,
  settings: Settings,
): string | undefined {
  if (group?.maker === 'auto-mode') {
    const type = typeNamed(name, settings);
    const limit = type && kubeletLimit(type, 'auto-mode', DEFAULT_MODE);
    return limit && `${limit.pods} pods`;
  }
  if (group?.os === 'windows') return podsText([name], WINDOWS_MODE, settings);
  if (mode) return podsText([name], mode, settings);
  const plain = podsText([name], DEFAULT_MODE, settings);
  const prefixes = podsText([name], { ...DEFAULT_MODE, prefixDelegation: true }, settings);
  return plain && prefixes && plain !== prefixes
    ? `${plain}, ${prefixes.replace(' pods', '')} with prefixes`
    : plain;
}

/** The modes of a type side by side, with what it costs and how sure the present one is. */
export function typeMarkdown(
  name: string,
  group: NodeGroup | undefined,
  cluster: Cluster,
  settings: Settings,
): string {
  const [other] = cluster.otherCnis;
  if (other) return otherMarkdown(name, other);
  const { mode, certain } = inSight(cluster);
  const daemons = daemonSetPods(cluster, settings);
  const present = group?.os === 'windows' ? WINDOWS_MODE : mode;
  const table = densityMarkdown(name, present, withDaemonSets(settings, cluster));
  return [
    table,
    daemons.names.length > 0 &&
      `DaemonSets on every node: ${daemons.names.slice(0, 8).map(code).join(', ')}.`,
    group?.maker === 'auto-mode'
      ? 'EKS Auto Mode sets up the plugin by itself, and takes 110 pods at most.'
      : certain
        ? undefined
        : mode
          ? 'No aws-node is in sight: its defaults are taken.'
          : 'The configuration of aws-node is not all in sight, or differs between files: no mode is marked.',
  ]
    .filter(Boolean)
    .join('\n\n');
}

const otherMarkdown = (name: string, { name: cni, usesEnis }: OtherCni): string =>
  usesEnis
    ? `${cni} hands out the pod addresses in this cluster, from ENIs but by its own settings: what aws-node would reach on ${code(name)} does not apply.`
    : `${cni} hands out the pod addresses in this cluster: ENIs do not limit the pods of ${code(name)}, and kubelet's own limit holds.`;

function limitHints(facts: Facts, cluster: Cluster, { mode }: InSight, settings: Settings): LocalHint[] {
  const nodes = nodesOf(facts, cluster, settings);
  return facts.nodeGroups.flatMap(({ podLimits }) =>
    podLimits.flatMap((limit): LocalHint[] => {
      const label = limitLabel(
        limit,
        nodes.filter((n) => n.limits.includes(limit)),
        mode,
        settings,
      );
      if (!label) return [];
      return [
        {
          offset: limit.text.span.end,
          label,
          tooltip: limitMarkdown(limit, facts, cluster, settings) ?? label,
        },
      ];
    }),
  );
}

function limitLabel(
  limit: PodLimit,
  nodes: readonly Nodes[],
  mode: InSight['mode'],
  settings: Settings,
): string | undefined {
  const types = nodes.flatMap((each) => each.types.map((type) => ({ each, type })));
  if (limit.form === 'number') {
    if (!mode) return undefined;
    const carried = types.map(({ each, type }) => capacityOf(each, type, mode, settings)?.raw);
    return rangeText(carried, (range) => `ENIs carry ${range}`);
  }
  const sign = limit.form === 'expression' ? '=' : '≤';
  const told = types.map(({ type }) => toldBy(limit, type));
  return rangeText(told, (range) => `${sign} ${range} pods`);
}

/** The pods that a limit comes to on a type; undefined: a figure is not known, or the expression is no number. */
function toldBy(limit: PodLimit, type: InstanceType): number | undefined {
  const { form, value, text } = limit;
  switch (form) {
    case 'number':
      return value;
    case 'per-core':
      return value === undefined || type.vcpus === undefined ? undefined : value * type.vcpus;
    case 'expression':
      return text.value === undefined ? undefined : expressionPods(text.value, type, dialectOf(limit));
  }
}

/** `17–58`; undefined where one of the figures is not known, or there is none. */
function rangeText(
  figures: readonly (number | undefined)[],
  text: (range: string) => string,
): string | undefined {
  const known = figures.flatMap((figure) => figure ?? []);
  if (known.length === 0 || known.length < figures.length) return undefined;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return text(least === most ? `${least}` : `${least}–${most}`);
}

/** Where the user gives no number of DaemonSet pods, those in sight. */
export const withDaemonSets = (settings: Settings, cluster: Cluster): Settings => ({
  ...settings,
  daemonSetPods: daemonSetPods(cluster, settings).count,
});

/** What the number is against what the ENIs carry, for each type in sight. */
export function limitMarkdown(
  limit: PodLimit,
  facts: Facts,
  cluster: Cluster,
  settings: Settings,
): string | undefined {
  const [other] = cluster.otherCnis;
  if (other) return `${other.name} hands out the pod addresses in this cluster: ENIs do not limit pods.`;
  const nodes = nodesOf(facts, cluster, settings).filter((n) => n.limits.includes(limit));
  const { mode, certain } = inSight(cluster);
  const rows = nodes.flatMap((each) => each.types.map((type) => row(limit, each, type, mode, settings)));
  const shown = [...new Set(rows)].slice(0, 12);
  return [
    `**${limit.field}**: ${FORMS[limit.form]}`,
    shown.length > 0 && ['| type | kubelet | ENIs carry |', '| :-- | :-: | :-: |', ...shown].join('\n'),
    rows.length > shown.length && `… and ${rows.length - shown.length} more types.`,
    nodes.every(({ types }) => types.length === 0) && 'No instance type of these nodes is in sight.',
    mode && !certain && 'No aws-node is in sight: its defaults are taken.',
    !mode && 'The configuration of aws-node is not all in sight: what the ENIs carry is not known.',
  ]
    .filter(Boolean)
    .join('\n\n');
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
  const density = mode && capacityOf(nodes, type, mode, settings);
  return `| \`${type.name}\` | ${toldBy(limit, type) ?? '?'} | ${density ? density.raw : '?'} |`;
}
