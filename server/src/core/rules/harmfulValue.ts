import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { faultFinding, faultyTexts } from './support/faults.js';

export const harmfulValue: Rule = {
  id: 'harmful-value',
  severity: 'warning',
  summary: 'The plugin takes this value, and it does harm or nothing.',
  why: `
Few values are checked. The plugin also takes a path that does not exist where it runs, an empty text that replaces a
working default, a packet mark that kube-proxy uses as well, a label of zones that is misspelt, or an address that opens its
debug endpoint to the network. No log line tells; the effect shows much later and somewhere else.

A value that works today and is deprecated, such as the old label of the zone in \`ENI_CONFIG_LABEL_DEF\`, is an information.`,
  bad: awsNode({ AWS_VPC_K8S_PLUGIN_LOG_FILE: '"/host/var/log/aws-routed-eni/plugin.log"' }),
  good: awsNode({ AWS_VPC_K8S_PLUGIN_LOG_FILE: '"/var/log/aws-routed-eni/plugin.log"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s#3658',
    'aws/amazon-vpc-cni-k8s#611',
    'aws/amazon-vpc-cni-k8s pkg/networkutils/network.go',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/introspect.go',
  ],

  *check(facts) {
    for (const faulty of faultyTexts(facts, 'taken')) {
      const finding = faultFinding(faulty);
      yield faulty.fault.works ? { ...finding, severity: 'information', tag: 'deprecated' } : finding;
    }
  },
};
