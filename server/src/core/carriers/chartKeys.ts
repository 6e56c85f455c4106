import { CHART_FIELDS } from '../domain/chartFields.js';
import { isOfPlugin } from '../domain/ofPlugin.js';
import { at, entry, type MapNode, type Node, text } from '../model/tree.js';

/** The name of the chart, and the key of its values in those of a chart that holds it. */
export const CHART = 'aws-vpc-cni';

const KEYS: ReadonlySet<string> = new Set(CHART_FIELDS['']);

export const isChartKey = (key: string): boolean => KEYS.has(key);

/** Keys that no other chart is known to have. */
const UNMISTAKABLE = [
  'branchENICooldown',
  'enableWindowsIpam',
  'enableWindowsPrefixDelegation',
  'minimumWindowsIPTarget',
  'originalMatchLabels',
  'warmWindowsIPTarget',
  'warmWindowsPrefixTarget',
];

/**
 * The map holds values of the chart: a key that only they have, or a variable of the plugin below `env`, among keys of which
 * most are the chart's. Other things have an `env` as well: a workflow, values of another chart.
 */
export function isChartValues(values: Node | undefined): values is MapNode {
  if (values?.kind !== 'map') return false;
  const keys = values.entries.map(({ key }) => key.text);
  const strangers = keys.filter((key) => !KEYS.has(key) && !isOfPlugin(key) && !key.startsWith('x-'));
  return strangers.length <= keys.length - strangers.length && isUnmistakable(values);
}

const isUnmistakable = (values: MapNode): boolean =>
  holdsVariable(at(values, 'env')) ||
  holdsVariable(at(values, 'init', 'env')) ||
  UNMISTAKABLE.some((key) => entry(values, key)) ||
  entry(at(values, 'eniConfig'), 'create') !== undefined ||
  at(values, 'eniConfig', 'subnets')?.kind === 'map' ||
  entry(at(values, 'cniConfig'), 'fileContents') !== undefined ||
  AGENT_KEYS.some((key) => entry(at(values, 'nodeAgent'), key)) ||
  ['nameOverride', 'fullnameOverride'].some((key) => text(at(values, key)) === 'aws-node');

const AGENT_KEYS = ['enableCloudWatchLogs', 'enablePolicyEventLogs', 'networkPolicyAgentLogFileLocation'];

const holdsVariable = (env: Node | undefined): boolean =>
  env?.kind === 'map' && env.entries.some(({ key }) => isOfPlugin(key.text));

/** Below the name of the chart one of its keys is enough. */
export const isOfChart = (values: Node | undefined): values is MapNode =>
  values?.kind === 'map' && (isUnmistakable(values) || OWN.some((key) => entry(values, key)));

const OWN = [
  'cniConfig',
  'enableNetworkPolicy',
  'eniConfig',
  'env',
  'extraEnv',
  'image',
  'init',
  'nodeAgent',
];
