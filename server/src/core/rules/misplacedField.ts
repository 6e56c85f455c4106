import type { Field } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { lossOf } from './support/loss.js';
import { fieldAt, type Stranger, strangersOf } from './support/meant.js';
import { listed } from './support/written.js';

export const misplacedField: Rule = {
  id: 'misplaced-field',
  severity: 'warning',
  summary: 'A field of an ENIConfig or SecurityGroupPolicy stands in the wrong map.',
  why: `
Nobody looks for \`subnet\` beside \`spec\`, for \`groupIds\` outside \`securityGroups\` or for a label outside
\`matchLabels\`. The API server accepts such an object: it keeps or drops the field without a word (\`kubectl apply\`
refuses it where the CRD allows nothing else). What follows is as if it were not there: no subnet, the groups of the
node, or an empty selector, which matches every pod of its namespace.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
securityGroups:
  - sg-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  sources: [
    'CRDs eniconfigs.crd.k8s.amazonaws.com and securitygrouppolicies.vpcresources.k8s.aws',
    'Kubernetes documentation, "Extend the Kubernetes API with CustomResourceDefinitions", field pruning',
  ],

  *check(facts) {
    const strangers = [...strangersOf(facts)];
    for (const stranger of strangers) {
      const { field, object, parent, home } = stranger;
      if (home === undefined) continue;
      const taken = fieldAt(object, home, field.name) !== undefined;
      const place = parent === '' ? 'at the top' : `in ${parent}`;
      const where = home === '' ? 'at the top of the object' : `in ${home}`;
      const advice = taken ? `There is another one ${where}: remove this one.` : `It belongs ${where}.`;
      yield at(
        { span: field.key },
        `${field.name} stands ${place}: ${lossOf(stranger)}. ${advice}`,
        ...(taken ? [removal(field)] : move(stranger, strangers)),
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

/** Moves all that belong together, so that the map is made once. */
function move({ object, parent, home = '', complete }: Stranger, all: readonly Stranger[]): Fix[] {
  const there = fieldAt(object, home);
  const [under = ''] = home.split('.').slice(-1);
  // The map can be made only where the field stands.
  const beside = home === (parent === '' ? under : `${parent}.${under}`);
  if (home === '' || !complete || (!there && !beside)) return [];
  const fields = all
    .filter((s) => s.object === object && s.parent === parent && s.home === home)
    .map(({ field }) => field)
    .filter(({ name }) => !fieldAt(object, home, name));
  const title = `Move ${listed(fields.map(({ name }) => name))} into ${under}`;
  return [{ kind: 'move-fields', title, fields, under, safe: false, ...(there && { there }) }];
}
