import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { atLeast, before, CURRENT, compareVersions } from '../domain/versions.js';
import type { Beside } from '../model/beside.js';
import { type Cluster, NO_CLUSTER } from '../model/cluster.js';
import { effective, isRead, settingNamed, textOf, UNKNOWN } from '../model/effective.js';
import { type ContainerFacts, type Facts, type Install, NO_FACTS } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { RULES } from '../rules/index.js';
import type { Diagnosis, Finding } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import { listOrText } from './configurationRows.js';

/** What a change of release does to an aws-node as it is configured. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
  /** Variables that are set, and with which aws-node runs otherwise than before. */
  readonly changes: readonly Change[];
  /** Variables that become available, or go, and are not set. */
  readonly unset: readonly Unset[];
  /** What is wrong with the one release only. */
  readonly appearing: readonly Diagnosis[];
  readonly disappearing: readonly Diagnosis[];
}

export interface Change {
  readonly name: VariableName;
  readonly container: ContainerFacts;
  /** Where it is set; absent: the manifest sets it. */
  readonly span?: Span;
  readonly fact?: object;
  /** One sentence without its subject. */
  readonly what: string;
}

export interface Unset {
  readonly name: VariableName;
  readonly summary: string;
  readonly default?: string;
}

/** What is known beside an aws-node: in its document, and in its cluster. */
export interface Around {
  readonly beside?: Beside | undefined;
  readonly cluster?: Cluster;
}

/** What differs between two releases for one aws-node, whichever of them is the newer. */
export function upgradeOf(
  install: Install,
  from: string,
  to: string,
  settings: Settings,
  around: Around = {},
): Upgrade {
  const [old, next] = [releasedAs(install, from), releasedAs(install, to)];
  const [before, after] = [old, next].map((each) => findingsOf(each, install, settings, around));
  return {
    from,
    to,
    changes: install.containers.flatMap((container) =>
      NAMES.flatMap((name) => changeOf(name, container, old, next) ?? []),
    ),
    unset: NAMES.flatMap((name) => unsetOf(name, install, from, to) ?? []),
    appearing: notAmong(after ?? [], before ?? []),
    disappearing: notAmong(before ?? [], after ?? []),
  };
}

/** Each release has its own text in VPC_CNI_VERSION, and nobody is to set it. */
const NAMES = Object.keys(VARIABLES)
  .filter(isVariable)
  .filter((name) => name !== 'VPC_CNI_VERSION')
  .sort();

/** As it would be with another release: its main and init container have the same. */
function releasedAs(install: Install, release: string): Install & { readonly release: string } {
  return {
    ...install,
    release,
    containers: install.containers.map((container) =>
      container.role === 'aws-eks-nodeagent' || container.version === undefined
        ? container
        : { ...container, version: release },
    ),
  };
}

function changeOf(
  name: VariableName,
  container: ContainerFacts,
  old: Install,
  next: Install,
): Change | undefined {
  const row: Variable = VARIABLES[name];
  const { role } = container;
  const text = textOf(old, name, role);
  if (!row.containers.includes(role) || text === undefined) return undefined;
  const setting = settingNamed(container.settings, name);
  const what = whatChanges(name, old, next, role, setting !== undefined);
  if (what === undefined) return undefined;
  return { name, container, ...(setting && { span: setting.name.span, fact: setting }), what };
}

function whatChanges(
  name: VariableName,
  old: Install,
  next: Install,
  role: ContainerFacts['role'],
  isWritten: boolean,
): string | undefined {
  const row: Variable = VARIABLES[name];
  const [wasRead, willBeRead] = [isRead(row, old.release), isRead(row, next.release)];
  const [was, will] = [effective(old, name, role), effective(next, name, role)];
  if (wasRead !== willBeRead) {
    if (!isWritten) return undefined;
    const value = willBeRead ? will : was;
    const shownValue = value === UNKNOWN ? '' : `: ${listOrText(value)}`;
    return willBeRead ? `is read from ${row.since} on${shownValue}` : `is no longer read${shownValue}`;
  }
  if (!wasRead || was === UNKNOWN || will === UNKNOWN) return undefined;
  const [then, now] = [outcome(name, old, role), outcome(name, next, role)];
  if (then !== now) {
    if (now === undefined) return `was ${then}, and now ${role} exits when it starts`;
    return then === undefined ? `is ${now}, where ${role} exited when it started` : `${then} becomes ${now}`;
  }
  const { deprecated } = row;
  const isNow =
    deprecated !== undefined && before(old.release, deprecated) && atLeast(next.release, deprecated);
  return isNow && isWritten ? `is deprecated from ${deprecated} on` : undefined;
}

