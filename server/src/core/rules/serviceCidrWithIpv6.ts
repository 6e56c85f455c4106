import { at, type Rule } from './rule.js';
import { fieldBlocks, isOfEks, refused } from './support/cidrFields.js';

export const serviceCidrWithIpv6: Rule = {
  id: 'service-cidr-with-ipv6',
  severity: 'warning',
  summary: 'An IPv4 range of services is given to an IPv6 cluster.',
  why: `
In an IPv6 cluster services get IPv6 addresses, out of a range that EKS chooses itself. eksctl refuses a configuration that
gives an IPv4 range all the same, and so does EKS.`,
  bad: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
  version: "1.33"
kubernetesNetworkConfig:
  ipFamily: IPv6
  serviceIPv4CIDR: 172.20.0.0/16
iam:
  withOIDC: true
addons:
  - name: vpc-cni
  - name: coredns
  - name: kube-proxy
`,
  good: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
  version: "1.33"
kubernetesNetworkConfig:
  ipFamily: IPv6
iam:
  withOIDC: true
addons:
  - name: vpc-cni
  - name: coredns
  - name: kube-proxy
`,
  sources: [
    'eksctl-io/eksctl pkg/apis/eksctl.io/v1alpha5/validation.go, validateKubernetesNetworkConfig',
    'EKS API reference, KubernetesNetworkConfigRequest, serviceIpv4Cidr',
  ],

  *check(facts) {
    const families = facts.clusterSettings.filter((setting) => setting.kind === 'ip-family');
    const [family] = families;
    if (families.length !== 1 || family?.value !== 6) return;
    for (const { field, network } of fieldBlocks(facts, 'service')) {
      if (!isOfEks(field) || network.family === 6 || field.reader === 'nodeadm') continue;
      yield {
        ...at(
          field.text,
          `This cluster is one of IPv6, whose range of services EKS chooses: ${field.reader} refuses an IPv4 range. Remove ${field.field}.`,
        ),
        ...refused(field),
        related: [{ span: family.span, message: 'The family of the cluster.' }],
      };
    }
  },
};
