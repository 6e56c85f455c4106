import type { ExplorationQuery } from '../../server/src/protocol.js';

/** What the user chose: kept by VS Code when the page is hidden or the window is loaded again. */
export interface Choices {
  readonly uri?: string;
  readonly query: ExplorationQuery;
  readonly costs: { readonly sort: string; readonly isDescending: boolean; readonly filter: string };
  /** Pods that the pool is read at; absent: half of what fits. */
  readonly readAt?: number;
}

export const NOTHING_CHOSEN: Choices = {
  query: { types: [], tried: {}, subnets: [] },
  costs: { sort: 'usdPerPod', isDescending: false, filter: '' },
};

/** What VS Code kept, perhaps from another release. */
export function readChoices(kept: unknown): Choices {
  if (!isRecord(kept)) return NOTHING_CHOSEN;
  const query = isRecord(kept.query) ? kept.query : {};
  const costs = isRecord(kept.costs) ? kept.costs : {};
  const tried = isRecord(query.tried) ? query.tried : {};
  const texts = Object.entries(tried).filter(([, value]) => typeof value === 'string');
  return {
    ...(typeof kept.uri === 'string' && { uri: kept.uri }),
    query: {
      types: strings(query.types),
      tried: Object.fromEntries(texts),
      subnets: strings(query.subnets),
      ...figure('podsPerNode', query.podsPerNode),
      ...figure('daemonSetPods', query.daemonSetPods),
    },
    costs: {
      sort: typeof costs.sort === 'string' ? costs.sort : NOTHING_CHOSEN.costs.sort,
      isDescending: costs.isDescending === true,
      filter: typeof costs.filter === 'string' ? costs.filter : '',
    },
    ...figure('readAt', kept.readAt),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

const figure = <Name extends string>(name: Name, value: unknown): { [name in Name]?: number } =>
  typeof value === 'number' ? ({ [name]: value } as { [name in Name]: number }) : {};
