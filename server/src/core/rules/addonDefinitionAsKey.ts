import type { AddonConfiguration, Field } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { eksctlAddon } from './support/addonExample.js';
import { definitionOf, fieldAt, parentOf } from './support/addons.js';

export const addonDefinitionAsKey: Rule = {
  id: 'addon-definition-as-key',
  severity: 'error',
  summary: 'A name from within the schema of the add-on is used as a key of its configuration.',
  why: `
\`describe-addon-configuration\` answers with a JSON schema: it has definitions called \`VpcCni\`, \`Env\`, \`Init\` and \`InitEnv\`, and
below them \`properties\`. None of these is a key. \`InitEnv\` describes what is written as \`init.env\`, and what \`VpcCni\` describes
is the configuration itself. EKS refuses them: \`… is not defined in the schema and the schema does not allow additional
properties\`.`,
  bad: eksctlAddon('env:\n  ENABLE_POD_ENI: "true"\nInitEnv:\n  DISABLE_TCP_EARLY_DEMUX: "true"'),
  good: eksctlAddon('env:\n  ENABLE_POD_ENI: "true"\ninit:\n  env:\n    DISABLE_TCP_EARLY_DEMUX: "true"'),
  sources: [
    'AWS CLI reference, describe-addon-configuration',
    'aws/amazon-vpc-cni-k8s#2491',
    'terraform-aws-modules/terraform-aws-eks#2667',
    'terraform-aws-modules/terraform-aws-eks#2878',
  ],

  *check({ addons }) {
    for (const addon of addons) {
      for (const field of addon.fields) {
        const path = definitionOf(field);
        if (path === undefined) continue;
        yield at({ span: field.key }, messageOf(field, path), ...fixes(field, path, addon));
      }
    }
  },
};

function messageOf({ name }: Field, path: readonly string[]): string {
  const start = `${name} is no key, but a name from within the schema of the add-on: EKS refuses the configuration.`;
  if (name === 'definitions') return `${start} Write the keys and values that it describes.`;
  return path.length > 0 ? `${start} Write ${path.join('.')}.` : `${start} What is in it belongs at the top.`;
}

function fixes(field: Field, path: readonly string[], addon: AddonConfiguration): Fix[] {
  const last = path.at(-1);
  if (last === undefined) return unwrapping(field, addon);
  const parent = parentOf(field);
  const below = path.slice(parent === '' ? 0 : parent.split('.').length);
  const isTaken =
    fieldAt(addon, [...(parent === '' ? [] : [parent]), below[0] ?? ''].join('.')) !== undefined;
  if (isTaken) return [];
  return [{ kind: 'nest-field', title: `Write ${path.join('.')}`, field, path: below, safe: true }];
}

/** What is in the wrapping, and in the one below that, up to the configuration. Only where there is nothing else. */
function unwrapping(outer: Field, addon: AddonConfiguration): Fix[] {
  const top = addon.fields.filter(({ path, name }) => path === name);
  let inner = outer;
  for (;;) {
    const below = addon.fields.filter((field) => parentOf(field) === inner.path);
    const [only] = below;
    if (!only || below.length > 1 || !WRAPPINGS.includes(only.name)) break;
    inner = only;
  }
  const names = addon.fields.filter((field) => parentOf(field) === inner.path).map(({ name }) => name);
  const isConfiguration = names.length > 0 && !names.some((name) => NOT_IN_CONFIGURATION.test(name));
  if (
    outer.name === 'definitions' ||
    !isConfiguration ||
    names.some((name) => top.some((t) => t.name === name))
  )
    return [];
  const title = `Take what is in ${inner.path} out of it`;
  return [{ kind: 'unwrap-field', title, field: outer, content: inner, safe: true }];
}

const WRAPPINGS: readonly string[] = ['VpcCni', 'properties'];
const NOT_IN_CONFIGURATION = /^(?:\$|additionalProperties$|definitions$|title$|type$|required$)/;
