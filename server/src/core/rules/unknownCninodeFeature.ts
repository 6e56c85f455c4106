import { closest } from '../domain/readings.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const unknownCninodeFeature: Rule = {
  id: 'unknown-cninode-feature',
  severity: 'warning',
  summary: 'A CNINode names a feature that no controller knows.',
  why: `
The CRD takes any text as the name of a feature. The VPC resource controller and aws-node know two, \`SecurityGroupsForPods\` and
\`CustomNetworking\`, written just so, and leave all others alone.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: ip-10-0-1-23.eu-west-1.compute.internal
spec:
  features:
    - name: securityGroupsForPods
`,
  // A CNINode has no good form: what is meant by it is written elsewhere.
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
    'aws/amazon-vpc-resource-controller-k8s apis/vpcresources/v1alpha1/cninode_types.go, FeatureName',
  ],

  *check({ cniNodes }) {
    for (const { name } of cniNodes.flatMap(({ features }) => features)) {
      if (name?.value === undefined || FEATURES.includes(name.value)) continue;
      const { value } = name;
      const same = FEATURES.find((feature) => feature.toLowerCase() === value.toLowerCase());
      const meant = same ?? closest(value, FEATURES);
      yield at(
        name,
        `No controller knows the feature ${shown(value)}. ${meant ? `Write ${meant}.` : `There are ${FEATURES.join(' and ')}.`}`,
        ...(meant ? rewritten(name, meant, false) : []),
      );
    }
  },
};

const FEATURES = ['SecurityGroupsForPods', 'CustomNetworking'];
