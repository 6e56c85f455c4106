import { settingOf, textOf } from '../../model/effective.js';
import type { Install, SecurityGroupPolicy, Workload } from '../../model/facts.js';
import type { Span } from '../../model/span.js';
import { placeOf } from './fixes.js';
import { shown } from './places.js';

/** Any other word than `strict` or `standard` makes aws-node exit; strict is the default. */
export const isStrict = (install: Install): boolean => {
  const mode = textOf(install, 'POD_SECURITY_GROUP_ENFORCING_MODE');
  return mode === undefined || mode === 'strict';
};

/** Where it is said that the mode is strict: there, or where branch ENIs are turned on. */
export const placeOfStrict = (install: Install): { readonly span: Span } | undefined =>
  settingOf(install, 'POD_SECURITY_GROUP_ENFORCING_MODE')?.value ?? placeOf(install, 'ENABLE_POD_ENI');

/** Where a policy is pointed at: its name. */
export const placeOfPolicy = ({ name, specField, span }: SecurityGroupPolicy): Span =>
  name?.span ?? specField?.key ?? { start: span.start, end: span.start };

/** Where a workload is pointed at: its name. */
export const placeOfWorkload = ({ name, span }: Workload): Span =>
  name?.span ?? { start: span.start, end: span.start };

/** `"web"`, or `a policy` without a name. */
export const nameOfPolicy = ({ name }: SecurityGroupPolicy): string =>
  name?.value === undefined ? 'a policy' : shown(name.value);

/** `Deployment "shop"`. */
export const nameOfWorkload = ({ kind, name }: Workload): string =>
  name ? `${kind} ${shown(name.value)}` : `a ${kind}`;

/** `a, b and c`, or `a, b and 3 others`. */
export function listed(names: readonly string[], most = 3): string {
  const shownNames = names.length <= most ? names : names.slice(0, most - 1);
  const others = names.length - shownNames.length;
  const all = others > 0 ? [...shownNames, `${others} others`] : shownNames;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
