import { closestInstanceTypes, DATA_DATE, type InstanceType, instanceType } from '../domain/instances.js';
import {
  type Density,
  type DensityMode,
  densityTable,
  maxPods,
  type NetworkingMode,
} from '../domain/maxPods.js';
import type { Settings } from '../settings.js';
import { code } from './words.js';

/** What stands when nobody has chosen a type and no manifest names one. */
export const DEFAULT_TYPE = 'm5.large';

/** Instance types to count for: the one chosen, else those that manifests name, else the default. Never empty. */
export const selectedTypes = (settings: Settings, found: readonly string[]): readonly string[] => {
  if (settings.instanceType) return [settings.instanceType];
  return found.length > 0 ? found : [DEFAULT_TYPE];
};

/** Variables that change how many pods a node can address. */
export const changesDensity = (name: string): boolean =>
  [
    'ENABLE_PREFIX_DELEGATION',
    'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
    'ENABLE_POD_ENI',
    'MAX_ENI',
    'ENABLE_IPv6',
  ].includes(name);

/** The mode in words. */
export function modeName({
  prefixDelegation,
  customNetworking,
  podEni,
  ipv6,
  maxEni,
}: NetworkingMode): string {
  const base = ipv6 ? 'IPv6' : prefixDelegation ? 'prefix delegation' : 'secondary IPs';
  const more = [
    ...(customNetworking ? ['custom networking'] : []),
    ...(podEni ? ['security groups for pods'] : []),
    ...(maxEni !== undefined ? [`MAX_ENI ${maxEni}`] : []),
  ];
  return [base, ...more].join(' + ');
}

export const densityOf = (name: string, mode: NetworkingMode, settings: Settings): Density | undefined => {
  const type = instanceType(name);
  return type && maxPods(type, mode, { ceiling: settings.maxPodsCeiling });
};

/** Pods as a text: `29 pods`, `29–58 pods` over several types; undefined where none of the types is known. */
export function podsText(
  names: readonly string[],
  mode: NetworkingMode,
  settings: Settings,
): string | undefined {
  const counts = names.flatMap((name) => densityOf(name, mode, settings)?.maxPods ?? []);
  if (counts.length === 0) return undefined;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${least} pods` : `${least}–${most} pods`;
}

/** All modes side by side as a Markdown table, the present one marked. */
export function densityMarkdown(name: string, mode: NetworkingMode | undefined, settings: Settings): string {
  const type = instanceType(name);
  if (!type) return unknownType(name);
  const ceiling = settings.maxPodsCeiling;
  const present = mode && maxPods(type, mode, { ceiling });
  const modes = mode?.ipv6 ? [] : densityTable(type, { ceiling, ...pick(mode) });
  const rows = [
    ...modes.map((density) => row(MODES[density.mode], density, density.mode === present?.mode)),
    ...(mode?.ipv6 && present ? [row('IPv6', present, true)] : []),
    branchRow(type, mode?.podEni === true),
  ];
  if (!present && modes.length === 0)
    return `The limits of \`${name}\` are not all known, and so is its number of pods.`;
  const notes = [...new Set(present?.notes ?? [])].map((note) => `- ${note}`);
  return [
    `Max pods on \`${name}\`${sizeOf(type)}${mode ? `, here with ${modeName(mode)}` : ''}`,
    '',
    '| | mode | pods | formula |',
    // Centred: hovers set the columns close together.
    '| :-: | :-- | :-: | :-- |',
    ...rows,
    '',
    ...notes,
    ...(notes.length > 0 ? [''] : []),
    `Limits of ${DATA_DATE}${ceiling ? '; at most 110, or 250 above 30 vCPUs, as Amazon recommends' : ''}.`,
  ].join('\n');
}

const unknownType = (name: string): string => {
  const near = closestInstanceTypes(name).slice(0, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.map((type) => `\`${type}\``).join(', ')}?` : '';
  return `${code(name)} is not in the table of instance types (${DATA_DATE}): its number of pods is not known.${hint}`;
};

const pick = (mode: NetworkingMode | undefined) => ({
  podEni: mode?.podEni ?? false,
  ...(mode?.maxEni !== undefined && { maxEni: mode.maxEni }),
});

const MODES: Readonly<Record<DensityMode, string>> = {
  'secondary-ip': 'secondary IPs',
  'prefix-delegation': 'prefix delegation',
  'custom-networking': 'custom networking',
  'prefix-delegation+custom-networking': 'both',
};

const row = (title: string, { maxPods: pods, formula }: Density, isPresent: boolean): string =>
  isPresent ? `| → | **${title}** | **${pods}** | **${formula}** |` : `| | ${title} | ${pods} | ${formula} |`;

/** Branch ENIs are a figure of the table, not a formula. */
function branchRow({ trunking, branchEnis }: InstanceType, isOn: boolean): string {
  const what =
    trunking === undefined
      ? ['?', 'not known']
      : trunking
        ? [String(branchEnis ?? '?'), 'pods with security groups of their own; they count for kubelet too']
        : ['0', 'this type has no trunk ENI'];
  return `| ${isOn ? '→ ' : ''}| branch ENIs | ${what[0]} | ${what[1]} |`;
}

const sizeOf = ({ vcpus, memoryMib }: InstanceType): string => {
  const parts = [
    ...(vcpus === undefined ? [] : [`${vcpus} vCPU`]),
    ...(memoryMib === undefined ? [] : [`${Number((memoryMib / 1024).toFixed(1))} GiB`]),
  ];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
};
