import type { Cluster } from '../model/cluster.js';
import { isOn } from '../model/effective.js';
import type { Workload } from '../model/facts.js';
import { isSkipped, unitedIn } from '../model/selecting.js';
import type { Span } from '../model/span.js';
import type { Rule, Severity } from './rule.js';
import { awsNode } from './support/example.js';
import { setTo } from './support/fixes.js';
import { isStrict, placeOfStrict, placeOfWorkload } from './support/policies.js';
import { workload } from './support/policyExamples.js';

const ENV = { ENABLE_POD_ENI: '"true"', AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"' };
const INIT = { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } };
const cache = workload('      hostNetwork: true\n', { kind: 'DaemonSet', name: 'node-local-dns' });
const standard = { ...ENV, POD_SECURITY_GROUP_ENFORCING_MODE: 'standard' };

export const strictModeWithLinkLocal: Rule = {
  id: 'strict-mode-with-link-local',
  severity: 'warning',
  summary: 'Security groups for pods are in strict mode, and pods need a link-local address of their node.',
  why: `
In strict mode, the default, all traffic of a pod with a branch ENI leaves by that ENI, also what is meant for an address that
only its node has. Such a pod does not reach NodeLocal DNSCache at 169.254.20.10, and has no DNS. It may not reach the EKS Pod
Identity Agent at 169.254.170.23 either, and probes of pods in an ambient mesh, which Istio sends from a link-local address, fail
in releases that know nothing of branch ENIs: those two are information. In standard mode such traffic passes through the node.`,
  bad: cache + awsNode(ENV, INIT),
  good: cache + awsNode(standard),
  sources: [
    'Amazon EKS user guide, "Assign security groups to individual Pods"',
    'aws/amazon-vpc-cni-k8s#1384',
    'aws/amazon-vpc-cni-k8s#1662',
    'aws/amazon-vpc-cni-k8s#2797',
    'aws/amazon-vpc-cni-k8s#3557',
    'istio/istio#53105',
    'istio/istio#59778',
  ],
  echoes: true,
  echoesAt: ['workloads', 'clusterSettings'],

  *checkInCluster({ installs }, cluster) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_POD_ENI') || !isStrict(install)) continue;
      const place = placeOfStrict(install);
      if (!place) continue;
      for (const { of, span, severity, what, instead } of listeners(cluster)) {
        yield {
          span: place.span,
          of: install,
          severity,
          message: `In strict mode ${what}. ${instead}`,
          related: [
            {
              span,
              of,
              message: 'It is here.',
              echo: `With security groups for pods in strict mode ${what}.`,
            },
          ],
          fixes: [setTo(install, 'POD_SECURITY_GROUP_ENFORCING_MODE', 'standard')],
        };
      }
    }
  },
};

/** Something that pods reach at a link-local address, or are reached from. */
interface Listener {
  readonly of: object;
  readonly span: Span;
  readonly severity: Severity;
  /** What does not work in strict mode. */
  readonly what: string;
  readonly instead: string;
}

const STANDARD = 'Set POD_SECURITY_GROUP_ENFORCING_MODE to "standard"';

/** In sight, of each kind one. */
function listeners(cluster: Cluster): readonly Listener[] {
  return [
    ...daemonSets(cluster, 'node-local-dns', {
      severity: 'warning',
      what: 'pods on branch ENIs do not reach NodeLocal DNSCache on their node, and have no DNS',
      instead: `${STANDARD}.`,
    }),
    ...daemonSets(cluster, 'eks-pod-identity-agent', {
      severity: 'information',
      what: 'pods on branch ENIs may not reach the EKS Pod Identity Agent of their node, and have no credentials then',
      instead: `${STANDARD}, or add the security group of the node to their policies.`,
    }),
    ...inMesh(cluster).map((place) => ({
      ...place,
      severity: 'information' as const,
      what: 'probes of pods on branch ENIs in an ambient mesh fail, unless the release of Istio provides for that',
      instead: `${STANDARD}.`,
    })),
  ];
}

const daemonSets = (
  { workloads }: Cluster,
  named: string,
  listener: Omit<Listener, 'of' | 'span'>,
): Listener[] => {
  const of = workloads.find(({ kind, name }) => kind === 'DaemonSet' && name?.value === named);
  return of ? [{ of, span: placeOfWorkload(of), ...listener }] : [];
};

/** Pods with branch ENIs that are in the mesh by their own label, or by that of their namespace. */
function inMesh(cluster: Cluster): readonly Pick<Listener, 'of' | 'span'>[] {
  if (cluster.policies.length === 0) return [];
  const pods = [...unitedIn(cluster).keys()].find(({ labels }) => labels.some(isAmbient));
  if (pods) return [{ of: pods, span: placeOfWorkload(pods) }];
  const namespaces = new Set(
    cluster.policies.flatMap((policy) => (isSkipped(policy) ? [] : (policy.namespace?.value ?? []))),
  );
  const namespace = cluster.settings.find(
    (each) => each.kind === 'ambient' && namespaces.has(each.namespace),
  );
  return namespace ? [{ of: namespace, span: namespace.span }] : [];
}

const isAmbient = ({ key, value }: Workload['labels'][number]): boolean =>
  key.value === 'istio.io/dataplane-mode' && value.value === 'ambient';
