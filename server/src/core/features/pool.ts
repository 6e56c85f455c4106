import { type Held, settled } from '../domain/warmPool.js';
import type { Install } from '../model/facts.js';
import { decidingTarget, HOST_PODS, type NodePool, nodePool } from '../model/nodePool.js';
import { type Settings, typeNamed } from '../settings.js';
import { modeName } from './density.js';

export interface PoolHint {
  /** Offset in the document; the hint stands before the character there. */
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: () => string;
}

/** What idle and full nodes hold, beside the target that decides. Nothing where that is not known. */
export function poolHints(
  install: Install,
  settings: Settings,
  types: readonly string[],
  told: Told = NOT_TOLD,
): PoolHint[] {
  const [pool] = poolsOn(install, settings, types, told);
  const target = pool && decidingTarget(install, pool);
  const label = pool && labelOf(pool);
  const tooltip = () => poolMarkdown(install, settings, types, told) ?? '';
  return target && label ? [{ offset: target.setting.value.span.end, label, tooltip }] : [];
}

/** What nodes of the first types hold, idle, half full (or with the pods to expect) and full, as Markdown tables; undefined: that is not known. */
export function poolMarkdown(
  install: Install,
  settings: Settings,
  types: readonly string[],
  told: Told = NOT_TOLD,
): string | undefined {
  const pools = poolsOn(install, settings, types, told);
  return pools.length > 0 ? [...pools.map((pool) => table(pool, settings)), NOTE].join('\n\n') : undefined;
}

/** What kubelet is told on nodes of a type; undefined: not known, and what is recommended is taken. */
export type Told = (type: string) => number | undefined;

const NOT_TOLD: Told = () => undefined;

const MOST_TABLES = 4;

const NOTE =
  'aws-node and kube-proxy count as pods and use the address of the node. Each ENI takes one more address of the subnet for itself.';

const poolsOn = (
  install: Install,
  settings: Settings,
  types: readonly string[],
  told: Told,
): readonly NodePool[] =>
  types.slice(0, MOST_TABLES).flatMap((name) => poolOn(install, settings, name, told(name)) ?? []);

/** The pool of nodes of a type; `podLimit`: what kubelet is told there, where that is known. */
export function poolOn(
  install: Install,
  settings: Settings,
  name: string,
  podLimit: number | undefined,
): NodePool | undefined {
  const { maxPodsCeiling: ceiling, unmanagedEnis } = settings;
  const type = typeNamed(name, settings);
  const limits = { ceiling, unmanagedEnis, ...(podLimit !== undefined && { podLimit }) };
  return type && nodePool(install, type, limits);
}

function labelOf({ node, targets, pods }: NodePool): string | undefined {
  const idle = settled(node, targets, 0);
  const full = settled(node, targets, pods);
  if (!idle || !full) return undefined;
  if (full.waiting > 0)
    return `stops at ${addresses(full.addresses)}, ${full.waiting} ${full.waiting === 1 ? 'pod waits' : 'pods wait'}`;
  return `idle ${addresses(idle.addresses)}; at ${pods + HOST_PODS} pods ${full.addresses}`;
}

const addresses = (count: number): string => `${count} address${count === 1 ? '' : 'es'}`;

function table(pool: NodePool, { podsPerNode }: Settings): string {
  const { node, targets, pods: most } = pool;
  const counts = [...new Set([0, Math.min(podsPerNode ?? Math.floor(most / 2), most), most])];
  const rows = counts.flatMap((pods) => settled(node, targets, pods) ?? []);
  const columns = COLUMNS.filter(({ isShown }) => isShown?.(rows) ?? true);
  return [
    `Warm pool on \`${pool.type}\`, here with ${modeName(pool.mode)}`,
    '',
    line(columns.map(({ title }) => title)),
    // Centred: hovers set the columns close together.
    line(columns.map(() => ':-:')),
    ...rows.map((held) => line(columns.map(({ cell }) => cell(held)))),
    '',
    reasons(rows),
  ].join('\n');
}

interface Column {
  readonly title: string;
  readonly cell: (held: Held) => string | number;
  readonly isShown?: (rows: readonly Held[]) => boolean;
}

const COLUMNS: readonly Column[] = [
  { title: 'pods', cell: ({ pods }) => (pods === 0 ? 'idle' : pods + HOST_PODS) },
  { title: 'ENIs', cell: ({ enis }) => enis },
  {
    title: 'prefixes',
    cell: ({ prefixes = 0 }) => prefixes,
    isShown: (rows) => rows.some(({ prefixes }) => prefixes !== undefined),
  },
  { title: 'addresses', cell: ({ addresses: held }) => held },
  { title: 'free', cell: ({ free }) => free },
  {
    title: 'pods without',
    cell: ({ waiting }) => waiting,
    isShown: (rows) => rows.some(({ waiting }) => waiting > 0),
  },
  { title: 'steady', cell: ({ steady }) => (steady ? 'yes' : '**no**') },
];

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Why an idle node and a full one hold what they hold. */
function reasons(rows: readonly Held[]): string {
  const [idle = '', full = ''] = [rows[0]?.why, rows.at(-1)?.why];
  if (idle === full) return full;
  // What decides is often the same, and only the full node says what stops it.
  return full.startsWith(`${idle} `)
    ? `${idle}\n\nFull: ${full.slice(idle.length + 1)}`
    : `Idle: ${idle}\n\nFull: ${full}`;
}
