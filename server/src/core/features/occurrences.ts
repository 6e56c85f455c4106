import type { Analysis } from '../analysis.js';
import { ZONE_ID_LABEL, ZONE_LABELS } from '../domain/zone.js';
import type { Cluster } from '../model/cluster.js';
import { settingOf } from '../model/effective.js';
import type { Facts, Install, SecurityGroupPolicy, ServiceAccount, Workload } from '../model/facts.js';
import { accountOf, accountsNamed, policiesOf, selectedBy } from '../model/selecting.js';
import { contains, type Located, type Span } from '../model/span.js';
import { documentAt } from '../model/starts.js';
import { shifted } from './diagnose.js';

/** A place that has to do with a name. */
export interface Occurrence {
  /** The fact it belongs to: its file is found by that. */
  readonly fact: object;
  /** In the document of the fact; without quotes where the name stands letter by letter. */
  readonly span: Span;
  readonly kind: 'definition' | 'reference';
}

/** What stands at an offset, and where else. */
export interface Named {
  readonly kind: 'eni-config' | 'variable' | 'policy' | 'workload' | 'service-account';
  readonly name: string;
  /** Offsets in the file. */
  readonly span: Span;
  readonly occurrences: readonly Occurrence[];
}

/** The name at an offset of the file, with all its places in sight. */
export function namedAt({ documents, cluster }: Analysis, offset: number): Named | undefined {
  const around = documentAt(documents, offset);
  if (!around) return undefined;
  const { facts } = around.document;
  const at = offset - around.start;
  const named =
    eniConfigAt(facts, cluster, at) ??
    selectionAt(facts, cluster, at) ??
    accountAt(facts, cluster, at) ??
    workloadAt(facts, cluster, at) ??
    variableAt(facts, cluster, at);
  return named && { ...named, span: shifted(named.span, around.start) };
}

// Names of ENIConfigs

/** Where an ENIConfig has its name, and nodes are told it. */
export interface EniConfigUse extends Occurrence {
  readonly name: string;
  /** The name is that of a zone, which nobody can rename. */
  readonly isZone: boolean;
}

/** Every place in these facts that names an ENIConfig. */
export function eniConfigUses(
  { eniConfigs, nodeMarks, nodeGroups }: Pick<Facts, 'eniConfigs' | 'nodeMarks' | 'nodeGroups'>,
  keys: ReadonlySet<string>,
): readonly EniConfigUse[] {
  const zoneKeys = ZONE_LABELS.some((label) => keys.has(label));
  return [
    ...eniConfigs.flatMap((fact): EniConfigUse[] => {
      const { name } = fact;
      return name?.value === undefined
        ? []
        : [{ fact, span: bare(name, name.value), kind: 'definition', name: name.value, isZone: false }];
    }),
    ...nodeMarks.flatMap((fact): EniConfigUse[] => {
      const { key, value } = fact;
      if (!keys.has(key) || value.value === undefined) return [];
      const isZone = ZONE_LABELS.includes(key) || key === ZONE_ID_LABEL;
      return [{ fact, span: bare(value, value.value), kind: 'reference', name: value.value, isZone }];
    }),
    ...(zoneKeys ? nodeGroups : []).flatMap((fact) =>
      (fact.zones ?? []).map(
        (zone): EniConfigUse => ({
          fact,
          span: bare(zone, zone.value),
          kind: 'reference',
          name: zone.value,
          isZone: true,
        }),
      ),
    ),
  ];
}

const bare = ({ inner, span }: Pick<Located<unknown>, 'inner' | 'span'>, name: string): Span =>
  inner === undefined ? span : { start: inner, end: inner + name.length };

/** Labels and annotations of nodes by which they choose an ENIConfig: the usual ones, and those that an aws-node is told. */
export const choosingKeys = ({ installs }: Pick<Cluster, 'installs'>): ReadonlySet<string> =>
  new Set([
    'k8s.amazonaws.com/eniConfig',
    'vpc.amazonaws.com/externalEniConfig',
    ...installs.flatMap((install) => [...keysIn(install)]),
  ]);

function* keysIn(install: Install): Iterable<string> {
  for (const name of ['ENI_CONFIG_LABEL_DEF', 'ENI_CONFIG_ANNOTATION_DEF'] as const) {
    const value = settingOf(install, name)?.value.value;
    if (value && 'text' in value && value.text !== '') yield value.text;
  }
}

function eniConfigAt(facts: Facts, cluster: Cluster, at: number): Named | undefined {
  const keys = choosingKeys(cluster);
  const here = eniConfigUses(facts, keys).find(({ span }) => contains(span, at));
  if (!here) return undefined;
  const occurrences = eniConfigUses(cluster, keys).filter(({ name }) => name === here.name);
  // A zone without an ENIConfig is only a zone.
  if (here.isZone && occurrences.every(({ kind }) => kind === 'reference')) return undefined;
  return { kind: 'eni-config', name: here.name, span: here.span, occurrences };
}

