import { AGENT_ARGUMENTS } from '../domain/agentArguments.js';
import type { Container } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import type { ContainerFacts, ContainerList, EnvList, Install, Operation, Setting } from '../model/facts.js';
import type { Span } from '../model/span.js';
import type { Entry, ListNode } from '../model/tree.js';
import { tagOf } from './daemonSet.js';
import { envList } from './env.js';

/** An operation of a JSON patch, where it is written. */
export interface FoundOperation {
  readonly operation: Operation;
  /** `path` of the operation. */
  readonly at: Span;
  /** `value`, where that is a list of variables. */
  readonly list?: Entry;
  /** It is about a chart or its values. */
  readonly isOfChart?: boolean;
}

/** One for each container that is counted, with what all operations bring to it. */
export function containersOf(found: readonly FoundOperation[]): readonly ContainerFacts[] {
  const groups = new Map<string, FoundOperation[]>();
  for (const one of found) {
    const { list, index = '-' } = one.operation;
    if (list === undefined) continue;
    const key = `${list}/${index}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => container(group) ?? []);
}

function container(group: readonly FoundOperation[]): ContainerFacts | undefined {
  const [first] = group;
  const whole = group.flatMap(({ operation }) => operation.container ?? [])[0];
  if (!first || whole) return whole && { ...whole, complete: false };
  const { list, index } = first.operation;
  const settings = group
    .flatMap(({ operation }) => operation.settings ?? [])
    .filter(({ name }) => name.value !== '');
  const image = group.flatMap(({ operation }) => operation.image ?? []).at(-1);
  const args = group.flatMap(({ operation }) => operation.args ?? []);
  const role = list && roleAt(list, index, settings, args);
  if (!role || settings.length + args.length + Number(image !== undefined) === 0) return undefined;
  const version = image && tagOf(image.value);
  return {
    role,
    // As it is called where nobody names it: it has only a position here.
    name: { value: role, span: first.at },
    span: first.operation.span,
    ...(image && { image }),
    ...(version && { version }),
    settings,
    env: writtenList(group),
    flow: false,
    args,
    complete: false,
  };
}

/** In the order of upstream's manifest, but never one that does not know the variables. */
function roleAt(
  list: ContainerList,
  index: number | undefined,
  settings: readonly Setting[],
  args: ContainerFacts['args'],
): Container | undefined {
  if (list === 'initContainers') return index === 0 ? 'aws-vpc-cni-init' : undefined;
  if (args.some(({ name }) => Object.hasOwn(AGENT_ARGUMENTS, name))) return 'aws-eks-nodeagent';
  const isOfMain = settings.some(
    ({ name: { value } }) => isVariable(value) && VARIABLES[value].containers.some((of) => of === 'aws-node'),
  );
  if (index === 0 || isOfMain) return 'aws-node';
  return index === 1 ? 'aws-eks-nodeagent' : undefined;
}

/** Where one operation brings the whole list, others can be written into it. */
function writtenList(group: readonly FoundOperation[]): EnvList {
  const [only, ...others] = group.flatMap(({ list }) => list ?? []);
  const hasMore = group.some(({ operation: { path } }) => path[0] === 'env' && path.length > 1);
  if (!only || others.length > 0 || hasMore) return { form: 'other' };
  const written = envList(only, (only.value as ListNode).shared);
  // The key goes with the last item elsewhere: an operation without a value would be none.
  const { start } = only.value.span;
  return 'key' in written ? { ...written, key: { start, end: start } } : written;
}

/** Names and images that only the plugin has. */
export const isOfPlugin = ({ form, containers }: Install): boolean =>
  containers.some(
    ({ settings, image, args }) =>
      settings.some(({ name }) => isVariable(name.value) && !COMMON.has(name.value)) ||
      // In values of other charts there are keys of the same names.
      (form !== 'chart' &&
        args.some((one) => /network-policy|conntrack-cache|policy-event/.test(one.name))) ||
      (image && /amazon-k8s-cni|aws-network-policy-agent/.test(image.value)),
  );

/** Others have variables of these names, too. */
const COMMON: ReadonlySet<string> = new Set([
  'AWS_CLUSTER_ID',
  'AWS_EC2_ENDPOINT',
  'AWS_REGION',
  'CLUSTER_ENDPOINT',
  'CLUSTER_NAME',
  'DISABLE_METRICS',
  'ENABLE_IPv4',
  'ENABLE_IPv6',
  'ENABLE_NFTABLES',
  'HTTP_TIMEOUT',
  'METRIC_UPDATE_INTERVAL',
  'MY_NODE_NAME',
  'MY_POD_NAME',
  'POD_MTU',
  'USE_CLOUDWATCH',
  'USE_PROMETHEUS',
  'WATCH_NAMESPACE',
]);
