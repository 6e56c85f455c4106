import { isZoneId } from '../domain/zone.js';
import type { Cluster } from '../model/cluster.js';
import type { Install } from '../model/facts.js';
import { chosenIn } from '../model/following.js';
import { choosingFrom } from '../model/lists.js';
import { remembered } from '../model/remembered.js';
import { at, type Rule } from './rule.js';
import { mayBeRenamed } from './support/eniConfigs.js';
import { shown } from './support/places.js';

export const nameUnlikeAZone: Rule = {
  id: 'name-unlike-a-zone',
  severity: 'information',
  summary: 'An ENIConfig is named after the id or the letter of a zone, not after the zone.',
  why: `
With \`ENI_CONFIG_LABEL_DEF=topology.kubernetes.io/zone\`, the usual choice, a node looks for the ENIConfig with the
name of its zone, such as \`us-west-2a\`. It finds neither \`usw2-az1\`, which is the id of the zone, nor \`a\`, which
old Helm charts completed; without an ENIConfig called \`default\` the node then stays NotReady.

Any name is right where nodes carry it in the label or annotation that chooses the ENIConfig. Where an aws-node in sight
sets \`ENI_CONFIG_LABEL_DEF\`, or nodes in sight carry the name, this rule leaves it alone.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: usw2-az1
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go',
    'aws/amazon-vpc-cni-k8s#1981',
    'aws/eks-charts#739',
  ],

  *checkInCluster(facts, cluster) {
    if (facts.eniConfigs.length === 0) return;
    // What nodes look for is known then, and compared with the names elsewhere.
    if (naming(cluster.installs).length > 0 || mayBeRenamed(cluster)) return;
    for (const { name } of facts.eniConfigs) {
      if (name?.value === undefined) continue;
      const what = isZoneId(name.value)
        ? 'the id'
        : /^[a-z]$/.test(name.value)
          ? 'only the letter'
          : undefined;
      if (!what || isNamed(name.value, cluster)) continue;
      yield at(
        name,
        `${shown(name.value)} is ${what} of a zone: where topology.kubernetes.io/zone chooses the ENIConfig, nodes look for the zone's name, such as us-west-2a.`,
      );
    }
  },
};

/** Each aws-node that is told which label to look at. */
const naming = choosingFrom<Install, void>(
  chosenIn(({ containers }: Install) =>
    containers.some(({ settings }) => settings.some(({ name }) => name.value === 'ENI_CONFIG_LABEL_DEF')),
  ),
);

/** Nodes in sight have it in a label or an annotation, whichever that is, or may have. */
function isNamed(config: string, { nodeMarks }: Cluster): boolean {
  const names = namesIn(nodeMarks);
  return names.has(config) || names.has(undefined);
}

const namesIn = remembered((marks: Cluster['nodeMarks']) => new Set(marks.map(({ value }) => value.value)));
