import type { Cluster } from './cluster.js';
import type { NodeGroup } from './facts.js';
import type { Outline } from './outline.js';
import { belongsElsewhere, nearest, type Spot } from './spots.js';

export type SpotOf = (file: Outline) => Spot;

/** Files with groups that make nodes: those that are near, and the nearest of those that use what this file provides. */
export function nearestMakers(
  here: readonly string[],
  near: readonly Outline[],
  others: readonly Outline[],
  own: Cluster,
  spotOf: SpotOf,
): readonly Outline[] {
  const provided = new Set(own.nodeGroups.flatMap(({ provides }) => provides ?? []));
  const isUser = ({ uses }: NodeGroup) => uses.some((name) => provided.has(name));
  const isProvider = ({ provides }: NodeGroup) => provides !== undefined && provided.has(provides);
  const withUsers = others.filter(({ cluster }) => cluster.nodeGroups.some(isUser));
  const providers = others.filter(({ cluster }) => cluster.nodeGroups.some(isProvider));
  const spots = providers.map(spotOf);
  const users = nearest(here, withUsers).filter((file) => !belongsElsewhere(here, spotOf(file), spots));
  return [...new Set([...near, ...users])];
}

/** For each of them all files are looked through. */
export const MOST_MAKERS = 50;

export const makesNodes = ({ cluster }: Outline): boolean => cluster.nodeGroups.some(isMaker);
export const isMaker = ({ provides }: NodeGroup): boolean => provides === undefined;

/** Of each name the groups nearest to this place. Not one that others use who are nearer to it. */
export function nearestProviders(
  here: readonly string[],
  files: readonly Outline[],
  own: Cluster,
  spotOf: SpotOf,
): NodeGroup[] {
  const wanted = new Set(own.nodeGroups.flatMap(({ uses }) => uses));
  return [...wanted].flatMap((name) => {
    const users = files.filter(({ cluster }) => cluster.nodeGroups.some(({ uses }) => uses.includes(name)));
    const providers = files.filter(({ cluster }) =>
      cluster.nodeGroups.some(({ provides }) => provides === name),
    );
    return nearest(here, providers)
      .filter((file) => !belongsElsewhere(here, spotOf(file), users.map(spotOf)))
      .flatMap(({ cluster }) => cluster.nodeGroups.filter(({ provides }) => provides === name));
  });
}