// Policies and what they select

const heading = (fact: SecurityGroupPolicy | Workload | ServiceAccount): Span =>
  fact.name?.span ?? { start: fact.span.start, end: fact.span.start };

const reference = (fact: SecurityGroupPolicy | Workload | ServiceAccount): Occurrence => ({
  fact,
  span: heading(fact),
  kind: 'reference',
});
const definition = (fact: SecurityGroupPolicy | Workload | ServiceAccount): Occurrence => ({
  fact,
  span: heading(fact),
  kind: 'definition',
});

/** On a selector: what it selects. On the name of a policy: that, too, as places that refer to it. */
function selectionAt({ policies }: Facts, cluster: Cluster, at: number): Named | undefined {
  for (const policy of policies) {
    const name = policy.name?.value ?? '';
    const { podSelector, serviceAccountSelector } = policy;
    const selector = [podSelector, serviceAccountSelector].find(
      (each) => each && (contains(each.key, at) || contains(each.span, at)),
    );
    const { workloads } = selectedBy(policy, cluster);
    if (selector) {
      const accounts = selector === serviceAccountSelector ? accountsOf(workloads, cluster) : [];
      const span = contains(selector.key, at) ? selector.key : selector.span;
      return { kind: 'policy', name, span, occurrences: [...accounts, ...workloads].map(definition) };
    }
    if (policy.name && contains(policy.name.span, at)) {
      return {
        kind: 'policy',
        name,
        span: policy.name.span,
        occurrences: [definition(policy), ...workloads.map(reference)],
      };
    }
  }
  return undefined;
}

const accountsOf = (workloads: readonly Workload[], cluster: Cluster): readonly ServiceAccount[] => [
  ...new Set(workloads.flatMap((workload) => accountIn(workload, cluster))),
];

function accountIn(workload: Workload, { serviceAccounts }: Cluster): readonly ServiceAccount[] {
  const name = accountOf(workload);
  if (typeof name !== 'string') return [];
  const found = accountsNamed(serviceAccounts, name, workload.namespace);
  return typeof found === 'symbol' ? [] : found;
}

/** On the name of a workload, or one of its labels: the policies that select its pods. */
function workloadAt({ workloads }: Facts, cluster: Cluster, at: number): Named | undefined {
  for (const workload of workloads) {
    const { name, labels } = workload;
    const span = [name?.span, ...labels.flatMap(({ key, value }) => [key.span, value.span])].find(
      (each) => each && contains(each, at),
    );
    if (!span) continue;
    const policies = policiesOf(workload, cluster);
    if (policies.length === 0) return undefined;
    return {
      kind: 'workload',
      name: name?.value ?? '',
      span,
      occurrences: [definition(workload), ...policies.map(reference)],
    };
  }
  return undefined;
}

/** On the name of a service account, and where pods ask for it. */
function accountAt({ serviceAccounts, workloads }: Facts, cluster: Cluster, at: number): Named | undefined {
  const named = serviceAccounts.find(({ name }) => name && contains(name.span, at));
  const user = workloads.find(({ serviceAccount }) => serviceAccount && contains(serviceAccount.span, at));
  const account = named ?? (user && accountIn(user, cluster)[0]);
  if (!account?.name) return undefined;
  const users = cluster.workloads.filter((workload) => accountIn(workload, cluster).includes(account));
  return {
    kind: 'service-account',
    name: account.name.value,
    span: (named ? account.name : user?.serviceAccount)?.span ?? account.name.span,
    occurrences: [
      definition(account),
      ...users.map(
        (fact): Occurrence => ({ fact, span: fact.serviceAccount?.span ?? heading(fact), kind: 'reference' }),
      ),
    ],
  };
}

// Variables

/** On the name of a variable: where it gets its value, and where else it is written. */
function variableAt({ installs }: Facts, { installs: inSight }: Cluster, at: number): Named | undefined {
  const settings = installs.flatMap(({ containers }) =>
    containers.flatMap((container) => container.settings),
  );
  const here = settings.find(({ name }) => contains(name.span, at));
  if (!here) return undefined;
  const { value: name, span } = here.name;
  const occurrences = inSight.flatMap(({ containers }) =>
    containers.flatMap((container) => {
      const ofName = container.settings.filter((setting) => setting.name.value === name);
      const below = (container.shadowed ?? []).filter((setting) => setting.name.value === name);
      return [...ofName, ...below].map(
        (fact): Occurrence => ({
          fact,
          span: fact.name.span,
          kind: fact === ofName.at(-1) ? 'definition' : 'reference',
        }),
      );
    }),
  );
  return { kind: 'variable', name, span, occurrences };
}
