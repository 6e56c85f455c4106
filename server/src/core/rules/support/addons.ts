import { DEFINITIONS, isOffered } from '../../domain/addonSchema.js';
import { isVariable } from '../../domain/variables.js';
import { containerOf } from '../../model/effective.js';
import type { AddonConfiguration, Field, Install, Setting } from '../../model/facts.js';

/** Path of the map that a key stands in; '' at the top. */
export const parentOf = ({ path, name }: Pick<Field, 'path' | 'name'>): string =>
  path.slice(0, Math.max(0, path.length - name.length - 1));

export const fieldAt = ({ fields }: AddonConfiguration, path: string): Field | undefined =>
  fields.find((field) => field.path === path);

/** Maps of the configuration that have no keys but those of the schema. */
const CLOSED = new Set([
  '',
  'env',
  'init',
  'init.env',
  'nodeAgent',
  'eniConfig',
  'resources',
  'resources.limits',
  'resources.requests',
]);
const SUBNETS = 'eniConfig.subnets';

/** Where the schema has the map that a key stands in; undefined: it has none there, or one in which all keys go. */
export function closedParent(field: Field, addon: AddonConfiguration): string | undefined {
  const parent = parentOf(field);
  if (CLOSED.has(parent)) return parent;
  const zone = parent.startsWith(`${SUBNETS}.`) ? fieldAt(addon, parent) : undefined;
  return zone && parentOf(zone) === SUBNETS ? `${SUBNETS}.*` : undefined;
}

/** A variable that was meant to stand below `env`. */
export const isStrayVariable = (field: Field): boolean => parentOf(field) === '' && isVariable(field.name);

/** It stands in configuration of the add-on, which Cluster API may put below its own. */
export const isOfAddon = ({ form }: Pick<Install, 'form'>, setting: Pick<Setting, 'form'>): boolean =>
  form === 'addon' || (form === 'capa' && setting.form === 'entry');

/** The schema of this version of the add-on is known to lack it. */
export function isRefusedByAddon(install: Install, setting: Setting): boolean {
  if (!isOfAddon(install, setting)) return false;
  const main = containerOf(install, 'aws-node');
  const path = main?.settings.includes(setting) ? 'env' : 'init.env';
  return isOffered(`${path}.${setting.name.value}`, install.release) === false;
}

/** The path of what a definition of the schema describes, where its name has been taken for a key; '' for all of it. */
export function definitionOf(field: Field): readonly string[] | undefined {
  const parent = parentOf(field);
  if (parent === '' && WRAPPERS.includes(field.name)) return [];
  const path = Object.hasOwn(DEFINITIONS, field.name) ? DEFINITIONS[field.name] : undefined;
  return path && (parent === '' || parent === path.slice(0, -1).join('.')) ? path : undefined;
}

/** Of the schema as a whole. */
const WRAPPERS: readonly string[] = ['VpcCni', 'properties', 'definitions', 'configurationSchema'];
