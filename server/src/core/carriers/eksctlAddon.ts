import { at, entry, items, type Node, text } from '../model/tree.js';
import { ADDON, type Addon, readAddon } from './addonConfiguration.js';
import type { Reading, Surroundings } from './carrier.js';
import { located } from './fields.js';
import { isWritten } from './nodeFields.js';

/** The entry of the add-on in `addons`, and what comes of there being none. */
export function addonFacts(object: Node, surroundings: Surroundings): Reading {
  const addon = addonIn(object);
  if (addon) return readAddon(addon, surroundings);
  // Then the cluster begins without a CNI: somebody else installs one.
  const bare = entry(at(object, 'addonsConfig'), 'disableDefaultAddons');
  const isBare = bare?.value.kind === 'scalar' && !/^(?:n|no|false|off)?$/i.test(bare.value.text);
  return bare && isBare ? { clusterSettings: [{ kind: 'unread-install', span: bare.key.span }] } : {};
}

function addonIn(object: Node): Addon | undefined {
  const item = items(at(object, 'addons')).find((addon) => text(at(addon, 'name')) === ADDON);
  const name = located(at(item, 'name'));
  if (!item || !name) return undefined;
  const configuration = entry(item, 'configurationValues');
  const version = at(item, 'version');
  const conflicts = at(item, 'resolveConflicts');
  const cluster = located(at(object, 'metadata', 'name'));
  const family = familyOf(at(object, 'kubernetesNetworkConfig', 'ipFamily'));
  return {
    span: item.span,
    place: 'eksctl',
    name,
    ...(cluster && { cluster: cluster.value }),
    ...(configuration && { configuration }),
    ...(version && { version }),
    ...(conflicts && { conflicts }),
    ...(family && { family }),
  };
}

/** A cluster of which nothing is said is one of IPv4. */
function familyOf(node: Node | undefined): 4 | 6 | undefined {
  if (!isWritten(node)) return 4;
  const version = /^ipv([46])$/i.exec(located(node)?.value ?? '')?.[1];
  return version === undefined ? undefined : version === '6' ? 6 : 4;
}
