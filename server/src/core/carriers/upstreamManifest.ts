import type { Container } from '../domain/variable.js';
import { atLeast, parseVersion } from '../domain/versions.js';
import type { ContainerFacts, Install, Text } from '../model/facts.js';

/** `…/amazon-vpc-cni-k8s/v1.18.5/config/master/aws-k8s-cni.yaml`, on GitHub or as it is fetched from there. */
const ADDRESS =
  /^https:\/\/(?:raw\.githubusercontent\.com|github\.com)\/aws\/amazon-vpc-cni-k8s\/(?:raw\/)?(?:refs\/(?:tags|heads)\/)?([\w.-]+)\/config\/[\w.-]+\/aws-k8s-cni(?:-cn|-us-gov-\w+-\d)?\.yaml$/;

/** The aws-node of upstream's manifest, where that is taken from its address. Undefined: it is another one. */
export function upstreamManifest({ value, span }: Text): Install | undefined {
  const ref = value === undefined ? undefined : ADDRESS.exec(value)?.[1];
  if (ref === undefined) return undefined;
  const version = parseVersion(ref);
  const release = version && `${version.major}.${version.minor}.${version.patch}`;
  // Branches are called release-1.18.
  const [, branch] = /^release-(\d+\.\d+)$/.exec(ref) ?? [];
  const known = release ?? (branch ? `${branch}.0` : undefined);
  const hasAgent = !known || atLeast(known, '1.14.0');
  const container = (role: Container): ContainerFacts => ({
    role,
    name: { value: role, span },
    span,
    settings: [],
    env: { form: 'other' },
    flow: false,
    args: [],
    complete: true,
    base: 'manifest',
  });
  const main: readonly Container[] = hasAgent ? ['aws-node', 'aws-eks-nodeagent'] : ['aws-node'];
  return {
    form: 'manifest',
    span,
    name: { value: 'aws-node', span },
    ...(release && { release }),
    containers: [container('aws-vpc-cni-init'), ...main.map(container)],
    complete: true,
    order: { initContainers: ['aws-vpc-cni-init'], containers: main },
  };
}
