import { network, print } from '../domain/cidr.js';
import { at, type Rule } from './rule.js';
import { addresses, fieldBlocks, isOutOfRange, lengthsOf } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const cidrLengthOutOfRange: Rule = {
  id: 'cidr-length-out-of-range',
  severity: 'warning',
  summary: 'A block is larger or smaller than its reader takes.',
  why: `
EC2 makes VPCs and subnets from /16, with 65,536 addresses, to /28, with 16. A VPC that eksctl makes is /16 to /24, since it
is divided into subnets. The range of Kubernetes services in EKS is /12 to /24.

A VPC that shall be larger than a /16 gets secondary blocks.`,
  bad: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  cidr: 10.0.0.0/8
`,
  good: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  cidr: 10.0.0.0/16
`,
  sources: [
    'VPC user guide, "VPC CIDR blocks" and "Subnet CIDR blocks"',
    'eksctl-io/eksctl pkg/vpc/vpc.go, SetSubnets',
    'EKS API reference, KubernetesNetworkConfigRequest',
  ],

  *check(facts) {
    for (const block of fieldBlocks(facts)) {
      const { field, text, written } = block;
      const range = isOutOfRange(block) ? lengthsOf(field) : undefined;
      if (!range) continue;
      const { reader, shortest, longest, severity } = range;
      const nearest = written.prefixLength < shortest ? shortest : longest;
      const put = print(network({ ...written, prefixLength: nearest }));
      const sized = (prefixLength: number) => `/${prefixLength} (${addresses({ ...written, prefixLength })})`;
      yield {
        ...at(
          field.text,
          `${shown(text)} holds ${addresses(written)}; ${reader} takes ${sized(shortest)} to ${sized(longest)} here and refuses it.`,
          ...rewritten(field.text, put, false),
        ),
        ...(severity && { severity }),
      };
    }
  },
};
