import { choosing, DEFAULT_NAME } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import type { EniConfig, Facts, Text } from '../model/facts.js';
import { contains, type Span } from '../model/span.js';
import type { Settings } from '../settings.js';
import { choosingKeys, eniConfigUses } from './occurrences.js';
import { takersOf } from './takers.js';
import { code } from './words.js';

/** How the place of a fact is called, such as `cni/eniconfigs.yaml:12`. Undefined: that is not known. */
export type WhereIs = (fact: object, span: Span) => string | undefined;

export interface NamedConfig {
  readonly span: Span;
  readonly markdown: string;
}

/** On what names an ENIConfig: its subnet and groups. On its own name: which nodes take it. */
export function eniConfigAt(
  facts: Facts,
  offset: number,
  cluster: Cluster,
  settings: Settings,
  whereIs: WhereIs = () => undefined,
): NamedConfig | undefined {
  const use = eniConfigUses(facts, choosingKeys(cluster)).find(({ span }) => contains(span, offset));
  if (!use) return undefined;
  const { name, span } = use;
  if (use.kind === 'definition') {
    const markdown = takers(name, cluster, settings, whereIs);
    return markdown === undefined ? undefined : { span, markdown };
  }
  const configs = cluster.eniConfigs.filter((config) => config.name?.value === name);
  if (configs.length === 0) return undefined;
  return { span, markdown: configs.map((config) => described(config, name, whereIs)).join('\n\n') };
}

function described(config: EniConfig, name: string, whereIs: WhereIs): string {
  const { securityGroups, subnet, complete } = config;
  const place = whereIs(config, (config.name ?? config).span);
  const groups = securityGroups?.items.map(known) ?? [];
  return [
    `**ENIConfig** ${code(name)}${place ? ` in ${code(place)}` : ''}\n`,
    `- Subnet: ${subnet ? known(subnet) : complete ? 'none' : ELSEWHERE}`,
    `- Security groups: ${groups.length > 0 ? groups.join(', ') : complete && !securityGroups ? 'those of the node' : ELSEWHERE}`,
  ].join('\n');
}

const ELSEWHERE = 'not known from this text';

const known = ({ value }: Text): string => (value === undefined ? 'known only in the cluster' : code(value));

/** Undefined: how nodes choose is not known. */
function takers(name: string, cluster: Cluster, settings: Settings, whereIs: WhereIs): string | undefined {
  if (choosing(cluster).isOn === false)
    return 'No node takes this ENIConfig: custom networking is off in the aws-node in sight.';
  const found = takersOf(name, cluster, settings);
  if (!found) return undefined;
  const lines = found.map(({ nodes: { group }, extent }) => {
    const place = whereIs(group, (group.name ?? group).span);
    const who = group.name ? code(group.name.value) : 'nodes without a name';
    return `- ${who}${place ? ` in ${code(place)}` : ''}${extent === 'some' ? ', some of its nodes' : ''}`;
  });
  const shown = lines.slice(0, MOST);
  if (lines.length > MOST) shown.push(`- and ${lines.length - MOST} others`);
  return [
    lines.length > 0
      ? `Taken by these node groups:\n\n${shown.join('\n')}`
      : 'No node group in sight is known to take it.',
    name === DEFAULT_NAME && 'It is for nodes without a label or annotation that names another one, too.',
  ]
    .filter(Boolean)
    .join('\n\n');
}

const MOST = 10;
