import { atLeast } from '../domain/versions.js';
import { isOff } from '../model/effective.js';
import type { Install } from '../model/facts.js';
import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';
import { MULTI_NIC, nicConfigOf } from './support/nicConfig.js';

const pod = `---
apiVersion: v1
kind: Pod
metadata:
  name: trainer
  annotations:
    k8s.amazonaws.com/nicConfig: multi-nic-attachment
spec:
  containers:
    - name: trainer
      image: example.com/trainer:1.4
`;

export const nicConfigWithoutMultiNic: Rule = {
  id: 'nic-config-without-multi-nic',
  severity: 'warning',
  summary: 'Pods ask for an address on each network card, and `ENABLE_MULTI_NIC` is off.',
  why: `
With the annotation \`k8s.amazonaws.com/nicConfig: multi-nic-attachment\` a pod gets an interface on each network card of its node.
ipamd manages the further cards only where \`ENABLE_MULTI_NIC\` is on; where it is off it refuses to give such a pod any address at
all, and the pod hangs in ContainerCreating. Releases before 1.20.0 know neither: there the annotation has no effect.`,
  bad: `${awsNode({ ENABLE_MULTI_NIC: '"false"' })}${pod}`,
  good: `${awsNode({ ENABLE_MULTI_NIC: '"true"' })}${pod}`,
  sources: [
    'aws/amazon-vpc-cni-k8s cmd/routed-eni-cni-plugin/cni.go, add',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/rpc_handler.go, AddNetwork',
    'Amazon EKS user guide, "Attach multiple network interfaces to Pods"',
  ],
  echoes: true,
  echoesAt: ['installs'],

  *checkInCluster(facts, { installs, settings }) {
    // A pod in the network of its node asks for no address.
    const asking = facts.workloads.filter(
      (workload) => nicConfigOf(workload)?.value === MULTI_NIC && !workload.hostNetwork,
    );
    if (asking.length === 0) return;
    const isUnread = settings.some(({ kind }) => kind === 'unread-install');
    if (installs.length === 0 || isUnread || !installs.every(isWithout)) return;
    const isKnownToIgnore = installs.every(({ release }) => release !== undefined && !knows(release));
    const own = facts.installs.find((install) => installs.includes(install));
    for (const workload of asking) {
      const asked = nicConfigOf(workload);
      if (!asked) continue;
      yield {
        span: asked.span,
        of: workload,
        message: isKnownToIgnore
          ? `The aws-node in sight is older than 1.20.0 and does not know this annotation: the pod gets one interface.`
          : 'ENABLE_MULTI_NIC of the aws-node in sight is off, so ipamd gives a pod that asks for all network cards no address, and it does not start. Set it to "true", or remove the annotation.',
        related: installs.flatMap((install) => {
          const place = placeOf(install, 'ENABLE_MULTI_NIC');
          return place
            ? [
                {
                  span: place.span,
                  message: 'ENABLE_MULTI_NIC is off.',
                  of: install,
                  echo: `Pods in sight ask for an address on each network card, which takes ${isKnownToIgnore ? 'release 1.20.0 and ' : ''}ENABLE_MULTI_NIC.`,
                },
              ]
            : [];
        }),
        fixes: own && !isKnownToIgnore ? [setTo(own, 'ENABLE_MULTI_NIC', 'true')] : [],
      };
    }
  },
};

const isWithout = (install: Install): boolean => isOff(install, 'ENABLE_MULTI_NIC');
const knows = (release: string): boolean => atLeast(release, '1.20.0');
