import type { Stranger } from './meant.js';

/** What becomes of the object when this field is not read. Finishes a sentence. */
export function lossOf({ field, parent, known, home, config, policy, selector, complete }: Stranger): string {
  const meant = known ?? field.name;
  if (config && parent !== 'metadata') {
    const what = `aws-node does not read it${home === undefined ? '' : ' there'}`;
    if (meant === 'subnet' && complete && !config.subnetField)
      return `${what}, and the ENIConfig has no subnet`;
    if (meant === 'securityGroups' && !config.securityGroups) {
      return `${what}, and pod ENIs get the groups of the node`;
    }
    return what;
  }
  const what = 'the API server drops it';
  if (!complete) return what;
  if (policy && !policy.securityGroups?.groupIds && (meant === 'groupIds' || meant === 'securityGroups')) {
    return `${what}, and the controller skips a policy without groups`;
  }
  if (!selector) return what;
  if (selector.conditions > 0) return `${what}, and the selector matches more than it says`;
  return `${what}, and the empty selector that is left matches every ${everything(parent)} of the namespace`;
}

const everything = (parent: string): string => (parent.endsWith('podSelector') ? 'pod' : 'ServiceAccount');
