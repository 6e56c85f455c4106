import type { Cluster } from '../model/cluster.js';

/** What is in sight beside aws-nodes. */
export type Sight = Pick<Cluster, 'settings' | 'otherCnis' | 'patches'>;

/** Why a page about aws-nodes has none to show. */
export function nothingInSight(sight: Sight | undefined): string {
  const [other] = sight?.otherCnis ?? [];
  if (other)
    return `No aws-node is in sight of this file: ${other.name} hands out the addresses of pods here.\n`;
  const clusters = (sight?.settings ?? []).filter(({ kind }) => kind === 'cluster');
  if (clusters.length > 1)
    return 'Several clusters are defined here, and nothing says which of them this is about: what they run with is not told.\n';
  if (sight?.settings.some(({ kind }) => kind === 'unread-install')) return UNREAD;
  return sight && sight.patches.length > 0 ? PATCHES : NOTHING;
}

const UNREAD = `What aws-node runs with is not known here: it is configured in a form that cannot be read, or several are near this file and
nothing says which of them it is about.
`;

const PATCHES = `This file may change an aws-node, and no kustomization that is read puts it on one: what comes of it is not known.
`;

const NOTHING = `No aws-node is in sight of this file: no DaemonSet, values of the chart, configuration of the add-on, or definition
of a cluster that configures one. What the cluster runs with stands somewhere else.
`;
