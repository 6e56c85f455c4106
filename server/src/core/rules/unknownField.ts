import type { Field, ObjectFacts } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { lossOf } from './support/loss.js';
import { fieldAt, type Stranger, strangersOf } from './support/meant.js';
import { renamed } from './support/written.js';

export const unknownField: Rule = {
  id: 'unknown-field',
  severity: 'warning',
  summary: 'An ENIConfig or SecurityGroupPolicy has a field that nothing reads.',
  why: `
The API server accepts an object with a misspelt key: it keeps or drops the field without a word (\`kubectl apply\`
refuses it where the CRD allows nothing else). aws-node reads \`subnet\` and \`securityGroups\` of an ENIConfig and
nothing more; the VPC, for one, follows from the subnet.

In a SecurityGroupPolicy the harm can be large: \`matchlabels\` instead of \`matchLabels\` is dropped, and the empty
selector that is left matches **every pod of the namespace**.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector:
    matchlabels:
      app: web
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
`,
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
    'CRDs eniconfigs.crd.k8s.amazonaws.com and securitygrouppolicies.vpcresources.k8s.aws',
    'Kubernetes documentation, "Extend the Kubernetes API with CustomResourceDefinitions", field pruning',
    'aws/amazon-vpc-cni-k8s#238',
  ],

  *check(facts) {
    for (const stranger of strangersOf(facts)) {
      const { field, object, known, home } = stranger;
      if (home !== undefined) continue;
      const question = known ? ` Did you mean ${known}?` : '';
      yield at(
        { span: field.key },
        `${object.kind} has no field ${field.path}: ${lossOf(stranger)}.${question}`,
        ...(known ? renaming(stranger, known) : [removal(field)]),
      );
    }
  },
};

const removal = (field: Field): Fix => ({
  kind: 'remove-field',
  title: `Remove ${field.name}`,
  field,
  safe: false,
});

/** Shapes that fit under a key; the rest are maps. */
const SHAPES: Readonly<Record<string, Field['shape']>> = {
  apiVersion: 'scalar',
  kind: 'scalar',
  name: 'scalar',
  namespace: 'scalar',
  subnet: 'scalar',
  groupIds: 'list',
  matchExpressions: 'list',
};

const shapeOf = ({ kind }: ObjectFacts, name: string): Field['shape'] =>
  SHAPES[name] ?? (kind === 'ENIConfig' && name === 'securityGroups' ? 'list' : 'map');

function renaming({ field, object, parent }: Stranger, known: string): Fix[] {
  if (fieldAt(object, parent, known)) return [removal(field)];
  const shape = shapeOf(object, known);
  if (field.shape === shape || field.shape === 'nothing') return renamed(field, known, false);
  if (shape !== 'list' || !field.text || !/^[\w-]+$/.test(field.text) || field.inner === undefined) return [];
  const mark = field.inner > field.key.start ? '"' : '';
  return [
    {
      kind: 'replace',
      title: `Write ${known}: [${field.text}]`,
      span: { start: field.key.start, end: field.value.end },
      text: `${mark}${known}${mark}: [${mark}${field.text}${mark}]`,
      safe: false,
    },
  ];
}
