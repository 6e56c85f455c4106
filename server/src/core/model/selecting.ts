import type { Cluster } from './cluster.js';
import { UNKNOWN, type Unknown } from './effective.js';
import type { Labels, SecurityGroupPolicy, Selector, ServiceAccount, Text, Workload } from './facts.js';
import { type Answer, all, labelValue, matches } from './labelSelector.js';
import { choosingFrom, grouped } from './lists.js';
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
      const namespace = policy.namespace?.value;
      const candidates = namespace
        ? [namespace, undefined].flatMap((each) =>
            candidatesIn(workloads, { policy, near: { namespace: each } }),
          )
        : candidatesIn(workloads, { policy });
      const scope = { workloads, serviceAccounts };
      const answers = candidates.map((workload) => selects(policy, workload, scope));
      return {
        workloads: candidates.filter((_, i) => answers[i] === true),
        perhaps: candidates.filter((_, i) => answers[i] === UNKNOWN),
      };
    }),
  ),
);

/**
 * Those that a policy may select, by the first of the labels that it asks for: each of the others has another value, or none.
 * `near`: only of a namespace, or of those that name none.
 */
const candidatesIn = choosingFrom(
  (
    workloads: readonly Workload[],
    {
      policy,
      near,
    }: { readonly policy: SecurityGroupPolicy; readonly near?: { readonly namespace: string | undefined } },
  ) => {
    const list = near ? (byNamespace(workloads).get(near.namespace) ?? []) : workloads;
    const label = labelAskedBy(policy);
    if (!label) return list;
    const byValue = byLabel(list)(label.key);
    const [having, unknown] = [byValue.get(label.value) ?? [], byValue.get(UNKNOWN) ?? []];
    return [...having, ...unknown].sort((a, b) => a.place - b.place).map(({ workload }) => workload);
  },
);

/** The first of the labels that a policy asks for. */
function labelAskedBy({
  podSelector,
}: SecurityGroupPolicy): { readonly key: string; readonly value: string } | undefined {
  const label = podSelector?.absent ? undefined : podSelector?.labels.find(({ value }) => value.value);
  return label?.value.value ? { key: label.key.value, value: label.value.value } : undefined;
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
  { policies, workloads, serviceAccounts }: Scope & Pick<Cluster, 'policies'>,
): readonly SecurityGroupPolicy[] =>
  policiesMeant(policies, workload).filter(
    (policy) => selects(policy, workload, { workloads, serviceAccounts }) === true,
  );

/** Policies that may select a workload for sure: those of its namespace that ask first for a label which it has, or for none. */
const policiesMeant = choosingFrom((policies: readonly SecurityGroupPolicy[], workload: Workload) => {
  const namespace = workload.namespace?.value;
  if (!namespace) return [];
  const labels = workload.labels.map(({ key, value }) =>
    askingKey(namespace, { key: key.value, value: value.value }),
  );
  const found = [...new Set([askingKey(namespace), ...labels])].flatMap(
    (key) => byAsking(policies).get(key) ?? [],
  );
  return found.sort((a, b) => a.place - b.place).map(({ policy }) => policy);
});

const byAsking = remembered((policies: readonly SecurityGroupPolicy[]) =>
  grouped(
    policies.map((policy, place) => ({ policy, place })),
    ({ policy }) => askingKey(policy.namespace?.value, labelAskedBy(policy)),
  ),
);

const askingKey = (
  namespace: string | undefined,
  label?: { readonly key: string; readonly value: string | undefined },
): string => JSON.stringify(label ? [namespace, label.key, label.value] : [namespace]);

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

export const counts = (policy: SecurityGroupPolicy): boolean => !isSkipped(policy);

/** Of some policies those that select any of a file's own workloads for sure, in their order. */
export const policiesOfAny = (
  own: readonly Workload[],
  policies: readonly SecurityGroupPolicy[],
  { serviceAccounts }: Pick<Scope, 'serviceAccounts'>,
): readonly SecurityGroupPolicy[] => policiesAmong(policies, selectingAny(own)(policies)(serviceAccounts));

/** By their lists, which stay the same while others change. */
const selectingAny = remembered((workloads: readonly Workload[]) =>
  remembered((policies: readonly SecurityGroupPolicy[]) =>
    remembered(
      (serviceAccounts: Scope['serviceAccounts']): ReadonlySet<SecurityGroupPolicy> =>
        new Set(
          workloads.flatMap((workload) => policiesOf(workload, { policies, workloads, serviceAccounts })),
        ),
    ),
  ),
);

const policiesAmong = choosingFrom(
  (policies: readonly SecurityGroupPolicy[], some: ReadonlySet<SecurityGroupPolicy>) => {
    const places = placesOf(policies);
    const found = [...some].flatMap((policy) => {
      const place = places.get(policy);
      return place === undefined ? [] : { policy, place };
    });
    return found.sort((a, b) => a.place - b.place).map(({ policy }) => policy);
  },
);

const placesOf = remembered(
  (policies: readonly SecurityGroupPolicy[]): ReadonlyMap<SecurityGroupPolicy, number> =>
    new Map(policies.map((policy, place) => [policy, place])),
);

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
  const named = accountsCalled(accounts, name).map(
    (account) => [account, sameNamespace(account.namespace, namespace)] as const,
  );
  const sure = named.flatMap(([account, isSame]) => (isSame === true ? [account] : []));
  return sure.length === 0 && named.some(([, isSame]) => isSame === UNKNOWN) ? UNKNOWN : sure;
}

/** Those of a name; undefined: those whose name is not known. */
export const accountsCalled = choosingFrom(
  (accounts: readonly ServiceAccount[], name: string | undefined): readonly ServiceAccount[] =>
    byName(accounts).get(name) ?? [],
);

const byName = remembered((accounts: readonly ServiceAccount[]) =>
  grouped(accounts, ({ name }) => name?.value),
);

const byNamespace = remembered((workloads: readonly Workload[]) =>
  grouped(workloads, ({ namespace }) => namespace?.value || undefined),
);

/** Those that say that they are of a namespace, and are all there. */
export const wholeWorkloadsOf = choosingFrom(
  (workloads: readonly Workload[], namespace: string): readonly Workload[] =>
    wholeByNamespace(workloads).get(namespace) ?? [],
);

const wholeByNamespace = remembered((workloads: readonly Workload[]) =>
  grouped(workloads, ({ complete, namespace }) => (complete ? namespace?.value : undefined)),
);
