import { closestInstanceTypes, DATA_DATE, type InstanceType } from '../domain/instances.js';
import { kubeletLimit } from '../domain/kubeletLimit.js';
import {
  type Density,
  type DensityMode,
  densityTable,
  maxPods,
  type NetworkingMode,
  whyUnknown,
} from '../domain/maxPods.js';
import { memoryLeftMib, usdPerPodMonth, workloadPods } from '../domain/workloads.js';
import { type Cluster, DEFAULT_MODE, daemonSetPods, windowsMode } from '../model/cluster.js';
import { remembered } from '../model/remembered.js';
import { type Nodes, nodesOf, type Told, toldTo } from '../rules/support/nodes.js';
import { type Settings, typeNamed, typesKnown, withUnmanagedEnis } from '../settings.js';
import { sizeOf } from './density.js';
import type { CostRow, ModeFigures, TypeFigures } from './exploration.js';
import type { Picture } from './explorationPicture.js';

/** What is pictured, and where. */
export interface Scene {
  readonly seen: Cluster;
  readonly picture: Picture;
  readonly settings: Settings;
}

/** What runs the nodes of a type. `auto-mode`: EKS Auto Mode, whose plugin has no settings. */
export type Runs = 'linux' | 'windows' | 'auto-mode';

/** How the nodes of a type are in sight. */
export interface OfType {
  readonly runs: Runs;
  readonly mode: NetworkingMode | undefined;
  /** What kubelet is told; undefined: not known, or nodes differ. */
  readonly told: Told | undefined;
  /** Nodes of the type are in sight, and what they are told is not known, or differs. */
  readonly isOpen: boolean;
}

export function ofType(type: InstanceType, { seen, picture, settings }: Scene): OfType {
  const { linux, windows, auto } = nodesByType(seen)(settings.instanceTypes);
  const [ofLinux = [], ofWindows = []] = [linux.get(type.name), windows.get(type.name)];
  const runs =
    ofLinux.length > 0
      ? 'linux'
      : ofWindows.length > 0
        ? 'windows'
        : auto.has(type.name) && picture.installs.every(({ span }) => span.start < 0)
          ? 'auto-mode'
          : 'linux';
  const known = runs === 'windows' ? windowsMode(seen) : picture.mode;
  const mode = known && withUnmanagedEnis(known, settings);
  if (!known || runs === 'auto-mode') return { runs, mode, told: undefined, isOpen: false };
  const tolds = (runs === 'windows' ? ofWindows : ofLinux).map((nodes) =>
    toldTo(nodes, type, picture.mode ?? known, seen, settings),
  );
  const [told] = tolds;
  const isSame = tolds.every((other) => other?.pods === told?.pods);
  return { runs, mode, told: isSame ? told : undefined, isOpen: tolds.length > 0 && !(told && isSame) };
}

/** Nodes in sight, by the names of their types. They are the same whatever is tried out. */
const nodesByType = remembered((seen: Cluster) =>
  remembered((instanceTypes: Settings['instanceTypes']) => {
    const [linux, windows] = [new Map<string, Nodes[]>(), new Map<string, Nodes[]>()];
    for (const nodes of nodesOf(seen, seen, { instanceTypes })) {
      const into = nodes.windows ? windows : linux;
      for (const name of new Set(nodes.types.map((type) => type.name)))
        into.set(name, [...(into.get(name) ?? []), nodes]);
    }
    const auto = seen.nodeGroups.filter(({ maker }) => maker === 'auto-mode');
    return { linux, windows, auto: new Set(auto.flatMap(({ types }) => types.map(({ value }) => value))) };
  }),
);

