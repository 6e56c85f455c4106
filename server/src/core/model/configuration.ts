import { hasHostBits, network, parseCidr, print, splitList, unmap } from '../domain/cidr.js';
import type { Container, Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { effective, isRead, textOf, UNKNOWN } from './effective.js';
import type { Argument, ContainerFacts, Install, Setting } from './facts.js';
import { isReadAllTheSame, overrideOf } from './overrides.js';

/** What one aws-node runs with, and where each value comes from. */
export interface Configuration {
  readonly install: Install;
  readonly containers: readonly ConfiguredContainer[];
}

export interface ConfiguredContainer {
  readonly facts: ContainerFacts;
  readonly values: readonly ConfiguredValue[];
  /** Variables that are written and that no container of the plugin knows. */
  readonly unknown: readonly Setting[];
  /** Of the node agent: the last of each name. */
  readonly args: readonly Argument[];
}

/** A variable in a container. */
export interface ConfiguredValue {
  readonly name: VariableName;
  /** What the process gets; undefined: nothing is set. */
  readonly text: string | undefined | typeof UNKNOWN;
  /** What the process makes of it. */
  readonly value: unknown;
  /** Who sets it; `nobody`: the value is the default of the code. */
  readonly from: 'setting' | 'manifest' | 'nobody';
  readonly setting?: Setting;
  /**
   * Written, too, and of no effect since the setting is there, or since something above takes it away or may have changed
   * it; the nearest layer first.
   */
  readonly replaced: readonly Setting[];
  /** What the manifest or the chart would set. */
  readonly manifest?: string;
  /** Why no process reads it. */
  readonly neverRead?: string;
  /** Items of a list that the plugin passes over. */
  readonly dropped: readonly string[];
  /** Blocks of a list with bits beyond their prefix, and what they count as. */
  readonly masked: readonly { readonly text: string; readonly as: string }[];
}

/** The containers as they start; within them the variables that are written by name, then those of the manifest. */
export function configurationOf(install: Install): Configuration {
  const containers = [...install.containers].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
  return { install, containers: containers.map((facts) => containerOf(install, facts)) };
}

const ORDER: readonly Container[] = [
  'aws-vpc-cni-init',
  'aws-node',
  'aws-eks-nodeagent',
  'cni-metrics-helper',
];

function containerOf(install: Install, facts: ContainerFacts): ConfiguredContainer {
  const { settings, shadowed = [], args, base } = facts;
  const written = new Set([...settings, ...shadowed].map(({ name }) => name.value));
  const ofManifest = base === undefined ? [] : NAMES.filter((name) => isSetByManifest(name, facts, install));
  // What somebody wrote comes first.
  const names = [...new Set([...[...written].sort(), ...ofManifest])].filter(isVariable);
  return {
    facts,
    values: names.map((name) => configured(install, facts, name)),
    unknown: settings.filter(({ name }) => !isVariable(name.value)),
    args: args.filter((argument, i) => args.findLastIndex(({ name }) => name === argument.name) === i),
  };
}

const NAMES = Object.keys(VARIABLES).filter(isVariable);

function isSetByManifest(name: VariableName, { role }: ContainerFacts, install: Install): boolean {
  const row: Variable = VARIABLES[name];
  return (
    row.containers.includes(role) && isRead(row, install.release) && textOf(install, name, role) !== undefined
  );
}

function configured(
  install: Install,
  { role, settings, shadowed = [], base }: ContainerFacts,
  name: VariableName,
): ConfiguredValue {
  const row: Variable = VARIABLES[name];
  const ofName = settings.filter((setting) => setting.name.value === name);
  const setting = ofName.at(-1);
  const replaced = [
    ...shadowed.filter((other) => other.name.value === name),
    ...ofName.slice(0, -1),
  ].reverse();
  const text = textOf(install, name, role);
  const neverRead = whyUnread(install, role, name);
  return {
    name,
    text,
    value: effective(install, name, role),
    from: setting ? 'setting' : text === undefined || base === undefined ? 'nobody' : 'manifest',
    ...(setting && { setting }),
    replaced,
    ...(base !== undefined &&
      row.manifest !== undefined &&
      row.containers.includes(role) && { manifest: row.manifest }),
    ...(neverRead !== undefined && { neverRead }),
    ...(typeof text === 'string' && isRead(row, install.release)
      ? { dropped: droppedOf(row, text, install.release), masked: maskedOf(row, text) }
      : { dropped: [], masked: [] }),
  };
}

const droppedOf = (row: Variable, text: string, release: string | undefined): readonly string[] =>
  (row.kind === 'cidr-list' || row.kind === 'tags' ? row.read(text, release).faults : []).flatMap(
    ({ effect, part }) => {
      const item = part && text.slice(part.start, part.end);
      // Of an empty item there are only commas to show.
      return effect === 'drops-item' && item !== undefined && !/^[\s,]*$/.test(item) ? [item] : [];
    },
  );

const maskedOf = ({ kind }: Variable, text: string): ConfiguredValue['masked'] =>
  kind !== 'cidr-list'
    ? []
    : splitList(text).flatMap(({ text: item }) => {
        const parsed = parseCidr(item);
        const block = parsed && unmap(parsed);
        return block?.family === 4 && hasHostBits(block) ? [{ text: item, as: print(network(block)) }] : [];
      });

/** A value in effect as data: lists of blocks as their texts, tags as a map. */
export const asData = (value: unknown): unknown =>
  value instanceof Map
    ? Object.fromEntries(value)
    : Array.isArray(value)
      ? value.map((block) => print(block))
      : (value ?? null);

function whyUnread(install: Install, role: Container, name: VariableName): string | undefined {
  const row: Variable = VARIABLES[name];
  if (!row.containers.includes(role)) return `only ${row.containers.join(' and ')} reads it`;
  if (!isRead(row, install.release)) {
    const isTooNew = row.since !== undefined && !isRead({ ...row, removed: '999.0.0' }, install.release);
    return isTooNew
      ? `release ${install.release} is older than ${row.since}`
      : `no longer since ${row.removed}`;
  }
  const override = overrideOf(install, name);
  return override && !isReadAllTheSame(override) ? override.because : undefined;
}

/** What is not known in the cluster's configuration: shown as such. */
export const isUnknown = (value: unknown): boolean => value === UNKNOWN;
