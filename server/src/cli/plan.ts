import { type Cidr, explainCidr, network, overlaps, parseCidr, print } from '../core/domain/cidr.js';
import { type SubnetForecast, subnetForecast } from '../core/domain/subnetForecast.js';
import { type Held, settled } from '../core/domain/warmPool.js';
import { withCommas } from '../core/domain/withCommas.js';
import { counted, figures } from '../core/features/words.js';
import { type EnvironmentOptions, ignoredValues, nodePlan, type Runnable } from './environment.js';
import type { ExitStatus } from './exitStatus.js';
import { item, wrapped } from './maxPods.js';
import { inWords } from './pool.js';

export interface PlanOptions extends EnvironmentOptions {
  /** Subnets, apart from each other. With custom networking those of the ENIConfigs. */
  readonly cidr: readonly Cidr[];
  readonly type: string;
  /** Pods with an address of their own: neither aws-node, nor kube-proxy, nor pods on branch ENIs. */
  readonly podsPerNode: number;
  readonly nodes?: number;
  readonly format: 'text' | 'json';
}

/** As `--format json` prints it; null for what is not known, or has no bounds. */
interface PlanAnswer {
  readonly instanceType: string;
  readonly podsPerNode: number;
  /** What one node holds; `addresses` for pods, `prefixes` only with prefix delegation. */
  readonly perNode: { readonly enis: number; readonly addresses: number; readonly prefixes?: number } | null;
  readonly subnets: readonly ({
    readonly cidr: string;
    readonly nodes: number | null;
  } & Partial<Omit<SubnetForecast, 'nodes'>>)[];
  /** In all subnets. */
  readonly nodes: number | null;
  /** With `--nodes`. */
  readonly fits?: boolean;
  readonly notes: readonly string[];
}

/** A block that can be a subnet, or what is wrong with it. */
export function subnetNamed(text: string): Cidr | { readonly complaint: string } {
  const block = parseCidr(text);
  if (!block) return { complaint: `It ${explainCidr(text)?.message ?? 'is not a block'}.` };
  if (block.family === 4 && (block.prefixLength < 16 || block.prefixLength > 28))
    return { complaint: 'A subnet is a block from /16 to /28.' };
  return block;
}

/** Two blocks that overlap, if there are any. */
export function overlapping(blocks: readonly Cidr[]): readonly [Cidr, Cidr] | undefined {
  const sorted = blocks
    .map((block) => ({ block, start: network(block).address }))
    .sort((a, b) => {
      if (a.block.family !== b.block.family) return a.block.family - b.block.family;
      if (a.start !== b.start) return a.start < b.start ? -1 : 1;
      return a.block.prefixLength - b.block.prefixLength;
    });
  // A block that holds others holds the one behind it.
  for (const [i, { block }] of sorted.entries()) {
    const next = sorted[i + 1]?.block;
    if (next && overlaps(block, next)) return [next, block];
  }
  return undefined;
}

/** Prints how many nodes fit into subnets. The status is 1 where `--nodes` do not fit, or it is not known. */
export function printPlan(options: PlanOptions): ExitStatus {
  const plan = nodePlan(options.type, options);
  if (plan.kind === 'refused') {
    for (const complaint of plan.complaints) process.stderr.write(`vpc-cni: ${complaint}\n`);
    return 2;
  }
  for (const ignored of ignoredValues(options.env)) process.stderr.write(`vpc-cni: ${ignored}\n`);
  const answer = planOf(plan, options);
  process.stdout.write(
    options.format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : `${asText(answer, plan, options)}\n`,
  );
  const isAnswered = plan.kind === 'pool' || plan.kind === 'ipv6';
  return isAnswered && (options.nodes === undefined || answer.fits) ? 0 : 1;
}

/** How it is printed is another matter. */
type Asked = Omit<PlanOptions, 'format'>;
type Share = Pick<Held, 'enis' | 'addresses' | 'prefixes'>;

