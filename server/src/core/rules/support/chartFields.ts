import { CHART_KEYS } from '../../domain/addonSchema.js';
import { isYes } from '../../domain/printed.js';
import type { Cluster } from '../../model/cluster.js';
import type { ChartValues, Field } from '../../model/facts.js';

type WithFields = Pick<ChartValues, 'fields'>;

/** The field at a path: where parameters set it as well, theirs. */
export const fieldAt = ({ fields }: WithFields, path: string): Field | undefined =>
  fields.findLast((field) => field.path === path);

/** The path of the map that a field stands in, '' for the top. */
export const parentOf = ({ path, name }: Field): string =>
  path.slice(0, Math.max(0, path.length - name.length - 1));

/** What Helm makes of a field in a condition. Undefined: known only when it renders the chart. */
export function truthOf({ shape, type, text }: Field): boolean | undefined {
  if (shape !== 'scalar') return shape !== 'nothing';
  if (text === undefined) return undefined;
  if (type === 'boolean') return isYes(text);
  return type === 'number' ? Number(text) !== 0 : text !== '';
}

/** Not configuration of the EKS add-on in YAML, which looks the same as long as no key is the chart's alone. */
export const isOfChartAlone = ({ place, fields }: ChartValues): boolean =>
  place !== 'file' || fields.some(({ path }) => CHART_KEYS.includes(path) || CHART_PATHS.includes(path));

const CHART_PATHS = ['init.image', 'nodeAgent.enabled', 'nodeAgent.enableIpv6', 'nodeAgent.image'];

/** There are no other values in sight, which may go with these: of the same chart, a file for each cluster for one. */
export const standAlone = (values: object, { chartValues }: Cluster): boolean =>
  chartValues.every((other) => other === values);
