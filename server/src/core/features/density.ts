import { closestInstanceTypes, DATA_DATE, type InstanceType, PRICE_DATE } from '../domain/instances.js';
import {
  CEILINGS,
  canDelegatePrefixes,
  type Density,
  type DensityMode,
  densityTable,
  maxPods,
  type NetworkingMode,
  whyUnknown,
} from '../domain/maxPods.js';
import { withCommas } from '../domain/withCommas.js';
import { HOURS_PER_MONTH, reservedMemoryMib, usdPerPodMonth, workloadPods } from '../domain/workloads.js';
import { type Settings, typeNamed, withUnmanagedEnis } from '../settings.js';
import { code, counted } from './words.js';

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
  windows,
  unmanagedEnis = 0,
}: NetworkingMode): string {
  if (windows) return prefixDelegation ? 'prefix delegation on Windows' : 'secondary IPs on Windows';
  const base = ipv6 ? 'IPv6' : prefixDelegation ? 'prefix delegation' : 'secondary IPs';
  const more = [
    ...(customNetworking ? ['custom networking'] : []),
    ...(podEni ? ['security groups for pods'] : []),
    ...(maxEni !== undefined ? [`MAX_ENI ${maxEni}`] : []),
    ...(unmanagedEnis > 0 ? [`${counted(unmanagedEnis, 'unmanaged ENI')}`] : []),
  ];
  return [base, ...more].join(' + ');
}

export const densityOf = (name: string, mode: NetworkingMode, settings: Settings): Density | undefined => {
  const type = typeNamed(name, settings);
  return type && maxPods(type, withUnmanagedEnis(mode, settings), { ceiling: settings.maxPodsCeiling });
};

/** Pods as a text: `29 pods`, `29–58 pods` over several types; undefined where none of the types is known. */
export function podsText(
  names: readonly string[],
  mode: NetworkingMode,
  settings: Settings,
): string | undefined {
  const counts = names.flatMap((name) => podsBetween(name, mode, settings));
  if (counts.length === 0) return undefined;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${least} pods` : `${least}–${most} pods`;
}

/** One number, or the least and the most where it is not known which of the two ceilings holds. */
function podsBetween(name: string, mode: NetworkingMode, settings: Settings): readonly number[] {
  const known = densityOf(name, mode, settings);
  if (known) return [known.maxPods];
  const type = typeNamed(name, settings);
  const raw = type && maxPods(type, withUnmanagedEnis(mode, settings), { ceiling: false })?.raw;
  return raw === undefined ? [] : CEILINGS.map((ceiling) => Math.min(ceiling, raw));
}

/** The first type with all modes side by side, and the others with a row each, as Markdown. */
export function densitiesMarkdown(
  [first, ...others]: readonly string[],
  present: NetworkingMode | undefined,
  settings: Settings,
): string {
  if (first === undefined) return '';
  const full = densityMarkdown(first, present, settings);
  if (others.length === 0) return full;
  const mode = present && withUnmanagedEnis(present, settings);
  const head = mode
    ? '| type | pods | formula |\n| :-- | :-: | :-- |'
    : '| type | secondary IPs | with prefixes |\n| :-- | :-: | :-: |';
  const rows = others.slice(0, MOST_ROWS).map((name) => typeRow(name, mode, settings));
  const more = others.length > MOST_ROWS ? `\n\n… and ${others.length - MOST_ROWS} more` : '';
  return `${full}\n\n${head}\n${rows.join('\n')}${more}`;
}

const MOST_ROWS = 12;

/** Under the present mode, or under both ways to hand out addresses where it is not known. At most 80 columns wide. */
function typeRow(name: string, mode: NetworkingMode | undefined, settings: Settings): string {
  // Names of the table are shorter, and have neither of these, which would make the cell wider or end it.
  const type = code(name.replace(/[|`]/g, '').slice(0, 24));
  if (!mode) {
    const pods = [SECONDARY, PREFIXES].map((each) => densityOf(name, each, settings)?.maxPods ?? '?');
    return `| ${type} | ${pods.join(' | ')} |`;
  }
  const density = densityOf(name, mode, settings);
  return density ? `| ${type} | ${density.maxPods} | ${density.sum} |` : `| ${type} | ? | not known |`;
}

/**
 * All modes side by side as a Markdown table, the present one marked, and what is left for workloads of the pods that nodes
 * take: `taken`, or those recommended.
 */
export function densityMarkdown(
  name: string,
  present: NetworkingMode | undefined,
  settings: Settings,
  taken?: number,
): string {
  const type = typeNamed(name, settings);
  if (!type) return unknownType(name, settings);
  const own = Object.hasOwn(settings.instanceTypes, name) ? settings.instanceTypes[name] : undefined;
  const ceiling = settings.maxPodsCeiling;
  const mode = present && withUnmanagedEnis(present, settings);
  const density = mode && maxPods(type, mode, { ceiling });
  const rows = tableRows(type, mode, density, ceiling);
  if (rows.length === 0)
    return `The pods of \`${name}\` are not known: ${whyUnknown(type, mode ?? SECONDARY, { ceiling })}.`;
  const remarks = density
    ? [
        `${counted(density.maxPods, 'pod')}: ${density.reason}`,
        ...densityLines(
          type,
          { ...density, maxPods: taken ?? density.maxPods },
          settings.daemonSetPods ?? 0,
          own?.usdPerHour === undefined ? PRICES : 'the price in the settings',
        ),
        ...density.notes,
      ]
    : mode
      ? [`Here not known: ${whyUnknown(type, mode, { ceiling })}`]
      : [];
  const size = sizeOf(type);
  return [
    `Max pods on \`${name}\`${size ? ` (${size})` : ''}${mode ? `, here with ${modeNameOn(type, mode)}` : ''}`,
    '',
    '| | mode | pods | formula |',
    // Centred: hovers set the columns close together.
    '| :-: | :-- | :-: | :-- |',
    ...rows,
    ...(mode?.windows ? [] : [branchRow(type, mode?.podEni === true)]),
    '',
    ...remarks.map((remark) => `- ${remark}`),
    ...(remarks.length > 0 ? [''] : []),
    `Limits of ${own ? 'the settings' : DATA_DATE}${ceiling ? '; at most 110, or 250 above 30 vCPUs, as Amazon recommends' : ''}.`,
  ].join('\n');
}

