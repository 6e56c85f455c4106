import type { Exploration, ExplorationQuery } from '../../server/src/core/features/exploration.js';
import { explore } from '../../server/src/core/features/explore.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { analyzed } from './check.js';

export const NOTHING: ExplorationQuery = { types: [], tried: {}, subnets: [] };

export const explored = (
  text: string | undefined,
  query: Partial<ExplorationQuery> = {},
  settings: Partial<Settings> = {},
): Exploration =>
  explore(
    text === undefined ? undefined : analyzed(text, settings),
    { ...NOTHING, ...query },
    {
      ...DEFAULT_SETTINGS,
      ...settings,
    },
  );

export const controlOf = ({ controls }: Exploration, name: string) =>
  controls.find((control) => control.name === name);
/** `29 of 29, → marks the mode in the picture`. */
export const bars = ({ types }: Exploration, index = 0): string[] =>
  (types[index]?.modes ?? []).map(
    ({ title, pods, raw, isPresent }) => `${isPresent ? '→ ' : ''}${title} ${pods}/${raw}`,
  );
export const noted = ({ notes }: Exploration, pattern: RegExp): boolean =>
  notes.some((note) => pattern.test(note));
export const pointAt = ({ pool }: Exploration, pods: number, id = 'present') =>
  pool?.series.find((series) => series.id === id)?.points[pods];

export const NODES = (more: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
${more}`;
export const GROUP = (more: string) =>
  NODES(`nodeGroups:
  - name: general
    instanceType: m5.large
${more}`);
