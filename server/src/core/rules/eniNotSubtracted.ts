import { inSight } from '../model/cluster.js';
import type { Rule } from './rule.js';
import { decidedBy, enisTakenBy, nodesOfGroup } from './support/deciding.js';
import { eniConfigs } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { uncounted } from './support/uncounted.js';

const custom =
  awsNode({
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
    ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
  }) + eniConfigs('eu-west-1a');

const nodeGroup = (more = ''): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
nodeGroups:
  - name: general
    amiFamily: AmazonLinux2023
    instanceType: m5.xlarge
${more}---`;

export const eniNotSubtracted: Rule = {
  id: 'eni-not-subtracted',
  severity: 'warning',
  summary: 'Nobody tells kubelet that an ENI of its node serves no pods.',
  why: `
The images of Amazon and kOps count all ENIs of an instance type when nobody writes a number. With custom networking the
primary ENI serves no pods, \`MAX_ENI\` may leave some unused, and the trunk of security groups for pods takes one: the node then
admits more pods than it has addresses for, and those hang in ContainerCreating. Write the number that is left. Where only the
trunk is not counted, this is information: pods with branch ENIs of their own need no address of another.`,
  bad: nodeGroup() + custom,
  good: nodeGroup('    maxPodsPerNode: 44\n') + custom,
  sources: [
    'awslabs/amazon-eks-ami nodeadm/internal/kubelet/eni_max_pods.go',
    'aws/amazon-vpc-cni-k8s#3238',
    'aws/amazon-vpc-cni-k8s#527',
    'Amazon EKS user guide, "Choose an optimal Amazon EC2 node instance type"',
  ],

  echoes: 'elsewhere',
  echoesAt: ['installs'],

  *checkInCluster(facts, cluster, settings) {
    const sight = inSight(cluster);
    const { mode } = sight;
    let isFirst = true;
    for (const { nodes, type, told, formula, addresses, trunk, enough } of uncounted(
      facts,
      cluster,
      settings,
    )) {
      const { maker } = nodes.group;
      if (maker === 'karpenter' || !mode) continue;
      const reasons = [
        ...(mode.customNetworking ? ['with custom networking the primary ENI serves none'] : []),
        ...(trunk ? ['the trunk of security groups for pods takes an ENI'] : []),
        ...(mode.maxEni !== undefined && mode.maxEni > 0 && mode.maxEni < (type.enis ?? 0)
          ? [`MAX_ENI is ${mode.maxEni}`]
          : []),
        ...(settings.unmanagedEnis > 0
          ? [
              `${settings.unmanagedEnis} ${settings.unmanagedEnis === 1 ? 'ENI is' : 'ENIs are'} left to others`,
            ]
          : []),
      ].join(', and ');
      const counter = maker === 'kops' ? 'kOps' : 'the image';
      const field = maker === 'eksctl' ? 'maxPodsPerNode' : 'maxPods';
      const decided = enisTakenBy(mode);
      const echo = `Nobody tells kubelet of ${nodesOfGroup(type.name, nodes.group)} that an ENI serves no pods: ${counter} counts ${told}, of which ${addresses} get an address${trunk ? ' beside those with branch ENIs' : ''}.`;
      const related = decided ? decidedBy(sight, decided, facts, isFirst ? echo : undefined) : [];
      isFirst = false;
      yield {
        span: type.place.span,
        of: type.part,
        ...(related.length > 0 && { related }),
        ...(enough && { severity: 'information' }),
        message: `Nobody writes how many pods ${type.name} takes, and ${counter} counts ${told} (${formula}), of which ${addresses} get an address${trunk ? ' beside those with branch ENIs' : ''}: ${reasons}. Set ${field} to ${addresses} or less.`,
      };
    }
  },
};
