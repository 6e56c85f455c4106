import { AGENT_ARGUMENTS } from '../domain/agentArguments.js';
import { isOfPlugin } from '../domain/ofPlugin.js';
import { closest } from '../domain/readings.js';
import type { Container, Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import type { Cluster } from '../model/cluster.js';
import { containerOf } from '../model/effective.js';
import type { ContainerList, Facts, Install, StrangeContainer } from '../model/facts.js';
import { layersOf } from '../model/layers.js';
import { at, type Rule } from './rule.js';
import { patch } from './support/example.js';
import { bareSpan, rename, shown } from './support/places.js';

export const unknownContainer: Rule = {
  id: 'unknown-container',
  severity: 'warning',
  summary: 'A patch of aws-node is for a container that the DaemonSet does not have.',
  why: `
A strategic merge patch finds containers by their names. For a name that is not there it changes no container and adds one, and
the variables and arguments in it reach nobody. A container without an image is refused by the API server; where another patch
brings one, nobody tells.

Only names are reported that are nearly those of \`aws-node\`, \`aws-vpc-cni-init\` or \`aws-eks-nodeagent\`, in the DaemonSet
aws-node, of containers without an image that set what only the one in question reads.`,
  bad: patch({ AWS_VPC_K8S_CNI_LOGLEVEL: 'INFO' }).replace('- name: aws-node', '- name: awsnode'),
  good: patch({ AWS_VPC_K8S_CNI_LOGLEVEL: 'INFO' }),
  sources: [
    'Kubernetes documentation, "Update API Objects in Place Using kubectl patch", strategic merge patch',
    'kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainerCommon',
    'aws/amazon-vpc-cni-k8s config/master/aws-k8s-cni.yaml',
  ],

  *checkInCluster(facts, cluster) {
    for (const [stranger, patch] of strangersIn(facts)) {
      const { name } = stranger;
      const meant = meantBy(stranger);
      if (!meant || isInSight(name.value, cluster)) continue;
      const span = bareSpan(name);
      const isThere = containerOf(patch, meant) !== undefined;
      yield at(
        name,
        `aws-node has no container ${shown(name.value)}: what is set here reaches none of those that it has, and the API server refuses one without an image. Did you mean ${meant}?`,
        ...(span && !isThere ? [rename(span, meant)] : []),
      );
    }
  },
};

/** Each with the patch that it is in. In a kustomization one that is for none of the plugin's containers stands alone. */
function strangersIn({ installs, patches, kustomizations }: Facts): ReadonlyMap<StrangeContainer, Install> {
  const inline = kustomizations.flatMap((one) => one.patches.flatMap((of) => (of.path ? [] : of.installs)));
  const all = [...installs, ...patches, ...inline].flatMap(layersOf);
  return new Map(all.flatMap((of) => (of.strangers ?? []).map((stranger) => [stranger, of] as const)));
}

const ROLES: Readonly<Record<ContainerList, readonly Container[]>> = {
  containers: ['aws-node', 'aws-eks-nodeagent'],
  initContainers: ['aws-vpc-cni-init'],
};

/** The name is nearly that of a container that reads what is set in this one, and nobody else does. */
function meantBy({ name, list, variables, args }: StrangeContainer): Container | undefined {
  const near = closest(name.value, ROLES[list]);
  const meant = ROLES[list].find((role) => role === near);
  if (!meant) return undefined;
  const isRead = (variable: string): boolean => {
    const known: Variable | undefined = isVariable(variable) ? VARIABLES[variable] : undefined;
    return isOfPlugin(variable) && known?.containers.includes(meant) === true;
  };
  const isTold = meant === 'aws-eks-nodeagent' && args.some((arg) => Object.hasOwn(AGENT_ARGUMENTS, arg));
  return isTold || variables.some(isRead) ? meant : undefined;
}

/** A base may have given a container of the plugin another name. */
const isInSight = (name: string, { installs }: Cluster): boolean =>
  installs.some(({ containers }) => containers.some((container) => container.name.value === name));