/** The value in effect, in words. Undefined: there is none, since the container exits. */
function outcome(name: VariableName, install: Install, role: ContainerFacts['role']): string | undefined {
  const row: Variable = VARIABLES[name];
  const text = textOf(install, name, role);
  const reading = row.read(text === UNKNOWN ? undefined : text, install.release);
  return reading.faults.some(({ effect }) => effect === 'exits') ? undefined : listOrText(reading.value);
}

/** A variable that nobody writes, and that one of the releases does not have. */
function unsetOf(name: VariableName, install: Install, from: string, to: string): Unset | undefined {
  const row: Variable = VARIABLES[name];
  const isNew = !isRead(row, from) && isRead(row, to);
  const isWritten = install.containers.some(({ settings }) => settingNamed(settings, name));
  if (!isNew || isWritten || !row.containers.some((role) => role !== 'cni-metrics-helper')) return undefined;
  const value = row.manifest?.replace(/^fieldRef /, 'field ') ?? row.default;
  return { name, summary: row.summary, ...(value !== undefined && { default: value }) };
}

/** What the rules say of an aws-node of this release, as if it and what is known around it stood in one document. */
function findingsOf(
  install: Install & { readonly release: string },
  original: Install,
  settings: Settings,
  { beside = NO_FACTS, cluster = NO_CLUSTER }: Around,
): Diagnosis[] {
  const { release } = install;
  const addons = beside.addons.map((addon) => ({ ...addon, release }));
  const chartValues = beside.chartValues.map((values) => ({
    ...values,
    ...(values.version && { version: { ...values.version, value: release } }),
  }));
  const { settings: clusterSettings, anywhere: _, ...kinds } = cluster;
  const alone: Facts = { ...NO_FACTS, installs: [install], addons, chartValues };
  const together: Facts = { ...NO_FACTS, ...kinds, clusterSettings, installs: [install], addons };
  const seen: Cluster = { ...cluster, installs: [install] };
  const asked = { ...settings, cniVersion: release };
  return RULES.flatMap((rule): Diagnosis[] => {
    const { id, check, checkInCluster, severity } = rule;
    const choice = settings.rules[id];
    if (choice === 'off') return [];
    try {
      const findings: Finding[] = [
        ...(check?.(alone, asked) ?? []),
        // Where another plugin hands out addresses they are not asked.
        ...((cluster.otherCnis.length === 0 && checkInCluster?.(together, seen, asked)) || []),
      ];
      return findings.map((finding) => ({
        ...finding,
        ...(finding.of && { of: finding.of === install ? original : finding.of }),
        rule: id,
        severity: choice ?? finding.severity ?? severity,
      }));
    } catch {
      // A bug of one rule costs its own findings: where it is asked for diagnostics it is logged.
      return [];
    }
  });
}

/** Those that the others do not have. */
function notAmong(findings: readonly Diagnosis[], others: readonly Diagnosis[]): Diagnosis[] {
  const known = new Set(others.map(mistakeOf));
  return findings.filter((finding) => !known.has(mistakeOf(finding)));
}

/** A mistake that weighs more with the one release is another. */
const mistakeOf = ({ rule, severity, span }: Diagnosis): string =>
  `${rule} ${severity} ${span.start} ${span.end}`;

/** Releases at which something changes for a variable, the newest first: what one may want to compare with. */
export const releasesOfNote = (): readonly string[] => {
  const rows: readonly Variable[] = Object.values(VARIABLES);
  const releases = new Set([
    CURRENT,
    ...rows.flatMap(({ since, removed }) => [since ?? [], removed ?? []].flat()),
  ]);
  return [...releases].sort((a, b) => compareVersions(b, a));
};
