import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { atLeast, before, CURRENT, compareVersions } from '../domain/versions.js';
import { effective, isRead, textOf, UNKNOWN } from '../model/effective.js';
import { type ContainerFacts, type Install, NO_FACTS } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { RULES } from '../rules/index.js';
import type { Diagnosis } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import { shown } from './words.js';

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

/** What differs between two releases for one aws-node, whichever of them is the newer. */
export function upgradeOf(install: Install, from: string, to: string, settings: Settings): Upgrade {
  const [old, next] = [releasedAs(install, from), releasedAs(install, to)];
  const [before, after] = [findingsOf(old, settings), findingsOf(next, settings)];
  return {
    from,
    to,
    changes: install.containers.flatMap((container) =>
      NAMES.flatMap((name) => changeOf(name, container, old, next) ?? []),
    ),
    unset: NAMES.flatMap((name) => unsetOf(name, install, from, to) ?? []),
    appearing: after.filter((finding) => !before.some((other) => isSame(finding, other))),
    disappearing: before.filter((finding) => !after.some((other) => isSame(finding, other))),
  };
}

const NAMES = Object.keys(VARIABLES).filter(isVariable).sort();

/** As it would be with another release: its main and init container have the same. */
function releasedAs(install: Install, release: string): Install {
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
  const setting = container.settings.findLast((each) => each.name.value === name);
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
    const shownValue = value === UNKNOWN ? '' : `: ${shown(value)}`;
    return willBeRead ? `is read from ${row.since} on${shownValue}` : `is no longer read${shownValue}`;
  }
  if (!wasRead || was === UNKNOWN || will === UNKNOWN) return undefined;
  if (shown(was) !== shown(will)) return `${shown(was)} becomes ${shown(will)}`;
  const { deprecated } = row;
  const isNow =
    deprecated !== undefined && before(old.release, deprecated) && atLeast(next.release, deprecated);
  return isNow && isWritten ? `is deprecated from ${deprecated} on` : undefined;
}

/** A variable that nobody writes, and that one of the releases does not have. */
function unsetOf(name: VariableName, install: Install, from: string, to: string): Unset | undefined {
  const row: Variable = VARIABLES[name];
  const isNew = !isRead(row, from) && isRead(row, to);
  const isWritten = install.containers.some(({ settings }) =>
    settings.some((each) => each.name.value === name),
  );
  if (!isNew || isWritten || !row.containers.some((role) => role !== 'cni-metrics-helper')) return undefined;
  const value = row.manifest ?? row.default;
  return { name, summary: row.summary, ...(value !== undefined && { default: value }) };
}

/** Rules that look at one document, as if the aws-node stood in one. */
const findingsOf = (install: Install, settings: Settings): Diagnosis[] =>
  RULES.flatMap((rule) => {
    if (settings.rules[rule.id] === 'off') return [];
    try {
      const found = [...(rule.check?.({ ...NO_FACTS, installs: [install] }, settings) ?? [])];
      return found.map((finding) => ({
        ...finding,
        rule: rule.id,
        severity: finding.severity ?? rule.severity,
      }));
    } catch {
      // A bug of one rule costs its own findings: where it is asked for diagnostics it is logged.
      return [];
    }
  });

const isSame = (a: Diagnosis, b: Diagnosis): boolean =>
  a.rule === b.rule && a.span.start === b.span.start && a.span.end === b.span.end;

/** Releases at which something changes for a variable, the newest first: what one may want to compare with. */
export const releasesOfNote = (): readonly string[] => {
  const rows: readonly Variable[] = Object.values(VARIABLES);
  const releases = new Set([
    CURRENT,
    ...rows.flatMap(({ since, removed }) => [since ?? [], removed ?? []].flat()),
  ]);
  return [...releases].sort((a, b) => compareVersions(b, a));
};
