import type { Analysis } from '../analysis.js';
import type { Edit } from '../carriers/lines.js';
import { isObjectName, LONGEST_NAME } from '../domain/objectName.js';
import { choiceOf, choosing, isOfZones } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import type { Span } from '../model/span.js';
import { startsOf } from '../model/starts.js';
import { editsOf } from './codeActions.js';
import { choosingKeys, eniConfigUses } from './occurrences.js';

/** Names of ENIConfigs are those of objects: lower-case DNS names. Undefined: it can be one. */
export function whyNoName(name: string): string | undefined {
  if (name === '') return 'An ENIConfig needs a name.';
  if (name.length > LONGEST_NAME) return `The name of an ENIConfig has ${LONGEST_NAME} characters at most.`;
  return isObjectName(name)
    ? undefined
    : `"${name}" is no name of an object: it takes lower-case letters, digits, "-" and ".", and begins and ends with a letter or digit.`;
}

/** Nodes in sight choose the ENIConfig by the name of their zone, which nobody can rename. Undefined: none does. */
export function whyOfZone(name: string, cluster: Cluster): string | undefined {
  const { keys, isOn } = choosing(cluster);
  if (isOn === false || !keys || !isOfZones(keys.label)) return undefined;
  const isChosen = eniConfigUses(cluster, choosingKeys(cluster)).some((use) => {
    if (!use.isZone || use.name !== name) return false;
    const group = cluster.nodeGroups.find((each) => each === use.fact);
    return !group || choiceOf([group], cluster, keys)?.by === 'zone';
  });
  return isChosen
    ? `Nodes in ${name} find this ENIConfig by the name of their zone (${keys.label}): under another name they would find none, and stay NotReady. Have them choose by another label first.`
    : undefined;
}

/** The edits of one file that call an ENIConfig otherwise. Zones keep their names. `keys`: those of the cluster. */
export function renameEdits(
  analysis: Pick<Analysis, 'documents'>,
  name: string,
  next: string,
  keys: ReadonlySet<string>,
): Edit[] {
  const starts = startsOf(analysis.documents);
  return analysis.documents.flatMap(({ facts, text: source }, i) => {
    const offset = starts[i] as number;
    // What others refer to is read once for each of them, and stands in one place.
    const places = new Set<number>();
    return eniConfigUses(facts, keys).flatMap((use) => {
      if (use.name !== name || use.isZone || places.has(use.span.start)) return [];
      places.add(use.span.start);
      const text = written(next, source, use.span);
      const fix = { kind: 'replace', title: '', safe: true, span: use.span, text, isForAll: true } as const;
      return editsOf(analysis, { offset }, fix) ?? [];
    });
  });
}

/** With quotes where the text would otherwise be read as a number, a boolean or nothing. */
function written(name: string, source: string, { start, end }: Span): string {
  // A part of a longer text, or in quotes, it is read as a text whatever it is.
  const isWhole = /[\s[{,:]|^$/.test(source[start - 1] ?? '') && /[\s\]},:]|^$/.test(source[end] ?? '');
  return isWhole && NOT_TEXT.test(name) ? `"${name}"` : name;
}

/** What YAML 1.1 does not read as a text, among names of objects. */
const NOT_TEXT =
  /^(y|n|yes|no|on|off|true|false|null|0x[0-9a-f]+|0b[01]+|0o[0-7]+|[0-9][0-9.]*(e[0-9]+)?|[0-9.-]+)$/;
