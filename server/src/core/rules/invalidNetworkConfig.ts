import { at, type Rule } from './rule.js';

const network = (config: string): string => `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |
    {
      "cniVersion": "0.3.1",
${config}      "master": "eth1",
      "ipam": {
        "type": "host-local",
        "subnet": "10.20.0.0/24"
      }
    }
`;

export const invalidNetworkConfig: Rule = {
  id: 'invalid-network-config',
  severity: 'warning',
  summary: 'Multus cannot use the configuration of a network.',
  why: `
\`spec.config\` of a NetworkAttachmentDefinition is a text to the API server, which takes any. Multus reads it when a pod asks for the
network: it has to be JSON, without comments and without a comma behind the last item, and has to name its plugin by \`type\`, or
a list of plugins. Otherwise the pod does not start.`,
  bad: network('      "type": "macvlan",,\n'),
  good: network('      "type": "macvlan",\n'),
  sources: [
    'k8snetworkplumbingwg/network-attachment-definition-client pkg/utils/cniconfig.go, GetCNIConfigFromSpec',
    'k8snetworkplumbingwg/multus-cni pkg/types/conf.go, LoadDelegateNetConf',
  ],

  *check({ networkAttachments }) {
    for (const { problem } of networkAttachments) {
      if (!problem) continue;
      yield at(
        problem,
        `${problem.message}. Multus cannot use the configuration, and pods that ask for this network do not start.`,
      );
    }
  },
};
