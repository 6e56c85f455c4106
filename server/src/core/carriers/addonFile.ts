import { CHART_KEYS, DEFINITIONS, keysBelow } from '../domain/addonSchema.js';
import { isVariable } from '../domain/variables.js';
import { at, entry, type MapNode, type Node } from '../model/tree.js';
import { ADDON, type Addon, readAddon, readConfiguration } from './addonConfiguration.js';
import type { Carrier } from './carrier.js';
import { located } from './fields.js';

/**
 * What people hand to the AWS CLI: the configuration in a file (`--configuration-values file://…`), or all the input of
 * create-addon and update-addon (`--cli-input-json`). A configuration in YAML looks like values of the chart: only one in
 * JSON is taken for one.
 */
export const addonFile: Carrier = {
  id: 'addon-file',
  title: 'Configuration of the EKS add-on vpc-cni',
  mark: /\b(?:addonName|AWS_VPC_|WARM_(?:ENI|IP|PREFIX)_TARGET|MINIMUM_IP_TARGET|ENABLE_[A-Z]|DISABLE_[A-Z]|ENI_CONFIG_|enableNetworkPolicy|enableWindowsIpam|eniConfig)/,
  outline: /^(?:\uFEFF?\s*(?:---\s*)?\{|(?=[\s\S]*\baddonName\b)[\s\S]*\bvpc-cni\b)/,
  matches: (object) => inputOf(object) !== undefined || isConfiguration(object),
  read(object, surroundings) {
    const input = inputOf(object);
    if (input) return readAddon(input, surroundings);
    return isConfiguration(object) ? readConfiguration(object, surroundings) : {};
  },
};

/** Input of the CLI, in JSON or YAML. */
function inputOf(object: Node): Addon | undefined {
  const name = located(at(object, 'addonName'));
  if (name?.value !== ADDON || entry(object, 'kind')) return undefined;
  const configuration = entry(object, 'configurationValues');
  const version = at(object, 'addonVersion');
  const conflicts = at(object, 'resolveConflicts');
  const cluster = located(at(object, 'clusterName'));
  if (!configuration && !version) return undefined;
  return {
    span: object.span,
    place: 'cli',
    name,
    ...(cluster && { cluster: cluster.value }),
    ...(configuration && { configuration }),
    ...(version && { version }),
    ...(conflicts && { conflicts }),
  };
}

const KNOWN = new Set([...keysBelow(''), ...Object.keys(DEFINITIONS), 'cri']);

/** Braces, nothing but what the add-on has, and something that only aws-node has. */
export function isConfiguration(object: Node): object is MapNode {
  if (object.kind !== 'map' || !object.flow || entry(object, 'kind') || entry(object, 'apiVersion'))
    return false;
  const keys = object.entries.map(({ key }) => key.text);
  if (keys.some((key) => CHART_KEYS.includes(key)) || !keys.every((key) => KNOWN.has(key) || isVariable(key)))
    return false;
  const names = [at(object, 'env'), at(object, 'init', 'env')].flatMap((env) =>
    env?.kind === 'map' ? env.entries.map(({ key }) => key.text) : [],
  );
  return names.some(isVariable) || keys.some((key) => OURS.includes(key));
}

const OURS = ['enableNetworkPolicy', 'enableWindowsIpam', 'enableWindowsPrefixDelegation', 'eniConfig'];
