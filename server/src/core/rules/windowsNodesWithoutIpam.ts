import type { NodeGroup } from '../model/facts.js';
import type { Finding, Related, Rule } from './rule.js';
import { isTheirs, switchesIn, windowsGroups, windowsIpamInSight } from './support/switches.js';
import { rewritten } from './support/written.js';

const cluster = (value: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
managedNodeGroups:
  - name: windows
    amiFamily: WindowsServer2022CoreContainer
    instanceType: m5.large
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "${value}"
`;

export const windowsNodesWithoutIpam: Rule = {
  id: 'windows-nodes-without-ipam',
  severity: 'warning',
  summary: 'Windows nodes are made, and nobody hands out addresses on them.',
  why: `
aws-node runs on Linux nodes only. On Windows nodes the VPC resource controller of the control plane hands out addresses, once
\`enable-windows-ipam\` is \`"true"\` in the ConfigMap amazon-vpc-cni (\`enableWindowsIpam\` in values of the chart and in the
configuration of the add-on). Until then pods there do not start: "Pod does not have label vpc.amazonaws.com/PrivateIPv4Address".

eksctl sets the key itself when it makes Windows nodes; a ConfigMap that is applied later with \`"false"\` in it takes that back.`,
  bad: cluster('false'),
  good: cluster('true'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/condition/conditions.go, IsWindowsIPAMEnabled',
    'Amazon EKS user guide, "Deploy Windows nodes on EKS clusters"',
    'eksctl-io/eksctl#4356',
    'aws/amazon-vpc-cni-k8s#1783',
  ],
  echoes: true,
  echoesAt: ['nodeGroups'],

  *checkInCluster(facts, cluster) {
    const groups = windowsGroups(cluster);
    if (groups.length === 0) return;
    const ipam = windowsIpamInSight(cluster);
    if (ipam === false) {
      for (const setting of facts.clusterSettings) {
        if (setting.kind !== 'windows-ipam') continue;
        const written = switchesIn(facts)
          .flatMap(({ named }) => named('enable-windows-ipam') ?? [])
          .find(({ text }) => text.span.start === setting.span.start);
        const name = written?.name ?? 'enable-windows-ipam';
        const finding: Finding = {
          span: setting.span,
          of: setting,
          message: `Windows nodes are in sight, and with ${name} off nobody hands out addresses on them: their pods do not start. Set it to "true".`,
          related: groups.slice(0, MOST).map(nodes),
        };
        yield written ? { ...finding, fixes: rewritten(written.text, 'true', false) } : finding;
      }
    }
    // eksctl adds the key where it is missing.
    const others = groups.filter(({ maker }) => maker !== 'eksctl' && maker !== 'eksctl-managed');
    if (ipam !== undefined || others.length === 0) return;
    for (const map of facts.configMaps.filter(isTheirs)) {
      if (!map.complete || map.name === undefined) continue;
      yield {
        span: map.name.span,
        of: map,
        message:
          'Windows nodes are in sight, and enable-windows-ipam is not in this ConfigMap: until it is "true", nobody hands out addresses on them, and their pods do not start.',
        related: others.slice(0, MOST).map(nodes),
      };
    }
  },
};

const MOST = 5;

const nodes = (group: NodeGroup): Related => ({
  span: group.name?.span ?? { start: group.span.start, end: group.span.start },
  message: 'Windows nodes.',
  of: group,
  echo: 'Pods on these Windows nodes get no address: enable-windows-ipam of the ConfigMap amazon-vpc-cni is not on.',
});
