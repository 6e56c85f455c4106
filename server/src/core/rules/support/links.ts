import type { VariableName } from '../../domain/variables.js';
import { containerOf, roleOf, settingOf } from '../../model/effective.js';
import type { EniConfig, Install } from '../../model/facts.js';
import type { Related } from '../rule.js';

/**
 * Points at a variable of an aws-node in whatever file that is; where it is not written, at the container that would read it.
 * `echo`: what to say there, for rules that echo.
 */
export function linkTo(install: Install, name: VariableName, message: string, echo?: string): Related[] {
  const told = echo === undefined ? {} : { echo };
  const setting = settingOf(install, name);
  if (setting) return [{ span: setting.value.span, message, of: setting, ...told }];
  // What is put together of several texts stands in none.
  const lowest = install.layers?.[0] ?? install;
  const container = containerOf(lowest, roleOf(name));
  return container ? [{ span: container.name.span, message, of: lowest, ...told }] : [];
}

/** Points at some of the ENIConfigs, and says something at the first. */
export function linksToConfigs(configs: Iterable<EniConfig>, echo?: string): Related[] {
  const links: Related[] = [];
  for (const config of configs) {
    const { name } = config;
    if (name?.value === undefined) continue;
    const told = echo !== undefined && links.length === 0 ? { echo } : {};
    links.push({ span: name.span, message: `The ENIConfig ${name.value}.`, of: config, ...told });
    // Of thousands, the others are not looked at.
    if (links.length === MOST) break;
  }
  return links;
}

/** More of them help nobody. */
const MOST = 5;
