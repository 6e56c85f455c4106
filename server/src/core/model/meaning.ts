import { type Cluster, KINDS, type Kind } from './cluster.js';

/** Other files are told the same by both: places do not count. */
export const meansTheSame = (a: Cluster, b: Cluster): boolean =>
  KINDS.every((kind) => a[kind] === b[kind] || isSame(toldOf(a, kind), toldOf(b, kind)));

/** Of nodes there is more to know than anybody asks. */
function toldOf({ nodeGroups, nodeMarks, ...others }: Cluster, kind: Kind): unknown {
  if (kind === 'nodeGroups')
    return nodeGroups.map(
      ({
        maker,
        name,
        types,
        typesComplete,
        podLimits,
        provides,
        uses,
        os,
        image,
        zones,
        zonesComplete,
        labelsComplete,
      }) => [
        maker,
        name?.value,
        types.map(({ value }) => value),
        typesComplete,
        podLimits.map(({ form, text }) => [form, text.value]),
        provides,
        uses,
        os,
        image,
        zones?.map(({ value }) => value),
        zonesComplete,
        labelsComplete,
      ],
    );
  if (kind === 'nodeMarks')
    return nodeMarks.map(({ form, key, value, given, group }) => [
      form,
      key,
      value.value,
      given,
      group && nodeGroups.indexOf(group),
    ]);
  return others[kind];
}

/** But for places, and for what follows from the rest when it is asked for. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  const [a, b] = [said(one), said(other)];
  if (a === undefined && b === undefined) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!isSame(a[i], b[i])) return false;
    return true;
  }
  for (const key of Object.keys(a))
    if (key !== 'inner' && !isSame(fieldIn(a, key), fieldIn(b, key))) return false;
  for (const key of Object.keys(b))
    if (key !== 'inner' && !Object.hasOwn(a, key) && said(fieldIn(b, key)) !== undefined) return false;
  return true;
}

const fieldIn = (of: object, key: string): unknown =>
  Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined;

const said = (value: unknown): unknown =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && 'start' in value && 'end' in value)
    ? undefined
    : value;
