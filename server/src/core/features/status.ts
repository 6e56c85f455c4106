import type { Analysis } from '../analysis.js';
import { DEFAULT_MODE, inSight } from '../model/cluster.js';
import type { Given } from '../readSettings.js';
import { type Settings, typesKnown } from '../settings.js';
import { densityOf, modeName, selectedTypes } from './density.js';
import { typesInSight } from './nodes.js';
import { type Stop, stopIn } from './stops.js';

/** One row of the list behind "Select Instance Type". */
export interface InstanceTypeRow {
  readonly instanceType: string;
  /** Under the configuration in effect in the document; absent: not known. */
  readonly maxPods?: number;
  readonly vcpus?: number;
  readonly memoryMib?: number;
  /** Nodes in sight of the document have it. */
  readonly isInSight?: boolean;
}

/** What the status bar shows for a document. */
export interface Status {
  readonly instanceType: string;
  /** Where the type comes from: the setting, that of the team's configuration file, the manifests, or our default. */
  readonly origin: 'setting' | 'team' | 'manifest' | 'default';
  /** Absent: not known for this type or configuration. */
  readonly maxPods?: number;
  /** The networking mode in words, such as "prefix delegation"; absent: it is not known from the file. */
  readonly mode?: string;
  /** Formula with its figures. */
  readonly formula?: string;
  /** Why aws-node does not run as it is written: in two words, and as a sentence. */
  readonly stop?: Stop;
  /** Other files have yet to be read: figures may change at once. */
  readonly isReading?: boolean;
}

/**
 * What the status bar says about a file; undefined where neither nodes nor an aws-node are in it, whose pods could be counted.
 * `given`: which of the settings the team's configuration file gives.
 */
export function status(
  analysis: Analysis,
  settings: Settings,
  found: readonly string[],
  given: Given = {},
): Status | undefined {
  const { documents, cluster } = analysis;
  const hasPods = documents.some(({ facts }) => facts.installs.length + facts.nodeGroups.length > 0);
  if (!hasPods || cluster.otherCnis.length > 0) return undefined;
  const [instanceType = ''] = selectedTypes(settings, found);
  const { mode } = inSight(cluster);
  const density = mode && densityOf(instanceType, mode, settings);
  const stop = stopIn(cluster.installs);
  return {
    instanceType,
    origin: settings.instanceType
      ? given.instanceType
        ? 'team'
        : 'setting'
      : found.length > 0
        ? 'manifest'
        : 'default',
    ...(mode && { mode: modeName(mode) }),
    ...(density && { maxPods: density.maxPods, formula: density.formula }),
    ...(stop && { stop }),
  };
}

/**
 * All types with their pods under the configuration of a file, or plain secondary IPs where it has none. Those in sight of it
 * come first.
 */
export function instanceTypeRows(analysis: Analysis | undefined, settings: Settings): InstanceTypeRow[] {
  const mode = (analysis && inSight(analysis.cluster).mode) ?? DEFAULT_MODE;
  const inSightOf = new Set(analysis ? typesInSight(analysis) : []);
  const rows = typesKnown(settings).map((type): InstanceTypeRow => {
    const density = densityOf(type.name, mode, settings);
    return {
      instanceType: type.name,
      ...(density && { maxPods: density.maxPods }),
      ...(type.vcpus !== undefined && { vcpus: type.vcpus }),
      ...(type.memoryMib !== undefined && { memoryMib: type.memoryMib }),
      ...(inSightOf.has(type.name) && { isInSight: true }),
    };
  });
  return [...rows.filter(({ isInSight }) => isInSight), ...rows.filter(({ isInSight }) => !isInSight)];
}
