import { type Held, settled } from '../core/domain/warmPool.js';
import { counted } from '../core/features/words.js';
import { type EnvironmentOptions, ignoredValues, nodePlan, type Runnable } from './environment.js';
import type { ExitStatus } from './exitStatus.js';
import { item, wrapped } from './maxPods.js';

export interface PoolOptions extends EnvironmentOptions {
  /** Pods with an address of their own: neither aws-node, nor kube-proxy, nor pods on branch ENIs. */
  readonly pods: number;
  readonly format: 'text' | 'json';
}

/** As `--format json` prints it; null for what is not known, or has no bounds. */
interface PoolAnswer {
  readonly instanceType: string;
  readonly pods: number;
  /** Attached, those included that serve no pods. */
  readonly enis: number | null;
  /** For pods. */
  readonly addresses?: number | null;
  /** In place of `addresses` where prefixes are delegated: /28, or the one /80 of IPv6 mode. */
  readonly prefixes?: number;
  readonly assigned: number | null;
  readonly free: number | null;
  /** Pods that wait for an address for ever; absent: none. */
  readonly waiting?: number;
  /** False: the same thing is attached and freed in turn, and the figures are the highest. */
  readonly steady: boolean | null;
  readonly why: string;
}

/** Prints what a node with so many pods holds, once ipamd has come to rest; where that is not known, the status is 1. */
export function printPool(name: string, options: PoolOptions): ExitStatus {
  const plan = nodePlan(name, options);
  if (plan.kind === 'refused') {
    for (const complaint of plan.complaints) process.stderr.write(`vpc-cni: ${complaint}\n`);
    return 2;
  }
  for (const ignored of ignoredValues(options.env)) process.stderr.write(`vpc-cni: ${ignored}\n`);
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(poolOf(name, options.pods, plan), null, 2)}\n`
      : `${asText(name, options.pods, plan, heldIn(plan, options.pods))}\n`,
  );
  return plan.kind === 'unknown' ? 1 : 0;
}

const heldIn = (plan: Runnable, pods: number): Held | undefined =>
  plan.kind === 'pool' ? settled(plan.node, plan.targets, pods) : undefined;

/** What `--format json` prints. */
export function poolOf(name: string, pods: number, plan: Runnable): PoolAnswer {
  const asked = { instanceType: name, pods };
  const held = heldIn(plan, pods);
  if (held) {
    const { enis, addresses, prefixes, assigned, free, waiting, steady, why } = held;
    return {
      ...asked,
      enis,
      ...(prefixes === undefined ? { addresses } : { prefixes }),
      assigned,
      free,
      ...(waiting > 0 && { waiting }),
      steady,
      why,
    };
  }
  const why = plan.kind === 'pool' ? '' : plan.why;
  return plan.kind === 'ipv6'
    ? { ...asked, enis: plan.enis, prefixes: 1, assigned: pods, free: null, steady: true, why }
    : { ...asked, enis: null, addresses: null, assigned: null, free: null, steady: null, why };
}

function asText(name: string, pods: number, plan: Runnable, held: Held | undefined): string {
  if (plan.kind === 'unknown') return wrapped(`${name}: ${plan.why}`);
  if (plan.kind !== 'pool' || !held) return [name, item(plan.kind === 'pool' ? '' : plan.why)].join('\n');
  const lines = [
    held.why,
    ...(held.waiting > 0 ? [`${counted(held.waiting, 'pod waits', 'pods wait')} for an address.`] : []),
    ...plan.notes,
  ];
  return [wrapped(`${name} with ${counted(pods, 'pod')}: ${inWords(held)}`), ...lines.map(item)].join('\n');
}

/** `3 ENIs, 27 addresses, 7 of them free`. */
export function inWords({ enis, addresses, prefixes, free, steady }: Held): string {
  const units =
    prefixes === undefined
      ? counted(addresses, 'address', 'addresses')
      : `${counted(prefixes, 'prefix', 'prefixes')} (${addresses} addresses)`;
  return `${steady ? '' : 'at most '}${counted(enis, 'ENI')}, ${units}, ${free} of them free`;
}
