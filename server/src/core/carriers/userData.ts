import type { CidrField, PodLimit } from '../model/facts.js';
import { nested, placing } from '../model/nested.js';
import { at, type Node, type ScalarNode } from '../model/tree.js';
import { isNodeConfig, serviceCidrs } from './nodeadm.js';
import { flagLimit, nodeadmLimits, podLimit, wholeNumber } from './nodeFields.js';

/** What the user data of a node says, in any of its forms. */
export interface UserData {
  /** `--max-pods` among the flags that nodeadm hands to kubelet: beats every configuration. */
  readonly flags: readonly PodLimit[];
  /** What goes into kubelet's configuration: `maxPods` of a NodeConfig, `max-pods` of Bottlerocket. */
  readonly configured: readonly PodLimit[];
  /** The expression of a NodeConfig, which counts where no number is configured. */
  readonly expressions: readonly PodLimit[];
  /** `--max-pods` in a script. */
  readonly scripted: readonly PodLimit[];
  readonly cidrs: readonly CidrField[];
}

const NOTHING: UserData = { flags: [], configured: [], expressions: [], scripted: [], cidrs: [] };

/** Reads NodeConfigs, alone or in a message of several parts, TOML of Bottlerocket, and scripts. */
export function userData(node: Node | undefined, source: string): UserData {
  if (node?.kind !== 'scalar' || node.type !== 'string') return NOTHING;
  const configs = nested(node, source).filter(isNodeConfig);
  if (configs.length === 0) {
    const toml = tomlLimit(node, source);
    if (toml) return { ...NOTHING, configured: [toml] };
    const script = flagLimit(node, source, '--max-pods');
    return { ...NOTHING, scripted: script ? [script] : [] };
  }
  // Of several, nodeadm takes what comes last.
  const kubelets = configs.map((config) => at(config, 'spec', 'kubelet')).reverse();
  const limits = kubelets.flatMap((kubelet) => nodeadmLimits(kubelet, source));
  return {
    flags: limits.filter(({ field }) => field === '--max-pods'),
    configured: kubelets.flatMap((kubelet) => podLimit(at(kubelet, 'config', 'maxPods'), 'maxPods') ?? []),
    expressions: limits.filter(({ form }) => form === 'expression'),
    scripted: [],
    cidrs: configs.flatMap(serviceCidrs),
  };
}

/** `max-pods = 110` of Bottlerocket, in `[settings.kubernetes]` or behind its whole name. */
function tomlLimit(node: ScalarNode, source: string): PodLimit | undefined {
  const found = /^[ \t]*(?:settings\.kubernetes\.)?"?max-pods"?[ \t]*=[ \t]*(\S+)/m.exec(node.text);
  const [line, written = ''] = found ?? [];
  if (!found || line === undefined || !/^[ \t]*\[?settings\b/m.test(node.text)) return undefined;
  const value = node.conditional ? undefined : wholeNumber(written);
  const start = placing(node, source)(found.index + line.length - written.length);
  const isThere = start !== undefined && source.startsWith(written, start);
  return {
    field: 'max-pods',
    form: 'number',
    text: {
      value: value === undefined ? undefined : written,
      span: isThere ? { start, end: start + written.length } : node.span,
      quoted: false,
      ...(isThere && { inner: start }),
    },
    ...(value !== undefined && { value }),
  };
}
