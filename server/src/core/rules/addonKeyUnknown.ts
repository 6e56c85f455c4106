import { CHART_KEYS, isKnownKey, isOffered, keysBelow } from '../domain/addonSchema.js';
import { closest } from '../domain/readings.js';
import type { Container, Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import { CURRENT } from '../domain/versions.js';
import type { AddonConfiguration, Field } from '../model/facts.js';
import { isOpen } from '../model/template.js';
import { at, type Finding, type Fix, type Rule } from './rule.js';
import { eksctlAddon } from './support/addonExample.js';
import { closedParent, definitionOf, fieldAt, isStrayVariable, parentOf } from './support/addons.js';
import { renamed } from './support/written.js';

export const addonKeyUnknown: Rule = {
  id: 'addon-key-unknown',
  severity: 'warning',
  summary: 'The schema of the add-on has no such key.',
  why: `
EKS checks the configuration of the add-on against a schema, which allows nothing that it does not name, and which differs from
version to version: \`POD_SECURITY_GROUP_ENFORCING_MODE\` is in that of v1.15.1 and not in that of v1.12.0, and keys for
prefixes on Windows nodes came with v1.16.0 at the earliest. One key more, and EKS refuses all of it:
\`… is not defined in the schema and the schema does not allow additional properties\`.

It is an error where the version is written and its schema is known to lack the key. Of other versions nobody can say so
without asking EKS: a key that no known version has is a warning, and information where it is a variable of the plugin or a
key of its chart, which a later version may have taken up. This shows the schema:

    aws eks describe-addon-configuration --addon-name vpc-cni --addon-version VERSION --query configurationSchema

\`ENABLE_IPv4\` and \`ENABLE_IPv6\` are not for anyone to set: EKS knows the IP family of the cluster.`,
  bad: eksctlAddon('env:\n  MAX_ENI: "4"', { version: 'v1.12.0-eksbuild.1' }),
  good: eksctlAddon('env:\n  MAX_ENI: "4"', { version: 'v1.15.1-eksbuild.1' }),
  sources: [
    'AWS CLI reference, describe-addon-configuration',
    'aws/amazon-vpc-cni-k8s#2173',
    'aws/amazon-vpc-cni-k8s#2672',
    'aws/amazon-vpc-cni-k8s#3059',
    'aws/amazon-vpc-resource-controller-k8s#334',
  ],

  *check({ addons }, { cniVersion }) {
    for (const addon of addons) {
      const version = addon.release ?? (cniVersion || undefined);
      for (const field of addon.fields) {
        const parent = closedParent(field, addon);
        if (parent === undefined || field.name.startsWith('$') || isOpen(field.name)) continue;
        if (isStrayVariable(field) || definitionOf(field)) continue;
        const finding = judge(field, parent, addon, version);
        if (finding) yield finding;
      }
    }
  },
};

const ROLES: ReadonlyMap<string, Container> = new Map([
  ['env', 'aws-node'],
  ['init.env', 'aws-vpc-cni-init'],
]);

function judge(
  field: Field,
  parent: string,
  addon: AddonConfiguration,
  version: string | undefined,
): Finding | undefined {
  const { name } = field;
  // Other rules say where a variable belongs, and which names none can have.
  const role = ROLES.get(parent);
  const variable: Variable | undefined = role && isVariable(name) ? VARIABLES[name] : undefined;
  if (role && (name.includes('=') || (variable && !variable.containers.includes(role)))) return undefined;
  const path = parent === '' ? name : `${parent}.${name}`;
  const isThere = isOffered(path, version);
  if (isThere || (isThere === undefined && isKnownKey(path))) return undefined;
  const meant = variable || isKnownKey(path) ? undefined : closest(name, namesBelow(parent, role));
  const fixes = [...(meant ? fixFor(field, meant, addon) : [removal(field)])];
  const place = { span: field.key };
  if (isThere === false) {
    return {
      ...at(
        place,
        `Version ${version} of the add-on has no ${field.path}: EKS refuses the configuration. ${advice(path, meant)}`,
        ...fixes,
      ),
      severity: 'error',
    };
  }
  if (variable || isOfChart(parent, name)) {
    return { ...at(place, hint(name, path), removal(field)), severity: 'information' };
  }
  return at(
    place,
    `No known version of the add-on has ${field.path}, and EKS refuses what is not in its schema. ${advice(path, meant)}`,
    ...fixes,
  );
}

const namesBelow = (parent: string, role: Container | undefined): readonly string[] => [
  ...new Set([
    ...keysBelow(parent),
    ...Object.entries<Variable>(VARIABLES).flatMap(([name, { containers }]) =>
      role && containers.includes(role) ? [name] : [],
    ),
  ]),
];

function advice(path: string, meant: string | undefined): string {
  if (meant) return `Did you mean ${meant}?`;
  // Some were dropped again.
  const comesLater = isKnownKey(path) && isOffered(path, CURRENT) !== false;
  return comesLater ? 'Update the add-on, or remove it.' : 'Remove it.';
}

const hint = (name: string, path: string): string =>
  name === 'ENABLE_IPv4' || name === 'ENABLE_IPv6'
    ? `EKS sets ${name} itself, by the IP family of the cluster, and no known version of the add-on takes it from a configuration. Remove it.`
    : `No known version of the add-on has ${path}: unless the schema of this one does, EKS refuses the configuration.`;

/** The chart has it, and a version to come may have it as well. */
const isOfChart = (parent: string, name: string): boolean =>
  (parent === '' && CHART_KEYS.includes(name)) || parent === 'nodeAgent' || parent === 'init';

const removal = (field: Field): Fix => ({
  kind: 'remove-field',
  title: `Remove ${field.name}`,
  field,
  safe: false,
});

function fixFor(field: Field, meant: string, addon: AddonConfiguration): Fix[] {
  const parent = parentOf(field);
  const isTaken = fieldAt(addon, parent === '' ? meant : `${parent}.${meant}`) !== undefined;
  return isTaken ? [removal(field)] : renamed(field, meant, false);
}
