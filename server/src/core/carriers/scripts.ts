import type { PodLimit } from '../model/facts.js';
import { placing } from '../model/placing.js';
import type { Node, ScalarNode } from '../model/tree.js';
import { wholeNumber } from './nodeFields.js';
import { commandBefore, hereDocuments, isConditional, lineAround, withoutComments } from './shell.js';

/**
 * The `--max-pods` that a script hands to kubelet. Where several differ, where one may not be reached or is no argument of
 * what starts kubelet, or the number of pods is set in a way that is not read, the limit has no text. Undefined: the script
 * says nothing of it.
 */
export function flagLimit(node: Node | undefined, source: string): PodLimit | undefined {
  if (node?.kind !== 'scalar' || !mentionsPods(node.text)) return undefined;
  const text = withoutComments(node.text);
  const flags = [...text.matchAll(FLAG)];
  // Anything else about pods may be what counts in the end: a line of sed, a patch of the configuration file.
  const isRead = !node.conditional && flags.length <= MOST_FLAGS && !mentionsPods(text.replace(FLAG, ''));
  if (!isRead || !flags.every(reachesKubelet(text))) return unknownLimit(node);
  return limitOf(node, source, flags);
}

/** The `--max-pods` that is an argument by itself. Undefined: the argument is another. */
export function argumentLimit(node: Node, source: string): PodLimit | undefined {
  if (node.kind !== 'scalar' || !/--max-pods\b/.test(node.text)) return undefined;
  const isRead = !node.conditional && /^\s*--max-pods(?:=|\s+)["']?\d+["']?\s*$/.test(node.text);
  return isRead ? limitOf(node, source, [...node.text.matchAll(FLAG)]) : unknownLimit(node);
}

/** Of scripts of one node only one may say it: which of two comes last is not plain. */
export function scriptLimits(scripts: readonly (Node | undefined)[], source: string): readonly PodLimit[] {
  const limits = scripts.flatMap((script) => flagLimit(script, source) ?? []);
  return limits.length > 1 ? limits.slice(0, 1).map(({ text }) => unknownLimit(text)) : limits;
}

function limitOf(node: ScalarNode, source: string, flags: readonly RegExpExecArray[]): PodLimit {
  const [flag, ...others] = flags;
  const digits = flag?.[1];
  if (!flag || !digits || others.some((other) => other[1] !== digits)) return unknownLimit(node);
  const value = wholeNumber(digits);
  const start = placing(node, source)?.start(flag.index + flag[0].length - digits.length);
  const isThere = start !== undefined && source.startsWith(digits, start);
  return {
    field: FIELD,
    form: 'number',
    text: {
      value: digits,
      span: isThere ? { start, end: start + digits.length } : node.span,
      quoted: false,
      // Where it stands twice, a change of one is no change, or half of one.
      ...(isThere && others.length === 0 && { inner: start }),
    },
    ...(value !== undefined && { value }),
  };
}

const FIELD = '--max-pods';
/** A script with more of them is none. */
const MOST_FLAGS = 20;

/** The text says something of the number of pods, or may do. */
export const unknownLimit = ({ span }: Pick<Node, 'span'>): PodLimit => ({
  field: FIELD,
  form: 'number',
  text: { value: undefined, span, quoted: false },
});

/** The flag with a number behind it, where an argument can begin. */
const FLAG = /(?<=^|[\s"'=])--max-pods(?:=|[ \t]+)["']?(\d+)(?=$|[\s"'\\;,&|)])/g;

/** What the bootstrap script of AL2 calls its own count. */
const OWN_COUNT = /(?:--use-max-pods|\bUSE_MAX_PODS)\b/g;

/** The text says something of the number of pods, outside of its comments. */
export const mentionsPods = (text: string): boolean =>
  /max[-_]?pods/i.test(text) && /max[-_]?pods/i.test(withoutComments(text).replace(OWN_COUNT, ''));

/** The text tells the image not to count for itself. */
export const turnsCountOff = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' &&
  !node.conditional &&
  /(?:--use-max-pods[ \t]+|\bUSE_MAX_PODS=)["']?false\b/.test(withoutComments(node.text));

// What a flag is an argument of

/** The flag is an argument of what starts kubelet, or is written to where that looks, whenever the script is run. */
function reachesKubelet(script: string): (flag: RegExpExecArray) => boolean {
  const documents = hereDocuments(script);
  return ({ index }) => {
    if (isConditional(script, documents, index)) return false;
    const document = documents.find(({ start, end }) => start <= index && index < end);
    const { before, line } = lineAround(script, index);
    const taker = document?.command ?? (SAYING.test(line) ? line : undefined);
    if (taker !== undefined) return FILE_OF_KUBELET.test(taker) && ASSIGNMENT.test(before);
    const command = commandBefore(before);
    return command !== undefined && COMMANDS.some((pattern) => pattern.test(command));
  };
}

/** What it says may go anywhere. */
const SAYING = /^\s*(?:sudo\s+)?(?:echo|printf|cat|tee)\s/;

/** Written to, it is read before kubelet starts. */
const FILE_OF_KUBELET =
  />>?\s*["']?\S*(?:\/profile\.d\/|kubelet)|\btee\s(?:-\w+\s+)*["']?\S*(?:\/profile\.d\/|kubelet)/;

const ASSIGNMENT = /(?:^|[\s"';])KUBELET_EXTRA_ARGS\+?=[^;]*$/;

const COMMANDS = [
  // The start-up script of AL2 or of Windows, or kubelet itself.
  /^(?:- +)?(?:\w+=\S*\s+)*(?:(?:sudo|exec|bash|sh|source|\.)\s+(?:-\w+\s+)*)*["']?\S*(?:bootstrap\.sh|kubelet|EKSBootstrap\S*)["']?\s/,
  // A script that hands its arguments on to that.
  /^(?:- +)?(?!(?:echo|printf|cat|tee|sed|grep|awk|jq|logger|if|elif|while|until|for|case|test|:|!)\s)[\w./$-]+\s(?:.*\s)?--?kubelet-?extra-?args[\s=]/is,
  /^(?:- +)?(?:export\s+)?KUBELET_EXTRA_ARGS\+?=/,
];
