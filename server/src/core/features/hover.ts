import type { Analysis } from '../analysis.js';
import { addressCount, print } from '../domain/cidr.js';
import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { before } from '../domain/versions.js';
import { withCommas } from '../domain/withCommas.js';
import type { Cluster } from '../model/cluster.js';
import { isRead } from '../model/effective.js';
import type { ContainerFacts, Facts, Install, ObjectFacts, Setting } from '../model/facts.js';
import { networkingMode } from '../model/networkingMode.js';
import { isReadAllTheSame, OVERRIDES, overrideOf } from '../model/overrides.js';
import { type Slot, slotAt } from '../model/slots.js';
import { contains, type Span } from '../model/span.js';
import { documentAt } from '../model/starts.js';
import type { Diagnosis } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import { cidrMarkdown } from './cidrFields.js';
import { changesDensity, densitiesMarkdown } from './density.js';
import { shifted } from './diagnose.js';
import { eniConfigAt, type WhereIs } from './eniConfigHover.js';
import { fieldDoc } from './fieldDoc.js';
import { limitMarkdown, typeMarkdown, withDaemonSets } from './nodes.js';
import { poolMarkdown, type Told } from './pool.js';
import { selectionAt } from './selection.js';
import { nodesHere, toldInSight } from './takenPods.js';
import { wholeOf } from './wholeInstall.js';
import { code, kindName, prose, sentence, shown } from './words.js';

export interface Hover {
  /** Offsets in the file. */
  readonly span: Span;
  readonly markdown: string;
}

/**
 * Explains what stands at an offset of the file: a variable, its value, a field, an instance type, a container, the name of an
 * ENIConfig.
 */
export function hover(
  analysis: Analysis,
  offset: number,
  settings: Settings,
  types: readonly string[],
  whereIs?: WhereIs,
): Hover | undefined {
  const around = documentAt(analysis.documents, offset);
  if (!around) return undefined;
  const { document, start } = around;
  const { facts } = document;
  const { cluster, together } = analysis;
  // What shows only with other files, such as the base of a patch, is told of it, too.
  const findings = [...document.findings, ...together.filter(({ home }) => home === facts)];
  const at = offset - start;
  const slot = slotAt(facts, at);
  const selected = selectionAt(facts, at, cluster);
  const config = eniConfigAt(facts, at, cluster, settings, whereIs);
  const markdown = paragraphs(
    slot && describe(slot, { facts, findings, cluster, settings, types }),
    selected?.markdown,
    config?.markdown,
  );
  const span = slot?.span ?? selected?.span ?? config?.span;
  return span && markdown ? { span: shifted(span, start), markdown } : undefined;
}

interface Surroundings {
  readonly facts: Facts;
  readonly findings: readonly Diagnosis[];
  readonly cluster: Cluster;
  readonly settings: Settings;
  readonly types: readonly string[];
}

function describe(
  slot: Slot,
  { facts, findings, cluster, settings, types }: Surroundings,
): string | undefined {
  const filled = withDaemonSets(settings, cluster);
  const told = toldInSight(cluster, settings);
  switch (slot.kind) {
    case 'variable-name':
      return variable(wholly(slot, cluster), findings, filled, types, told);
    case 'variable-value':
      return value(wholly(slot, cluster), findings, filled, types, told);
    case 'container':
      return container(wholeOf(slot.install, cluster), slot.container, filled, types);
    case 'instance-type':
      return typeMarkdown(slot.type, nodesHere(facts, cluster, settings), cluster, settings);
    case 'pod-limit':
      return limitMarkdown(slot.limit, nodesHere(facts, cluster, settings), cluster, settings);
    case 'cidr':
      return cidrMarkdown(slot.cidr, cluster, settings, types);
    case 'field-key':
    case 'field-value':
      return field(slot.object, slot.field.path);
    case 'node-mark':
    case 'selector-value':
      return undefined;
  }
}

type SettingSlot = Extract<Slot, { kind: 'variable-name' | 'variable-value' }>;

/** A patch with what it lies on. */
const wholly = (slot: SettingSlot, cluster: Cluster): SettingSlot => ({
  ...slot,
  install: wholeOf(slot.install, cluster, slot.setting),
});

/** On the name: what it is, what the present value does, what overrides it, what it does to density. */
function variable(
  { install, container, setting }: SettingSlot,
  findings: readonly Diagnosis[],
  settings: Settings,
  types: readonly string[],
  told: Told,
): string | undefined {
  const name = setting.name.value;
  if (!isVariable(name)) return undefined;
  const row: Variable = VARIABLES[name];
  return paragraphs(
    `**${name}** · ${facts(row)}`,
    row.summary,
    here(install, container, setting, name, findings),
    changesDensity(name) && container.role === 'aws-node' && density(install, settings, types),
    sizesPool(install, container, name) && poolMarkdown(install, settings, types, told),
    row.density && `Density: ${sentence(row.density)}`,
    overriders(name),
    `If invalid: ${sentence(row.onInvalid)} If empty: ${sentence(row.onEmpty)}`,
    `[All variables](${VARIABLES_PAGE}#${name.toLowerCase()})`,
  );
}

const VARIABLES_PAGE = 'https://github.com/vpc-cni-tools/vscode-vpc-cni/blob/main/docs/variables.md';

