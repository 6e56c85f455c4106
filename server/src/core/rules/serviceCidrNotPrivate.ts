import { at, type Rule } from './rule.js';
import { fieldBlocks } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { isRefusedByEks } from './support/ranges.js';

export const serviceCidrNotPrivate: Rule = {
  id: 'service-cidr-not-private',
  severity: 'warning',
  summary: 'The range of Kubernetes services is not private, and EKS refuses it.',
  why: `
EKS takes a range inside \`10.0.0.0/8\`, \`172.16.0.0/12\` or \`192.168.0.0/16\`, /12 to /24 in length. It refuses all others,
\`100.64.0.0/10\` among them, which is fine for the pods of a VPC. Without a range EKS chooses \`10.100.0.0/16\` or
\`172.20.0.0/16\`, whichever the VPC does not use. The range cannot be changed later.`,
  bad: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
kubernetesNetworkConfig:
  serviceIPv4CIDR: 100.64.0.0/16
`,
  good: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/16
`,
  sources: [
    'EKS API reference, KubernetesNetworkConfigRequest',
    'hashicorp/terraform-provider-aws#23645',
    'aws/containers-roadmap#1137',
  ],

  *check(facts) {
    for (const block of fieldBlocks(facts, 'service')) {
      if (!isRefusedByEks(block)) continue;
      const { field, text } = block;
      // A node is only told which range its cluster has.
      const advice =
        field.reader === 'nodeadm'
          ? 'Write that of the cluster.'
          : 'Choose one there that the VPC does not use.';
      yield at(
        field.text,
        `${shown(text)} is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: EKS refuses other ranges for services. ${advice}`,
      );
    }
  },
};
