import { isVariable } from '../domain/variables.js';
import { roleOf } from '../model/effective.js';
import type { AddonConfiguration, Field } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { eksctlAddon } from './support/addonExample.js';
import { fieldAt, isStrayVariable } from './support/addons.js';
import { listed } from './support/written.js';

export const addonVariableAtTop: Rule = {
  id: 'addon-variable-at-top',
  severity: 'error',
  summary: 'A variable stands at the top of the configuration of the add-on, outside of `env`.',
  why: `
The configuration has the form of values of the chart: variables of aws-node stand below \`env\`, those of the init container
below \`init.env\`. At the top EKS refuses them: \`… is not defined in the schema and the schema does not allow additional
properties\`.`,
  bad: eksctlAddon('ENABLE_PREFIX_DELEGATION: "true"\nWARM_PREFIX_TARGET: "1"'),
  good: eksctlAddon('env:\n  ENABLE_PREFIX_DELEGATION: "true"\n  WARM_PREFIX_TARGET: "1"'),
  sources: ['AWS CLI reference, describe-addon-configuration', 'eksctl documentation, addons'],

  *check({ addons }) {
    for (const addon of addons) {
      const stray = addon.fields.filter(isStrayVariable);
      for (const field of stray) {
        const home = homeOf(field);
        yield at(
          { span: field.key },
          `${field.name} stands at the top of the configuration, and EKS refuses it there. It belongs below ${home}.`,
          ...fixes(field, home, stray, addon),
        );
      }
    }
  },
};

const homeOf = ({ name }: Field): string =>
  isVariable(name) && roleOf(name) === 'aws-vpc-cni-init' ? 'init.env' : 'env';

/** Moves all that belong together, so that the map is made once. */
function fixes(field: Field, home: string, stray: readonly Field[], addon: AddonConfiguration): Fix[] {
  if (fieldAt(addon, `${home}.${field.name}`)) {
    return [{ kind: 'remove-field', title: `Remove ${field.name}`, field, safe: false }];
  }
  const there = fieldAt(addon, home);
  // A map in a map would have to be made.
  if (home !== 'env' && !there) return [];
  const fields = stray.filter((other) => homeOf(other) === home && !fieldAt(addon, `${home}.${other.name}`));
  const title = `Move ${listed(fields.map(({ name }) => name))} below ${home}`;
  return [{ kind: 'move-fields', title, fields, under: 'env', safe: true, ...(there && { there }) }];
}
