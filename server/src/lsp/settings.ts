import { CURRENT, parseVersion } from '../core/domain/versions.js';
import { RULES } from '../core/rules/index.js';
import { DEFAULT_SETTINGS, type Settings, type Severity } from '../core/settings.js';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const SEVERITIES = new Set<unknown>(['off', 'error', 'warning', 'information', 'hint']);
const RULE_IDS = new Set(RULES.map(({ id }) => id));

/** Checks what a client sends as its `vpcCni` section. What is wrong is reported and its default taken. */
export function readSettings(section: unknown, report: (complaint: string) => void): Settings {
  if (!isFields(section)) return DEFAULT_SETTINGS;
  const pick = <T extends string | boolean>(from: Fields, key: string, fallback: T): T => {
    const value = from[key];
    if (value === undefined || value === null) return fallback;
    if (typeof value === typeof fallback) return value as T;
    report(`vpcCni.${key} should be a ${typeof fallback}; using ${JSON.stringify(fallback)}`);
    return fallback;
  };
  const hints = isFields(section.inlayHints) ? section.inlayHints : {};
  const defaults = DEFAULT_SETTINGS;
  return {
    instanceType: pick(section, 'instanceType', defaults.instanceType).trim(),
    maxPodsCeiling: pick(section, 'maxPodsCeiling', defaults.maxPodsCeiling),
    cniVersion: readRelease(pick(section, 'cniVersion', defaults.cniVersion).trim(), report),
    inlayHints: {
      maxPods: pick(hints, 'maxPods', defaults.inlayHints.maxPods),
      addresses: pick(hints, 'addresses', defaults.inlayHints.addresses),
      pool: pick(hints, 'pool', defaults.inlayHints.pool),
      nodes: pick(hints, 'nodes', defaults.inlayHints.nodes),
    },
    instanceTypes: defaults.instanceTypes,
    daemonSetPods: defaults.daemonSetPods,
    unmanagedEnis: defaults.unmanagedEnis,
    podsPerNode: defaults.podsPerNode,
    rules: readRules(section.rules, report),
  };
}

function readRelease(text: string, report: (complaint: string) => void): string {
  if (text === '' || parseVersion(text)) return text.replace(/^v/, '');
  report(`vpcCni.cniVersion should be a release such as ${CURRENT}; using ""`);
  return '';
}

function readRules(rules: unknown, report: (complaint: string) => void): Settings['rules'] {
  if (!isFields(rules)) return {};
  const accepted: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(rules)) {
    if (!RULE_IDS.has(id)) report(`vpcCni.rules: there is no rule "${id}"`);
    else if (!SEVERITIES.has(severity))
      report(`vpcCni.rules: "${id}" takes off, error, warning, information or hint`);
    else accepted[id] = severity as Severity | 'off';
  }
  return accepted;
}
