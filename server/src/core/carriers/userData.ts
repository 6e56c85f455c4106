import type { CidrField, PodLimit } from '../model/facts.js';
import { partsOf } from '../model/mime.js';
import { nested } from '../model/nested.js';
import { at, type Node, type ScalarNode } from '../model/tree.js';
import { bottlerocketLimit, isBottlerocket } from './bottlerocket.js';
import { isNodeConfig, nodeadmLimits, serviceCidrs } from './nodeadm.js';
import { podLimit } from './nodeFields.js';
import { flagLimit, mentionsPods, unknownLimit } from './scripts.js';

/** What the user data of a node says, in any of its forms. */
export interface UserData {
  /** It has a NodeConfig, which may say nothing of pods. */
  readonly hasNodeConfig: boolean;
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

const NOTHING: UserData = {
  hasNodeConfig: false,
  flags: [],
  configured: [],
  expressions: [],
  scripted: [],
  cidrs: [],
};

/** Reads NodeConfigs, alone or in a message of several parts, TOML of Bottlerocket, and scripts. */
export function userData(node: Node | undefined, source: string): UserData {
  if (node?.kind !== 'scalar' || node.type !== 'string') return NOTHING;
  const { configs, mentionedElsewhere } = nodeConfigs(node, source);
  if (configs.length === 0) {
    if (isBottlerocket(node.text))
      return { ...NOTHING, configured: [bottlerocketLimit(node, source) ?? []].flat() };
    return { ...NOTHING, scripted: [flagLimit(node, source) ?? []].flat() };
  }
  // Of several, nodeadm takes what comes last.
  const kubelets = configs.map((config) => at(config, 'spec', 'kubelet')).reverse();
  const limits = kubelets.flatMap((kubelet) => nodeadmLimits(kubelet, source));
  const flags = limits.filter(({ field }) => field === '--max-pods');
  return {
    hasNodeConfig: true,
    // A script may change in the end what nodeadm has written.
    flags: mentionedElsewhere ? [unknownLimit(node), ...flags] : flags,
    configured: kubelets.flatMap((kubelet) => podLimit(at(kubelet, 'config', 'maxPods'), 'maxPods') ?? []),
    expressions: limits.filter(({ form }) => form === 'expression'),
    scripted: [],
    cidrs: configs.flatMap(serviceCidrs),
  };
}

/** All that limits pods, in the order in which kubelet prefers it. */
export const limitsOf = ({ flags, configured, expressions, scripted }: UserData): readonly PodLimit[] => [
  ...flags,
  ...configured,
  ...expressions,
  ...scripted,
];

interface NodeConfigs {
  readonly configs: readonly Node[];
  /** A part that is none says something of the number of pods. */
  readonly mentionedElsewhere: boolean;
}

function nodeConfigs(node: ScalarNode, source: string): NodeConfigs {
  const parts = partsOf(node.text);
  // EC2 takes no more than 16 KB.
  if (parts && parts.length > MOST_PARTS) return { configs: [], mentionedElsewhere: false };
  if (parts) {
    const isWanted = ({ type }: { readonly type?: string } = {}) =>
      type === undefined || type === NODE_CONFIG;
    const documents = nested(node, source, (offset) =>
      isWanted(parts.findLast(({ start }) => start <= offset)),
    );
    return {
      configs: documents.filter(isNodeConfig),
      mentionedElsewhere: parts.some((part) => !isWanted(part) && mentionsPods(part.text)),
    };
  }
  // A script may write such documents somewhere.
  const documents = SCRIPT.test(node.text) ? [] : nested(node, source);
  const isYaml = documents.every(({ kind, span }) => kind === 'map' || span.start === span.end);
  return { configs: isYaml ? documents.filter(isNodeConfig) : [], mentionedElsewhere: false };
}

const MOST_PARTS = 200;
const NODE_CONFIG = 'application/node.eks.aws';
const SCRIPT = /^\s*#(?:!|cloud-config)/;