/** Pods of a type in every mode. */
export function figuresOf(name: string, scene: Scene): TypeFigures {
  const { seen, settings } = scene;
  const type = typeNamed(name, settings);
  if (!type) return { name, size: '', modes: [], unknown: notListed(name, settings) };
  const known = { name, size: sizeOf(type), ...branchesOf(type) };
  const [other] = seen.otherCnis;
  if (other)
    return {
      ...known,
      modes: [],
      unknown: `${capital(other.name)} hands out the addresses of pods here, by its own settings.`,
    };
  const here = ofType(type, scene);
  const pods = podsOn(type, here, settings);
  if (here.runs === 'auto-mode')
    return {
      ...known,
      modes: [],
      unknown: 'EKS Auto Mode runs these nodes, and its plugin cannot be set up.',
      ...leftOf(type, pods, scene, here),
    };
  const modes = modesOf(type, here, scene);
  const why = whyUnknown(type, here.mode ?? DEFAULT_MODE, { ceiling: settings.maxPodsCeiling });
  return {
    ...known,
    modes,
    ...(modes.length === 0 && {
      unknown: `Not known, because ${why ?? 'the mode of Windows nodes is not all in sight'}.`,
    }),
    ...leftOf(type, pods, scene, here),
  };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const notListed = (name: string, { instanceTypes }: Settings): string => {
  const [near] = closestInstanceTypes(name, Object.keys(instanceTypes));
  return `This type is not in the table of ${DATA_DATE}${near === undefined ? '' : `; ${near} is`}. Its figures can be given in the settings.`;
};

const branchesOf = ({ trunking, branchEnis }: InstanceType): { branchEnis?: number } =>
  trunking === false ? { branchEnis: 0 } : branchEnis === undefined ? {} : { branchEnis };

/** Pods that nodes of the type take: what kubelet is told, as far as the ENIs carry it; else what is recommended. */
export function podsOn(
  type: InstanceType,
  { runs, mode, told }: OfType,
  settings: Settings,
): number | undefined {
  if (runs === 'auto-mode') return kubeletLimit(type, 'auto-mode', DEFAULT_MODE)?.pods;
  if (!mode) return undefined;
  if (!told) return maxPods(type, mode, { ceiling: settings.maxPodsCeiling })?.maxPods;
  // In IPv6 mode ENIs limit nothing.
  if (mode.ipv6) return told.pods;
  const carried = maxPods(type, mode, { ceiling: false })?.raw;
  return carried === undefined ? undefined : Math.min(told.pods, carried);
}

/** What is left for workloads, and what that costs. Prices are those of Linux. */
function leftOf(
  type: InstanceType,
  pods: number | undefined,
  { seen, settings }: Scene,
  { runs }: OfType,
): Pick<TypeFigures, 'pods' | 'workloads' | 'usdPerPod'> {
  if (pods === undefined) return {};
  const hosts = runs === 'linux' ? 2 : 0;
  const workloads = workloadPods(pods, daemonSetPods(seen, settings).count, hosts);
  const usd = runs === 'linux' ? usdPerPodMonth(type, workloads) : undefined;
  return { pods, workloads, ...(usd !== undefined && { usdPerPod: usd }) };
}

/** Where nodes of the type are in sight, what they take: kubelet may be told another number than the recommended. */
function modesOf(type: InstanceType, { mode, told }: OfType, scene: Scene): readonly ModeFigures[] {
  const { settings } = scene;
  const ceiling = settings.maxPodsCeiling;
  const present = mode && maxPods(type, mode, { ceiling });
  if (mode?.ipv6 || mode?.windows)
    return present ? [modeFigures(mode.windows ? 'Windows' : IPV6, present, true, ceiling, told)] : [];
  const { podEni = false, maxEni, unmanagedEnis = settings.unmanagedEnis } = mode ?? {};
  const same = { ceiling, podEni, unmanagedEnis, ...(maxEni !== undefined && { maxEni }) };
  return densityTable(type, same).map((density) => {
    const isPresent = density.mode === present?.mode;
    const toldThere = isPresent || !mode ? told : toldIn(type, { ...mode, ...SWITCHES[density.mode] }, scene);
    return modeFigures(MODES[density.mode], density, isPresent, ceiling, toldThere);
  });
}

const toldIn = (type: InstanceType, mode: NetworkingMode, scene: Scene): Told | undefined =>
  ofType(type, { ...scene, picture: { ...scene.picture, mode } }).told;

const SWITCHES: Readonly<Record<DensityMode, Pick<NetworkingMode, 'prefixDelegation' | 'customNetworking'>>> =
  {
    'secondary-ip': { prefixDelegation: false, customNetworking: false },
    'prefix-delegation': { prefixDelegation: true, customNetworking: false },
    'custom-networking': { prefixDelegation: false, customNetworking: true },
    'prefix-delegation+custom-networking': { prefixDelegation: true, customNetworking: true },
  };

const IPV6 = 'IPv6';

const MODES: Readonly<Record<DensityMode, string>> = {
  'secondary-ip': 'secondary IPs',
  'prefix-delegation': 'prefix delegation',
  'custom-networking': 'custom networking',
  'prefix-delegation+custom-networking': 'prefix delegation + custom networking',
};

const modeFigures = (
  title: string,
  { maxPods: recommended, raw, sum, ceiling, formula }: Density,
  isPresent: boolean,
  withCeiling: boolean,
  told: Told | undefined,
): ModeFigures => {
  // In IPv6 mode ENIs limit nothing.
  const pods = told ? (title === IPV6 ? told.pods : Math.min(told.pods, raw)) : recommended;
  return {
    title,
    pods,
    raw: Math.max(raw, pods),
    ...(withCeiling && ceiling !== undefined && { ceiling }),
    formula: told && pods !== recommended ? `${sum}; kubelet is told ${toldText(told)}` : formula,
    isPresent,
  };
};

/** `17 (3 × (6 − 1) + 2 = 17)`. */
export const toldText = ({ pods, limit, formula }: Told): string => {
  const by = limit?.field ?? formula;
  return `${pods}${by === undefined ? '' : ` (${by})`}`;
};

/** What a pod costs on every type that has a price, and memory for pods: t4g.nano has addresses for 34, and 512 MiB. */
export function costRows(scene: Scene): CostRow[] {
  const { seen, settings } = scene;
  if (seen.otherCnis.length > 0) return [];
  return typesKnown(settings).flatMap((type): CostRow[] => {
    const { name, vcpus, memoryMib, usdPerHour } = type;
    if (usdPerHour === undefined) return [];
    const here = ofType(type, scene);
    const { pods, workloads, usdPerPod } = leftOf(type, podsOn(type, here, settings), scene, here);
    if (pods === undefined || workloads === undefined || usdPerPod === undefined) return [];
    const left = memoryMib === undefined ? undefined : memoryLeftMib(memoryMib, pods);
    if (left !== undefined && left <= 0) return [];
    return [
      {
        name,
        ...(vcpus !== undefined && { vcpus }),
        ...(memoryMib !== undefined && { memoryMib }),
        pods,
        workloads,
        ...(left !== undefined && { memoryPerPodMib: Math.floor(left / workloads) }),
        usdPerHour,
        usdPerPod,
      },
    ];
  });
}
