import { at, type Rule } from './rule.js';

export const cninodeByHand: Rule = {
  id: 'cninode-by-hand',
  severity: 'information',
  summary: 'A CNINode is written by hand.',
  why: `
The VPC resource controller makes a CNINode for each node, of the node's name, and takes it away with the node. aws-node writes into
it what it wants of the controller: a trunk ENI where \`ENABLE_POD_ENI\` is on, the ENIConfig with custom networking. A manifest for
one belongs to a node that may be gone tomorrow, and is overwritten on the next start of aws-node. Set the variables instead.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: ip-10-0-1-23.eu-west-1.compute.internal
spec:
  features:
    - name: SecurityGroupsForPods
`,
  good: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
`,
  sources: [
    'aws/amazon-vpc-resource-controller-k8s controllers/crds/cninode_controller.go',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, AddFeatureToCNINode',
  ],

  *check({ cniNodes }) {
    for (const { span, name } of cniNodes) {
      yield at(
        name ?? { span: { start: span.start, end: span.start } },
        'The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.',
      );
    }
  },
};
