import type { InstanceType } from '../core/domain/instances.js';
import { maxPods, type NetworkingMode, whyUnknown } from '../core/domain/maxPods.js';
import { closest } from '../core/domain/readings.js';
import { isVariable, VARIABLES } from '../core/domain/variables.js';
import { type PoolNode, type PoolTargets, poolNode } from '../core/domain/warmPool.js';
import { isOn } from '../core/model/effective.js';
import { type ContainerFacts, type Install, NO_FACTS, type Setting } from '../core/model/facts.js';
import { networkingMode } from '../core/model/networkingMode.js';
import { managesPool } from '../core/model/pool.js';
import { poolTargets } from '../core/model/poolTargets.js';
import { ignoredValue } from '../core/rules/ignoredValue.js';
import { RULES } from '../core/rules/index.js';
import type { Rule, Severity } from '../core/rules/rule.js';
import { DEFAULT_SETTINGS, type Settings, typeNamed } from '../core/settings.js';
import { unknownType } from './maxPods.js';

export interface EnvironmentOptions {
  /** `NAME=value`, of aws-node, on top of upstream's manifest. */
  readonly env: readonly string[];
  /** What kubelet is told; absent: what is recommended. */
  readonly maxPods?: number;
  /** ENIs of a node that the plugin leaves alone. */
  readonly unmanagedEnis: number;
  /** False: without the recommended ceiling of 110 or 250. */
  readonly ceiling?: boolean;
  /** Types that the table does not have, and figures that differ from it, by name. */
  readonly instanceTypes?: Settings['instanceTypes'];
}

/** What nodes of a type do with these settings. */
export type NodePlan =
  /** The settings are none, or aws-node exits with them. */
  | { readonly kind: 'refused'; readonly complaints: readonly string[] }
  /** Finishes the sentence `<type>: …`. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** One prefix serves all pods. `enis`: the primary one, and the trunk where there is one. */
  | { readonly kind: 'ipv6'; readonly enis: number; readonly why: string }
  /** aws-node attaches nothing and frees nothing. */
  | { readonly kind: 'unmanaged'; readonly why: string }
  | {
      readonly kind: 'pool';
      readonly node: PoolNode;
      readonly targets: PoolTargets;
      readonly mode: NetworkingMode;
      readonly notes: readonly string[];
    };

/** A plan that aws-node runs with, known or not. */
export type Runnable = Exclude<NodePlan, { readonly kind: 'refused' }>;

export function nodePlan(
  name: string,
  { env, maxPods: told, unmanagedEnis, ceiling = true, instanceTypes = {} }: EnvironmentOptions,
): NodePlan {
  const { install, complaints } = awsNode(env);
  if (complaints.length > 0) return { kind: 'refused', complaints };
  const type = typeNamed(name, { instanceTypes });
  if (!type) return { kind: 'unknown', why: unknownType(name, Object.keys(instanceTypes)) };
  const known = networkingMode(install);
  const targets = poolTargets(install);
  // All settings are given, or as in the manifest.
  if (!known || !targets) return { kind: 'unknown', why: 'not known' };
  const mode = { ...known, unmanagedEnis };
  const density = maxPods(type, mode, { ceiling });
  const limit = told ?? density?.maxPods;
  if (mode.ipv6 && density) {
    const why =
      'IPv6 mode has no pool: one /80 prefix on the primary ENI serves all pods, and never runs out.';
    return { kind: 'ipv6', enis: 1 + Number(mode.podEni && type.trunking === true), why };
  }
  const node = limit === undefined ? undefined : poolNode(type, mode, limit);
  if (!node) {
    const why =
      whyUnknown(type, mode, { ceiling: told === undefined }) ?? 'figures of the type are not known';
    return { kind: 'unknown', why: `not known, because ${why}` };
  }
  if (!managesPool(install)) {
    const why =
      'With these settings aws-node attaches nothing: a node has what was attached to it from outside.';
    return { kind: 'unmanaged', why };
  }
  return { kind: 'pool', node, targets, mode, notes: notesOf(type, mode, install, node) };
}

