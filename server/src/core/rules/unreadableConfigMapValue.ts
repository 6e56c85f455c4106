import { configMapKey, configMapMeaning, configMapValue } from '../domain/configMapKeys.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { textsOfConfigMap } from './support/switches.js';
import { rewritten } from './support/written.js';

const configMap = (value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "${value}"
`;

export const unreadableConfigMapValue: Rule = {
  id: 'unreadable-config-map-value',
  severity: 'warning',
  summary:
    'A value of the ConfigMap amazon-vpc-cni, or one that the chart copies into it, cannot be read there.',
  why: `
Values of the ConfigMap are texts, and each reader has ways of its own. The network policy controller compares:
\`enable-network-policy-controller\` is on where the text is \`true\`, and \`True\` or \`1\` leave it off. The VPC resource controller reads
booleans and numbers as Go does: \`yes\` is no boolean and counts as false, \`5.0\` is no number and counts as 0, and a cool-down that
it cannot read is one of 60 seconds. Each of them says so in its log, which runs in the control plane.

The chart copies \`enableNetworkPolicy\`, \`enableWindowsIpam\`, \`warmWindowsIPTarget\` and the like into the ConfigMap as they are,
in quotes: \`"yes"\` stays \`yes\`, where \`yes\` without quotes is a boolean to Helm and comes out as \`true\`.`,
  bad: configMap('True'),
  good: configMap('true'),
  sources: [
    'aws/amazon-network-policy-controller-k8s pkg/utils/configmap/configmap.go, GetConfigmapCheckFn',
    'aws/amazon-vpc-resource-controller-k8s pkg/condition/conditions.go and pkg/config/loader.go',
    'aws/amazon-vpc-resource-controller-k8s pkg/provider/branch/cooldown/cooldown.go',
    'aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/templates/configmap.yaml',
  ],

  *check(facts) {
    for (const { key: name, text } of textsOfConfigMap(facts)) {
      const key = configMapKey(name);
      const { value } = text;
      if (!key || value === undefined || configMapValue(key, value) !== undefined) continue;
      const put = configMapMeaning(key, value);
      // It is off, as it was meant to be.
      if (put === 'false') continue;
      const what = key.kind === 'integer' ? 'is no whole number' : `does not read as true`;
      const advice =
        put !== undefined
          ? ` Write ${shown(put)}.`
          : key.kind === 'integer'
            ? ' Write a number in digits.'
            : ' Write "true" or "false".';
      yield at(
        text,
        `${value === '' ? 'An empty text' : shown(value)} ${what}: ${key.instead}.${advice}`,
        ...(put === undefined ? [] : rewritten(text, put, false)),
      );
    }
  },
};
