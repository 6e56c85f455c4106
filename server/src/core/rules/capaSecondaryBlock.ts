import { at, type Rule } from './rule.js';
import { fieldBlocks, refused } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { isRefusedByWebhook } from './support/ranges.js';
import { rewritten } from './support/written.js';

export const capaSecondaryBlock: Rule = {
  id: 'capa-secondary-block',
  severity: 'error',
  summary: '`secondaryCidrBlock` lies outside of what Cluster API takes.',
  why: `
Cluster API for AWS makes subnets for pods out of \`secondaryCidrBlock\`. Its webhook refuses an AWSManagedControlPlane whose
block is not inside \`100.64.0.0/10\` or \`198.19.0.0/16\`. EC2 refuses \`198.19.0.0/16\` in turn where the VPC has a private
block such as \`10.0.0.0/16\`, so \`100.64.0.0/10\` is the range to choose from. Other blocks can be added to the VPC in
\`spec.network.vpc.secondaryCidrBlocks\`.`,
  bad: `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
  secondaryCidrBlock: 10.1.0.0/16
`,
  good: `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
  secondaryCidrBlock: 100.64.0.0/16
`,
  sources: [
    'kubernetes-sigs/cluster-api-provider-aws controlplane/eks/api, validateSecondaryCIDR',
    'kubernetes-sigs/cluster-api-provider-aws#3688',
  ],

  *check(facts) {
    for (const block of fieldBlocks(facts, 'vpc-secondary')) {
      if (!isRefusedByWebhook(block)) continue;
      const { field, text } = block;
      yield {
        ...at(
          field.text,
          `${shown(text)} is neither in 100.64.0.0/10 nor in 198.19.0.0/16, and the webhook of Cluster API refuses it. Write a block such as "100.64.0.0/16".`,
          ...rewritten(field.text, '100.64.0.0/16', false),
        ),
        ...refused(field),
      };
    }
  },
};
