import type { Cluster } from '../../model/cluster.js';
import type { EniConfig, Kustomization } from '../../model/facts.js';
import { chosenIn } from '../../model/following.js';
import { choosingFrom } from '../../model/lists.js';
import { remembered } from '../../model/remembered.js';

/** A kustomization in sight gives objects other names than those that are written. */
export const mayBeRenamed = ({ kustomizations }: Cluster): boolean => renaming(kustomizations).length > 0;

const renaming = choosingFrom<Kustomization, void>(
  chosenIn(({ namePrefix, nameSuffix }: Kustomization) => (namePrefix ?? '') + (nameSuffix ?? '') !== ''),
);

/**
 * The ENIConfigs in sight by their names. Undefined: there is none, or one that may have any name, or there may be others that
 * have not been read yet, or that a kustomization makes.
 */
export const eniConfigsByName = remembered((cluster: Cluster): ReadonlyMap<string, EniConfig> | undefined => {
  const { eniConfigs, kustomizations, anywhere } = cluster;
  const named = new Map<string, EniConfig>();
  if (mayBeRenamed(cluster) || kustomizations.some(mayMakeOthers)) return undefined;
  for (const config of eniConfigs) {
    if (config.name?.value === undefined) return undefined;
    if (!named.has(config.name.value)) named.set(config.name.value, config);
  }
  return anywhere.complete && named.size > 0 ? named : undefined;
});

/** It makes objects that are written nowhere here, or takes them from elsewhere. */
const mayMakeOthers = ({ complete, resources }: Kustomization): boolean =>
  !complete || resources.some(({ value }) => value === undefined || REMOTE.test(value));

const REMOTE = /^(?:\w+:\/\/|[\w.-]+@|github\.com\b)|\?ref=/;

/** For the examples of rules: ENIConfigs behind an aws-node, each with a subnet of its own. */
export const eniConfigs = (...names: readonly string[]): string =>
  names
    .map(
      (name, i) => `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: ${name}
spec:
  subnet: subnet-0123456789abcdef${i}
  securityGroups:
    - sg-0123456789abcdef0
`,
    )
    .join('');