function notesOf(type: InstanceType, mode: NetworkingMode, install: Install, node: PoolNode): string[] {
  return [
    `Max pods is taken to be ${node.maxPods}, aws-node and kube-proxy among them.`,
    ...(mode.prefixDelegation && !node.prefixes
      ? ['Xen cannot delegate prefixes: the plugin uses single addresses.']
      : []),
    ...(isOn(install, 'ENABLE_MULTI_NIC') && (type.totalEnis ?? 0) > (type.enis ?? 0)
      ? ['This is the default network card; the others hold addresses of their own.']
      : []),
    ...(mode.podEni ? ['Branch ENIs come on top, with one address for each pod on one.'] : []),
  ];
}

/** An aws-node with these settings, and why it does not run with them. */
function awsNode(env: readonly string[]): {
  readonly install: Install;
  readonly settings: readonly Setting[];
  readonly complaints: readonly string[];
} {
  const settings = env.map(settingOf);
  const isIpv6 = settings.findLast(({ name }) => name.value === 'ENABLE_IPv6');
  const on = isIpv6?.value.value.kind === 'text' && VARIABLES.ENABLE_IPv6.read(isIpv6.value.value.text).value;
  const base = on ? 'manifest-ipv6' : 'manifest';
  const install: Install = {
    form: 'manifest',
    span: NOWHERE,
    containers: [container('aws-node', settings, base), container('aws-vpc-cni-init', settings, base)],
    complete: true,
  };
  const malformed = env.filter((pair) => !/^[^=]+=/.test(pair)).map((pair) => `${pair} is not NAME=value`);
  const strangers = settings.map(({ name }) => name.value).filter((name) => !isVariable(name));
  const complaints = malformed.length > 0 ? malformed : strangers.map(stranger);
  return {
    install,
    settings,
    complaints: complaints.length > 0 ? complaints : [...new Set(exits(install, settings))],
  };
}

const NOWHERE = { start: -1, end: -1 };

/** Settings stand one behind the other, so that a finding tells which it is about. */
function settingOf(pair: string, index: number): Setting {
  const span = { start: index, end: index + 1 };
  const equals = pair.indexOf('=');
  const [name, text] = [pair.slice(0, equals), pair.slice(equals + 1)];
  return {
    form: 'item',
    name: { value: name, span },
    value: { value: { kind: 'text', text }, span },
    span,
    quote: 'double',
    bare: false,
    isPlain: true,
    shared: false,
  };
}

const container = (
  role: 'aws-node' | 'aws-vpc-cni-init',
  settings: readonly Setting[],
  base: 'manifest' | 'manifest-ipv6',
): ContainerFacts => ({
  role,
  name: { value: role, span: NOWHERE },
  span: NOWHERE,
  settings: settings.filter(({ name }) => reads(role, name.value)),
  env: { form: 'other' },
  flow: false,
  args: [],
  complete: true,
  base,
});

function reads(role: 'aws-node' | 'aws-vpc-cni-init', name: string): boolean {
  const containers: readonly string[] = isVariable(name) ? VARIABLES[name].containers : [];
  return containers.includes(role);
}

function stranger(name: string): string {
  const meant = closest(name, Object.keys(VARIABLES));
  return `the plugin has no variable ${name}${meant ? `; did you mean ${meant}?` : ''}`;
}

/** Values that aws-node does not take, and what it does instead. */
export function ignoredValues(env: readonly string[]): readonly string[] {
  const { install, settings } = awsNode(env);
  return complaintsOf(ignoredValue, install, settings, () => true);
}

/** What `lint` would call an error. */
const exits = (install: Install, settings: readonly Setting[]): string[] =>
  RULES.flatMap((rule) => complaintsOf(rule, install, settings, (severity) => severity === 'error'));

function complaintsOf(
  rule: Rule,
  install: Install,
  settings: readonly Setting[],
  isWanted: (severity: Severity) => boolean,
): string[] {
  return [...(rule.check?.({ ...NO_FACTS, installs: [install] }, DEFAULT_SETTINGS) ?? [])]
    .filter(({ severity = rule.severity }) => isWanted(severity))
    .map(({ message, span }) => {
      const name = settings.find((setting) => setting.span.start === span.start)?.name.value;
      return name ? `${name}: ${message}` : message;
    });
}
