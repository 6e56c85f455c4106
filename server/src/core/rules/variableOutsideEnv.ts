import { isVariable, VARIABLES } from '../domain/variables.js';
import type { ChartValues, Field } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { fieldAt, parentOf } from './support/chartFields.js';
import { listed } from './support/written.js';

export const variableOutsideEnv: Rule = {
  id: 'variable-outside-env',
  severity: 'warning',
  summary: 'A variable of the plugin stands beside `env` in values of the chart, where nothing reads it.',
  why: `
The chart gives aws-node what stands below \`env\`, and its init container what stands below \`init.env\`. Helm takes any other
key without a word: a variable at the top of the values, or beside \`env\`, changes nothing.`,
  bad: `
WARM_IP_TARGET: "5"
env:
  MINIMUM_IP_TARGET: "20"
  ENABLE_SUBNET_DISCOVERY: "false"
`,
  good: `
env:
  MINIMUM_IP_TARGET: "20"
  ENABLE_SUBNET_DISCOVERY: "false"
  WARM_IP_TARGET: "5"
`,
  sources: ['aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/templates/daemonset.yaml'],

  *check({ chartValues }) {
    for (const values of chartValues) {
      const strays = values.fields.filter(isStray);
      for (const field of strays) {
        const home = homeOf(field);
        const there = fieldAt(values, `${home}.${field.name}`);
        const advice = there ? `There is another one below ${home}: remove this one.` : 'Move it there.';
        yield at(
          { span: field.key },
          `${field.name} changes nothing here: the chart reads variables below ${home}. ${advice}`,
          ...(there ? [removal(field)] : move(field, strays, values)),
        );
      }
    }
  },
};

/** Maps beside which people leave variables. */
const PLACES: readonly string[] = ['', 'init', 'nodeAgent', 'eniConfig', 'image'];

const isStray = (field: Field): boolean =>
  isVariable(field.name) && field.shape === 'scalar' && PLACES.includes(parentOf(field));

/** In `init`, what the init container reads was meant for it. */
const homeOf = (field: Field): string => {
  const containers: readonly string[] = isVariable(field.name) ? VARIABLES[field.name].containers : [];
  const isForInit =
    containers.includes('aws-vpc-cni-init') &&
    (parentOf(field) === 'init' || !containers.includes('aws-node'));
  return isForInit ? 'init.env' : 'env';
};

/** All that belong together go at once, so that the map is made once. */
function move(field: Field, strays: readonly Field[], values: ChartValues): Fix[] {
  const home = homeOf(field);
  const parent = parentOf(field);
  const there = fieldAt(values, home);
  // A map can be made only where the field stands.
  if (!there && home !== (parent === '' ? 'env' : `${parent}.env`)) return [];
  const fields = strays.filter(
    (one) =>
      homeOf(one) === home &&
      parentOf(one) === parent &&
      fieldAt(values, `${home}.${one.name}`) === undefined,
  );
  const title = `Move ${listed(fields.map(({ name }) => name))} into ${home}`;
  return [{ kind: 'move-fields', title, fields, under: 'env', safe: false, ...(there && { there }) }];
}

const removal = (field: Field): Fix => ({
  kind: 'remove-field',
  title: `Remove ${field.name}`,
  field,
  safe: false,
});
