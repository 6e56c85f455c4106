import type { Cluster } from './cluster.js';
import { UNKNOWN, type Unknown } from './effective.js';
import type { Labels, SecurityGroupPolicy, Selector, ServiceAccount, Text, Workload } from './facts.js';
import { type Answer, all, labelValue, matches } from './labelSelector.js';
import { remembered } from './remembered.js';

/** Where workloads, and the service accounts of their pods, are looked for. */
export type Scope = Pick<Cluster, 'workloads' | 'serviceAccounts'>;

/** Workloads whose pods a policy selects, and those of which that is not known. */
export interface Selection {
  readonly workloads: readonly Workload[];
  readonly perhaps: readonly Workload[];
}

/** The workloads in sight that a policy selects. A policy that the controller skips selects none. */
export const selectedBy = (policy: SecurityGroupPolicy, { workloads, serviceAccounts }: Scope): Selection =>
  selections(workloads)(serviceAccounts)(policy);

/** By their lists, since many rules ask, and some of them for a cluster that differs in other kinds. */
const selections = remembered((workloads: Scope['workloads']) =>
  remembered((serviceAccounts: Scope['serviceAccounts']) =>
    remembered((policy: SecurityGroupPolicy): Selection => {
      const near = byNamespace(workloads);
      const namespace = policy.namespace?.value;
      const lists = namespace ? [near.get(namespace) ?? [], near.get(undefined) ?? []] : [workloads];
      const candidates = lists.flatMap((list) => candidatesIn(list, policy));
      const scope = { workloads, serviceAccounts };
      const answers = candidates.map((workload) => selects(policy, workload, scope));
      return {
        workloads: candidates.filter((_, i) => answers[i] === true),
        perhaps: candidates.filter((_, i) => answers[i] === UNKNOWN),
      };
    }),
  ),
);

/** Those that a policy may select, by the first of the labels that it asks for: each of the others has another value, or none. */
function candidatesIn(
  workloads: readonly Workload[],
  { podSelector }: SecurityGroupPolicy,
): readonly Workload[] {
  const label = podSelector?.absent ? undefined : podSelector?.labels.find(({ value }) => value.value);
  if (!label?.value.value) return workloads;
  const byValue = byLabel(workloads)(label.key.value);
  const [having, unknown] = [byValue.get(label.value.value) ?? [], byValue.get(UNKNOWN) ?? []];
  return [...having, ...unknown].sort((a, b) => a.place - b.place).map(({ workload }) => workload);
}

/** Workloads by the value of a label: undefined for those without it. Each with its place among all. */
const byLabel = remembered((workloads: readonly Workload[]) => {
  const placed = workloads.map((workload, place) => ({ workload, place }));
  const known = new Map<string, ReadonlyMap<ReturnType<typeof labelValue>, typeof placed>>();
  return (key: string) => {
    const byValue = known.get(key) ?? grouped(placed, ({ workload }) => labelValue(key, workload));
    known.set(key, byValue);
    return byValue;
  };
});

/** The policies in sight that select the pods of a workload for sure. */
export const policiesOf = (
  workload: Workload,
  cluster: Scope & Pick<Cluster, 'policies'>,
): readonly SecurityGroupPolicy[] => unitedIn(cluster).get(workload) ?? [];

/** The workloads that policies in sight select for sure, and those policies. */
export const unitedIn = ({
  policies,
  workloads,
  serviceAccounts,
}: Scope & Pick<Cluster, 'policies'>): ReadonlyMap<Workload, readonly SecurityGroupPolicy[]> =>
  united(policies)(workloads)(serviceAccounts);

const united = remembered((policies: readonly SecurityGroupPolicy[]) =>
  remembered((workloads: Scope['workloads']) =>
    remembered((serviceAccounts: Scope['serviceAccounts']) => {
      const found = new Map<Workload, SecurityGroupPolicy[]>();
      for (const policy of policies) {
        for (const workload of selectedBy(policy, { workloads, serviceAccounts }).workloads) {
          const others = found.get(workload);
          if (others) others.push(policy);
          else found.set(workload, [policy]);
        }
      }
      return found;
    }),
  ),
);

/**
 * Whether the controller gives the pods of a workload the groups of a policy, but for a host network, which is not looked at.
 *
 * Source: aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups.
 */
export function selects(policy: SecurityGroupPolicy, workload: Workload, scope: Scope): Answer {
  const byPod = selectsPods(policy)(workload);
  return byPod === false || policy.serviceAccountSelector?.absent !== false
    ? byPod
    : all(byPod, matchesAccount(policy.serviceAccountSelector, workload, scope));
}

/** All but the service account, which stands in another object. Every file asks the same of those that it sees. */
const selectsPods = remembered((policy: SecurityGroupPolicy) =>
  remembered(
    (workload: Workload): Answer =>
      !isSkipped(policy) &&
      all(
        sameNamespace(policy.namespace, workload.namespace),
        matches(policy.podSelector, workload),
        policy.complete || UNKNOWN,
      ),
  ),
);

/** The controller skips it: it has no selector, or no groups. */
export const isSkipped = ({
  complete,
  podSelector,
  serviceAccountSelector,
  securityGroups,
}: SecurityGroupPolicy): boolean =>
  complete &&
  ([podSelector, serviceAccountSelector].every((selector) => selector?.absent !== false) ||
    (securityGroups?.groupIds?.items.length ?? 0) === 0);

/** Unknown where one is not written: another tool may fill it in. */
export const sameNamespace = (a: Text | undefined, b: Text | undefined): Answer =>
  a?.value && b?.value ? a.value === b.value : UNKNOWN;

function matchesAccount(selector: Selector, workload: Workload, scope: Scope): Answer {
  const name = accountOf(workload);
  const accounts = name === UNKNOWN ? [] : accountsNamed(scope.serviceAccounts, name, workload.namespace);
  if (accounts === UNKNOWN || accounts.length === 0) return matches(selector, NOT_IN_SIGHT);
  const answers = accounts.map((account) => matches(selector, account));
  const [first = UNKNOWN] = answers;
  return answers.every((answer) => answer === first) ? first : UNKNOWN;
}

/** An account that nobody wrote down, or somewhere else, has any labels. */
const NOT_IN_SIGHT: Labels = { labels: [], complete: false };

/** The name of the service account that pods run as. */
export function accountOf({ serviceAccount, complete }: Workload): string | Unknown {
  if (serviceAccount) return serviceAccount.value ?? UNKNOWN;
  return complete ? 'default' : UNKNOWN;
}

/** Those of a name in a namespace; unknown: there are some of the name, and of which namespace they are is not known. */
export function accountsNamed(
  accounts: readonly ServiceAccount[],
  name: string,
  namespace: Text | undefined,
): readonly ServiceAccount[] | Unknown {
  const named = (byName(accounts).get(name) ?? []).map(
    (account) => [account, sameNamespace(account.namespace, namespace)] as const,
  );
  const sure = named.flatMap(([account, isSame]) => (isSame === true ? [account] : []));
  return sure.length === 0 && named.some(([, isSame]) => isSame === UNKNOWN) ? UNKNOWN : sure;
}

const byName = remembered((accounts: readonly ServiceAccount[]) =>
  grouped(accounts, ({ name }) => name?.value),
);

const byNamespace = remembered((workloads: readonly Workload[]) =>
  grouped(workloads, ({ namespace }) => namespace?.value || undefined),
);

/** Those that say that they are of a namespace. */
export const workloadsOf = (workloads: readonly Workload[], namespace: string): readonly Workload[] =>
  byNamespace(workloads).get(namespace) ?? [];

function grouped<Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