/** Type, default and life span on one line. */
const facts = ({
  kind,
  values,
  default: fallback,
  manifest,
  since,
  removed,
  deprecated,
  containers,
}: Variable): string =>
  [
    kind === 'choice' && values ? values.map(code).join(' ') : kind,
    `default ${fallback === undefined ? 'none' : code(fallback)}`,
    ...(manifest !== undefined && manifest !== fallback ? [`upstream manifest ${code(manifest)}`] : []),
    since ? `since ${since}` : 'in every release',
    ...(deprecated && !removed ? [`deprecated since ${deprecated}`] : []),
    ...(removed ? [`not read since ${removed}`] : []),
    ...(containers.length === 1 && containers[0] === 'aws-node'
      ? []
      : [`read by ${containers.join(' and ')}`]),
  ].join(' · ');

/** Settings that can keep it from being read. */
function overriders(name: VariableName): string | undefined {
  const by = [...new Set(OVERRIDES.filter((o) => o.name === name).map((o) => o.by))];
  return by.length > 0
    ? `Other settings can keep it from being read: ${by.map(code).join(', ')}.`
    : undefined;
}

/** What the value in this manifest comes to. */
function here(
  install: Install,
  container: ContainerFacts,
  setting: Setting,
  name: VariableName,
  findings: readonly Diagnosis[],
): string {
  // What stops aws-node or is refused depends on other settings too: the rules know.
  const error = findings.find(
    ({ severity, span }) => severity === 'error' && contains(setting.span, span.start),
  );
  if (error) return `**Here:** ${prose(error.message)}`;
  const row: Variable = VARIABLES[name];
  if (!row.containers.includes(container.role)) {
    return `**Here:** never read: ${row.containers.join(' and ')} reads it, not ${container.name.value}.`;
  }
  if (!isRead(row, install.release)) {
    const why =
      row.since && install.release && before(install.release, row.since)
        ? `release ${install.release} is older than ${row.since}`
        : `no longer since ${row.removed}`;
    return `**Here:** never read: ${why}.`;
  }
  const override = overrideOf(install, name);
  const { value } = setting.value;
  if (value.kind === 'unset') {
    return value.leftOut !== undefined
      ? '**Here:** left out by the chart, since `nodeAgent.enabled` is false.'
      : '**Here:** not set, whatever the chart sets it to.';
  }
  if (value.kind === 'unknown')
    return `**Here:** known only in the cluster (${value.why === 'template' ? 'template' : 'valueFrom'}).`;
  const reading = row.read(value.text, install.release);
  const idle = override
    ? ` ${isReadAllTheSame(override) ? 'Without effect' : 'Never read'}: ${override.because}.`
    : '';
  const troubles = reading.faults
    .slice(0, 8)
    .map(
      ({ message, part }) =>
        `\n- ${code(part ? value.text.slice(part.start, part.end) : value.text)} ${prose(sentence(message))}`,
    );
  return `**Here:** in effect ${code(shown(reading.value))}.${idle}${troubles.length > 0 ? `\n${troubles.join('')}` : ''}`;
}

/** On the value: the value in effect, and CIDRs one by one. */
function value(
  { install, container, setting }: SettingSlot,
  findings: readonly Diagnosis[],
  settings: Settings,
  types: readonly string[],
  told: Told,
): string | undefined {
  const name = setting.name.value;
  if (!isVariable(name)) return undefined;
  const row: Variable = VARIABLES[name];
  return paragraphs(
    here(install, container, setting, name, findings),
    row.kind === 'cidr-list' && cidrs(row.read(textOf(setting), install.release).value),
    row.summary,
    changesDensity(name) && container.role === 'aws-node' && density(install, settings, types),
    sizesPool(install, container, name) && poolMarkdown(install, settings, types, told),
  );
}

/** A target that ipamd looks at. */
const sizesPool = (install: Install, { role }: ContainerFacts, name: VariableName): boolean =>
  role === 'aws-node' && /^(WARM|MINIMUM)_\w+_TARGET$/.test(name) && overrideOf(install, name) === undefined;

const textOf = ({ value: { value } }: Setting): string | undefined =>
  'text' in value ? value.text : undefined;

const cidrs = (read: unknown): string =>
  (Array.isArray(read) ? read : [])
    .map((cidr) => `- ${code(print(cidr))}: ${withCommas(addressCount(cidr))} addresses`)
    .join('\n');

function container(
  install: Install,
  { role, version }: ContainerFacts,
  settings: Settings,
  types: readonly string[],
): string {
  const what = {
    'aws-node': 'The plugin: its entry point and ipamd, which attaches ENIs and hands out pod addresses.',
    'aws-vpc-cni-init': 'Prepares the node: sysctls and the CNI binaries. Reads a few variables of its own.',
    'aws-eks-nodeagent': 'The network policy agent. Takes arguments instead of variables.',
    'cni-metrics-helper': 'Collects metrics of all aws-node pods.',
  }[role];
  return paragraphs(
    `**${role}**${version ? ` · v${version}` : ''}`,
    what,
    role === 'aws-node' && density(install, settings, types),
  );
}

function density(install: Install, settings: Settings, types: readonly string[]): string {
  const mode = networkingMode(install);
  const tables = densitiesMarkdown(types, mode, settings);
  return mode
    ? tables
    : `The configuration is not all in this text, so no mode is marked as the present one.\n\n${tables}`;
}

const field = ({ kind }: ObjectFacts, path: string): string | undefined => {
  const doc = fieldDoc(kind, path);
  return doc && paragraphs(`**${prose(path.split('.').at(-1) ?? '')}** · ${kindName(kind)}`, doc.description);
};

const paragraphs = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join('\n\n');
