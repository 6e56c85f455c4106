import { at, entry, type Node, text } from '../model/tree.js';
import { ADDON, type Addon, readAddon } from './addonConfiguration.js';
import type { Carrier } from './carrier.js';
import { hasDirective, located } from './fields.js';

/** The add-on as an object of the AWS controllers for Kubernetes, or of Crossplane. */
export const addonObject: Carrier = {
  id: 'addon-object',
  title: 'Addon of ACK or Crossplane',
  mark: /\beks\.(?:services\.k8s\.aws|aws\.(?:m\.)?(?:upbound|crossplane)\.io)\//,
  outline: /^(?=[\s\S]*\bAddon\b)[\s\S]*\bvpc-cni\b/,
  matches: (object) => addonIn(object) !== undefined,
  read(object, surroundings) {
    const addon = addonIn(object);
    return addon ? readAddon(addon, surroundings) : {};
  },
};

function addonIn(object: Node): Addon | undefined {
  if (text(at(object, 'kind')) !== 'Addon') return undefined;
  const group = text(at(object, 'apiVersion'))?.split('/')[0] ?? '';
  if (group === 'eks.services.k8s.aws') {
    const spec = at(object, 'spec');
    // The controller renames the field of the API; older texts have it as EKS does.
    const name = located(at(spec, 'name')) ?? located(at(spec, 'addonName'));
    return addonOf(object, spec, name, 'ack', at(spec, 'resolveConflicts'));
  }
  if (!/^eks\.aws\.(?:m\.)?(?:upbound|crossplane)\.io$/.test(group)) return undefined;
  const provider = at(object, 'spec', 'forProvider');
  const conflicts =
    at(provider, 'resolveConflictsOnUpdate') ??
    at(provider, 'resolveConflictsOnCreate') ??
    at(provider, 'resolveConflicts');
  return addonOf(object, provider, located(at(provider, 'addonName')), 'crossplane', conflicts);
}

function addonOf(
  object: Node,
  holder: Node | undefined,
  name: ReturnType<typeof located>,
  place: Addon['place'],
  conflicts: Node | undefined,
): Addon | undefined {
  if (name?.value !== ADDON) return undefined;
  const configuration = entry(holder, 'configurationValues');
  const version = at(holder, 'addonVersion');
  const cluster = located(at(holder, 'clusterName'));
  return {
    span: object.span,
    place,
    name,
    ...(cluster && { cluster: cluster.value }),
    ...(configuration && { configuration }),
    ...(version && { version }),
    ...(conflicts && { conflicts }),
    partial: hasDirective(object, holder),
  };
}
