import type { Analysis } from '../analysis.js';
import { addressCount, parseCidr, splitList } from '../domain/cidr.js';
import type { NetworkingMode } from '../domain/maxPods.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import { withCommas } from '../domain/withCommas.js';
import type { Cluster } from '../model/cluster.js';
import type { Facts, Install, Setting } from '../model/facts.js';
import { networkingMode } from '../model/networkingMode.js';
import { installsIn } from '../model/parts.js';
import type { Span } from '../model/span.js';
import { startsOf } from '../model/starts.js';
import { type Settings, typeNamed } from '../settings.js';
import { cidrHints } from './cidrFields.js';
import { changesDensity, densitiesMarkdown, modeName, podsText } from './density.js';
import { type IsWanted, type LocalHint, nodeHints, withDaemonSets } from './nodes.js';
import { poolHints } from './pool.js';
import { toldInSight } from './takenPods.js';
import { wholeOf } from './wholeInstall.js';

export interface InlayHint {
  /** Offset in the file; the hint stands before the character there. */
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

/** Pods beside the aws-node container and the variables that change their number; addresses beside CIDRs. */
export function inlayHints(
  analysis: Analysis,
  range: Span,
  settings: Settings,
  types: readonly string[],
): InlayHint[] {
  const hints: InlayHint[] = [];
  const starts = startsOf(analysis.documents);
  for (const [i, { facts, text }] of analysis.documents.entries()) {
    const offset = starts[i] as number;
    if (offset > range.end || offset + text.length < range.start) continue;
    const isWanted = (at: number) => range.start <= at + offset && at + offset <= range.end;
    for (const hint of documentHints(facts, text, analysis.cluster, settings, types, isWanted)) {
      if (!isWanted(hint.offset)) continue;
      hints.push({ offset: hint.offset + offset, label: hint.label, tooltip: hint.tooltip() });
    }
  }
  return hints;
}

function documentHints(
  facts: Facts,
  text: string,
  cluster: Cluster,
  settings: Settings,
  types: readonly string[],
  isWanted: IsWanted,
): LocalHint[] {
  const filled = withDaemonSets(settings, cluster);
  const { inlayHints: wanted } = settings;
  const hide = (hints: LocalHint[], setting: string): LocalHint[] =>
    hints.map((hint) => ({
      ...hint,
      tooltip: () =>
        `${hint.tooltip()}\n\nHide these hints with the setting \`vpcCni.inlayHints.${setting}\`.`,
    }));
  return [
    ...[...new Set(installsIn(facts))].flatMap((install) => [
      ...(wanted.maxPods
        ? hide(podHints(install, wholeOf(install, cluster), text, filled, types), 'maxPods')
        : []),
      ...(wanted.addresses ? hide(addressHints(install, text), 'addresses') : []),
      ...(wanted.pool
        ? hide(poolHints(install, settings, types, toldInSight(cluster, settings)), 'pool')
        : []),
    ]),
    ...(wanted.maxPods ? hide(nodeHints(facts, cluster, settings, isWanted), 'maxPods') : []),
    ...hide(cidrHints(facts, cluster, settings, types, isWanted), wanted.nodes ? 'nodes' : 'addresses'),
  ];
}

/** `whole`: with what it lies on, where it is a patch. */
function podHints(
  install: Install,
  whole: Install,
  source: string,
  settings: Settings,
  named: readonly string[],
): LocalHint[] {
  // A misspelt one is no type of nodes.
  const types = named.filter((name) => typeNamed(name, settings) !== undefined);
  const mode = networkingMode(whole);
  const main = install.containers.find(({ role }) => role === 'aws-node');
  const pods = mode && podsText(types, mode, settings);
  if (!mode || !main || !pods) return [];
  const tooltip = () => densitiesMarkdown(types, mode, settings);
  const { end } = main.name.span;
  const place: LocalHint = {
    // Behind the colon of a key.
    offset: source[end] === ':' ? end + 1 : end,
    label: `${pods} · ${types.length === 1 ? types[0] : `${types.length} types`}`,
    tooltip: () => `${modeName(mode)}\n\n${tooltip()}`,
  };
  // Another patch may replace what is set here.
  const counting = new Set(whole.containers.flatMap(({ settings }) => settings));
  return [
    place,
    ...main.settings.flatMap((setting): LocalHint[] => {
      if (!counting.has(setting)) return [];
      const label =
        setting.value.value.kind === 'unknown' ? undefined : effectOn(setting, mode, pods, settings, types);
      return label ? [{ offset: setting.value.span.end, label, tooltip }] : [];
    }),
  ];
}

/** What a switch does to the number of pods: with it, or without it, whichever is not the present. */
function effectOn(
  { name }: Setting,
  mode: NetworkingMode,
  pods: string,
  settings: Settings,
  types: readonly string[],
): string | undefined {
  if (!changesDensity(name.value)) return undefined;
  if (name.value === 'MAX_ENI') return pods;
  const key = Object.hasOwn(SWITCHES, name.value) ? SWITCHES[name.value] : undefined;
  if (!key) return undefined;
  const other = podsText(types, { ...mode, [key]: !mode[key] }, settings);
  if (!other || other === pods) return undefined;
  return mode[key] ? `${pods}, ${other.replace(' pods', '')} without` : `${other} if on`;
}

const SWITCHES: Readonly<Record<string, 'prefixDelegation' | 'customNetworking' | 'podEni'>> = {
  ENABLE_PREFIX_DELEGATION: 'prefixDelegation',
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'customNetworking',
  ENABLE_POD_ENI: 'podEni',
};

function addressHints(install: Install, source: string): LocalHint[] {
  const settings = install.containers.flatMap((container) => container.settings);
  return settings.flatMap(({ name, value, inner }): LocalHint[] => {
    if (!isVariable(name.value) || VARIABLES[name.value].kind !== 'cidr-list') return [];
    if (value.value.kind !== 'text' || inner === undefined) return [];
    return splitList(value.value.text).flatMap(({ text, end }) => {
      const cidr = parseCidr(text);
      // Both lists are for IPv4; the plugin drops everything else.
      if (cidr?.family !== 4) return [];
      const count = addressCount(cidr);
      const label = `${withCommas(count)} ${count === 1n ? 'address' : 'addresses'}`;
      return [
        {
          offset: inner + end,
          label,
          tooltip: () =>
            `\`${source.slice(inner + end - text.length, inner + end)}\`: ${withCommas(count)} addresses`,
        },
      ];
    });
  });
}
