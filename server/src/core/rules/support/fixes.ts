import type { Container } from '../../domain/variable.js';
import type { VariableName } from '../../domain/variables.js';
import { containerOf, roleOf, settingOf } from '../../model/effective.js';
import type { Install, Setting } from '../../model/facts.js';
import type { Span } from '../../model/span.js';
import type { Fix, Related } from '../rule.js';

/** Gives a variable this text, where it stands or where it is missing. */
export const setTo = (
  install: Install,
  name: VariableName,
  text: string,
  { role = roleOf(name), safe = false }: { readonly role?: Container; readonly safe?: boolean } = {},
): Fix => ({ kind: 'set', title: `Set ${name} to "${text}"`, install, role, name, text, safe });

/** Takes the item out. */
export const removal = (install: Install, setting: Setting, safe = false): Fix => ({
  kind: 'remove',
  title: `Remove ${setting.name.value}`,
  install,
  setting,
  safe,
});

/** Where a finding about a variable belongs: its value, or the name of the container that lacks it. */
export const placeOf = (
  install: Install,
  name: VariableName,
  role: Container = roleOf(name),
): { readonly span: Span } | undefined =>
  settingOf(install, name, role)?.value ?? containerOf(install, role)?.name;

/** Points at a variable, if it is written down. */
export function seeAlso(install: Install, name: VariableName, message: string, role?: Container): Related[] {
  const setting = settingOf(install, name, role);
  return setting ? [{ span: setting.value.span, message }] : [];
}