/** What `--format json` prints. */
export function planOf(plan: Runnable, { type, podsPerNode, cidr, nodes }: Asked): PlanAnswer {
  const share = shareOf(plan, podsPerNode);
  const customNetworking = plan.kind === 'pool' && plan.mode.customNetworking;
  const subnets = cidr.map((block) => ({
    cidr: print(network(block)),
    nodes: null,
    ...(share && subnetForecast(block, share, { customNetworking })),
  }));
  const bounded = subnets.filter((subnet) => subnet.nodes !== null);
  const all = bounded.length > 0 ? bounded.reduce((sum, subnet) => sum + (subnet.nodes ?? 0), 0) : null;
  // In IPv6 mode nothing runs out; otherwise no bounds means that nobody knows.
  const fits = all === null ? (plan.kind === 'ipv6' ? true : undefined) : nodes !== undefined && nodes <= all;
  return {
    instanceType: type,
    podsPerNode,
    perNode: share
      ? {
          enis: share.enis,
          addresses: share.addresses,
          ...(share.prefixes !== undefined && { prefixes: share.prefixes }),
        }
      : null,
    subnets,
    nodes: all,
    ...(nodes !== undefined && fits !== undefined && { fits }),
    notes: notesOf(plan, podsPerNode, cidr),
  };
}

function shareOf(plan: Runnable, pods: number): Share | undefined {
  if (plan.kind === 'pool') return settled(plan.node, plan.targets, pods);
  // Pods have IPv6 addresses: of an IPv4 block go only the primary addresses of ENIs.
  return plan.kind === 'ipv6' ? { enis: plan.enis, addresses: 0 } : undefined;
}

function notesOf(plan: Runnable, pods: number, cidrs: readonly Cidr[]): string[] {
  const hasIpv6 = cidrs.some(({ family }) => family === 6);
  if (plan.kind !== 'pool') {
    const blocks =
      plan.kind === 'ipv6' && hasIpv6
        ? ['Each node takes one of the 65536 /80 blocks of a /64 subnet: addresses never run out.']
        : [];
    return [plan.why, ...blocks];
  }
  const held = settled(plan.node, plan.targets, pods);
  return [
    ...(held ? [held.why] : []),
    ...(held && held.waiting > 0
      ? [`Of ${counted(pods, 'pod')} on a node ${held.waiting} never get an address.`]
      : []),
    ...(pods + HOST_PODS > plan.node.maxPods
      ? [
          `${counted(pods, 'pod')} with aws-node and kube-proxy are ${withCommas(pods + HOST_PODS)}, and kubelet takes ${withCommas(plan.node.maxPods)} on a node.`,
        ]
      : []),
    ...plan.notes,
    ...(plan.mode.customNetworking
      ? ['The primary ENI of each node takes an address of another subnet, that of the node.']
      : []),
    ...(hasIpv6
      ? ['Addresses of an IPv6 block never run out, but without ENABLE_IPv6 pods take none of them.']
      : []),
    'This is the best case: nothing else is in the subnets, and no address is lost to fragmentation.',
  ];
}

/** aws-node and kube-proxy, which use the address of the node. */
const HOST_PODS = 2;

function asText(answer: PlanAnswer, plan: Runnable, { type, podsPerNode, nodes }: PlanOptions): string {
  if (plan.kind === 'unknown') return wrapped(`${type}: ${plan.why}`);
  const held = plan.kind === 'pool' ? settled(plan.node, plan.targets, podsPerNode) : undefined;
  const head = `${type} with ${counted(podsPerNode, 'pod')}${held ? `: ${inWords(held)}` : ''}`;
  const subnets = answer.subnets.map(({ cidr, nodes: fitting, formula }) =>
    wrapped(
      fitting === null
        ? `${cidr}: ${plan.kind === 'ipv6' ? 'no limit' : 'not known'}`
        : `${cidr}: ${counted(fitting, 'node')}, as ${figures(formula ?? '')}`,
    ),
  );
  const all =
    answer.nodes === null
      ? []
      : [
          `In all: ${counted(answer.nodes, 'node')}, ${counted(answer.nodes * (held?.assigned ?? podsPerNode), 'pod')}`,
        ];
  const verdict =
    answer.fits === undefined || nodes === undefined
      ? []
      : [
          answer.fits
            ? `${counted(nodes, 'node fits', 'nodes fit')}${held && held.waiting > 0 ? `, but ${held.waiting} of ${counted(podsPerNode, 'pod')} on each get no address` : ''}`
            : counted(nodes, 'node does not fit', 'nodes do not fit'),
        ];
  return [wrapped(head), ...answer.notes.map(item), ...subnets, ...all, ...verdict].join('\n');
}