/** What a density comes to, line by line, as plain text: pods for workloads, their cost, memory. */
export function densityLines(
  type: InstanceType,
  { maxPods: pods, hostPods }: Density,
  daemonSetPods: number,
  prices = PRICES,
): string[] {
  const left = workloadPods(pods, daemonSetPods, hostPods);
  // Prices are those of Linux, and Windows images reserve memory by other rules.
  const linux = hostPods > 0;
  const usd = linux ? usdPerPodMonth(type, left) : undefined;
  const less = [
    ...(linux ? [`${hostPods} (aws-node, kube-proxy)`] : []),
    ...(daemonSetPods > 0 ? [counted(daemonSetPods, 'DaemonSet pod')] : []),
  ];
  return [
    `${counted(left, 'pod')} left for workloads${less.length > 0 ? `: ${[withCommas(pods), ...less].join(' − ')}` : ''}`,
    ...(usd === undefined
      ? []
      : [
          `$${usd.toFixed(2)} per pod and month: $${type.usdPerHour}/h × ${HOURS_PER_MONTH} h ÷ ${counted(left, 'pod')} (${prices})`,
        ]),
    ...(linux
      ? [
          `${withCommas(reservedMemoryMib(pods))} MiB of memory reserved by kubelet for ${counted(pods, 'pod')}: 11 × ${withCommas(pods)} + 255`,
        ]
      : []),
  ];
}

const PRICES = `on demand, us-east-1, prices of ${PRICE_DATE}`;

const SECONDARY: NetworkingMode = { prefixDelegation: false, customNetworking: false, podEni: false };
const PREFIXES: NetworkingMode = { ...SECONDARY, prefixDelegation: true };

/** What the type makes of the mode. */
const modeNameOn = (type: InstanceType, mode: NetworkingMode): string =>
  mode.prefixDelegation && canDelegatePrefixes(type) === false
    ? `${modeName({ ...mode, prefixDelegation: false })}: prefix delegation is on, which Xen cannot do`
    : modeName(mode);

const unknownType = (name: string, { instanceTypes }: Settings): string => {
  const near = closestInstanceTypes(name, Object.keys(instanceTypes)).slice(0, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.map((type) => `\`${type}\``).join(', ')}?` : '';
  return `${code(name)} is not in the table of instance types (${DATA_DATE}): its number of pods is not known.${hint}

If it exists, give its figures in the setting \`vpcCni.instanceTypes\`, \`enis\` and \`ipv4PerEni\` at least, or install a newer release, whose table may have it.`;
};

function tableRows(
  type: InstanceType,
  mode: NetworkingMode | undefined,
  present: Density | undefined,
  ceiling: boolean,
): string[] {
  if (mode?.ipv6 || mode?.windows)
    return present ? [row(mode.windows ? 'Windows' : 'IPv6', present, true)] : [];
  const { podEni = false, maxEni, unmanagedEnis = 0 } = mode ?? SECONDARY;
  const same = { ceiling, podEni, unmanagedEnis, ...(maxEni !== undefined && { maxEni }) };
  return densityTable(type, same).map((density) =>
    row(MODES[density.mode], density, density.mode === present?.mode),
  );
}

const MODES: Readonly<Record<DensityMode, string>> = {
  'secondary-ip': 'secondary IPs',
  'prefix-delegation': 'prefix delegation',
  'custom-networking': 'custom networking',
  'prefix-delegation+custom-networking': 'both',
};

/** Without the ceiling in the formula, which would make the table too wide for a hover: the lines below it tell. */
const row = (title: string, { maxPods: pods, sum }: Density, isPresent: boolean): string =>
  isPresent ? `| → | **${title}** | **${pods}** | ${sum} |` : `| | ${title} | ${pods} | ${sum} |`;

/** Branch ENIs are a figure of the table, not a formula. */
function branchRow({ trunking, branchEnis }: InstanceType, isOn: boolean): string {
  const what =
    trunking === undefined
      ? ['?', 'not known']
      : trunking
        ? [String(branchEnis ?? '?'), 'pods with security groups of their own']
        : ['0', 'this type has no trunk ENI'];
  return `| ${isOn ? '→ ' : ''}| branch ENIs | ${what[0]} | ${what[1]} |`;
}

/** `2 vCPU, 8 GiB`, as far as it is known. */
export const sizeOf = ({ vcpus, memoryMib }: InstanceType): string =>
  [
    ...(vcpus === undefined ? [] : [`${vcpus} vCPU`]),
    ...(memoryMib === undefined ? [] : [`${Number((memoryMib / 1024).toFixed(1))} GiB`]),
  ].join(', ');
