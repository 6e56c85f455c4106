import type { CidrField } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { byNetwork, fieldBlocks } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { FOR_PODS, isIn } from './support/ranges.js';

const controlPlane = (more: string): string => `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
  endpointAccess:
    private: true
    public: false
  network:
    subnets:
      - id: nodes-a
        availabilityZone: eu-central-1a
        cidrBlock: 10.20.0.0/20
      - id: nodes-b
        availabilityZone: eu-central-1b
        cidrBlock: 10.20.16.0/20
${more}`;

export const controlPlaneInPodSubnet: Rule = {
  id: 'control-plane-in-pod-subnet',
  severity: 'warning',
  summary: 'A subnet for pods is among those that EKS may choose for the only endpoint of the cluster.',
  why: `
EKS puts the private endpoint of the API server in two or more of the subnets that it is given, and chooses by itself. Cluster
API for AWS gives it all of \`spec.network.subnets\`, eksctl all of \`vpc.subnets\` unless there are \`controlPlaneSubnetIDs\`. Blocks
for pods, in \`100.64.0.0/10\` or \`198.19.0.0/16\`, are the same in many VPCs and mostly routed in their own VPC only. With the
endpoint in such a subnet and public access off, the cluster cannot be reached from elsewhere, as from a management cluster in
another VPC.

Leave subnets for pods out of the list, and name them in ENIConfigs alone, or tell eksctl which ones are for the control
plane. Nothing is said where public access is on, nor where all subnets are in such blocks.`,
  bad: controlPlane(`      - id: pods-a
        availabilityZone: eu-central-1a
        cidrBlock: 100.64.0.0/18
`),
  good: controlPlane(''),
  sources: [
    'kubernetes-sigs/cluster-api-provider-aws#6172',
    'kubernetes-sigs/cluster-api-provider-aws pkg/cloud/services/eks/cluster.go, makeVpcConfig',
    'eksctl-io/eksctl pkg/cfn/builder, ControlPlaneSubnetRefs',
    'Amazon EKS user guide, "View Amazon EKS networking requirements for VPC and subnets"',
  ],

  *check(facts) {
    for (const subnets of byNetwork(fieldBlocks(facts, 'subnet').filter(({ field }) => field.endpoint))) {
      const forPods = subnets.filter(({ network }) => isIn(network, FOR_PODS));
      const [first, ...others] = forPods;
      if (!first || forPods.length === subnets.length) continue;
      yield {
        ...at(
          first.field.text,
          `EKS may put the endpoint of the cluster in ${shown(first.text)}, and public access is off: where that block is not routed, as is usual with blocks for pods, nobody outside of the VPC reaches the cluster. ${advice(first.field)}`,
        ),
        related: others.map(({ field }) => ({ span: field.text.span, message: 'Or in this one.' })),
      };
    }
  },
};

/** Nodes of eksctl may be in the subnet. */
const advice = ({ reader }: CidrField): string =>
  reader === 'eksctl'
    ? 'Name the other subnets in vpc.controlPlaneSubnetIDs.'
    : 'Leave the subnet out of this list, and name it in an ENIConfig.';
