import { nested } from '../model/nested.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Surroundings } from './carrier.js';
import { hasDirective } from './fields.js';

/** A chart as Flux or Argo CD installs it. */
export interface ChartInstall {
  /** Those written in the object, the ones that count first. */
  readonly values: readonly Node[];
  /** `helm.parameters` of Argo CD, each with `name` and `value`. */
  readonly parameters: readonly Node[];
  /** No values come from elsewhere. */
  readonly complete: boolean;
}

/** Undefined: the object is neither a HelmRelease of Flux nor an Application of Argo CD for this chart. */
export function chartInstall(
  object: Node,
  chart: string,
  surroundings: Surroundings,
): ChartInstall | undefined {
  switch (text(at(object, 'kind'))) {
    case 'HelmRelease':
      return helmRelease(object, chart, surroundings);
    case 'Application':
      return application(object, chart, surroundings);
    default:
      return undefined;
  }
}

function helmRelease(object: Node, chart: string, { templated }: Surroundings): ChartInstall | undefined {
  const spec = at(object, 'spec');
  const names = [at(spec, 'chart', 'spec', 'chart'), at(spec, 'chartRef', 'name')];
  if (!names.some((name) => text(name) === chart)) return undefined;
  return {
    values: [at(spec, 'values') ?? []].flat(),
    parameters: [],
    complete: !templated && !entry(spec, 'valuesFrom') && !hasDirective(object, spec),
  };
}

function application(
  object: Node,
  chart: string,
  { templated, source }: Surroundings,
): ChartInstall | undefined {
  const spec = at(object, 'spec');
  const from = [at(spec, 'source'), ...items(at(spec, 'sources'))].find(
    (one) => text(at(one, 'chart')) === chart,
  );
  if (!from) return undefined;
  const helm = at(from, 'helm');
  const inText = at(helm, 'values');
  return {
    values: [
      ...[at(helm, 'valuesObject') ?? []].flat(),
      ...(inText?.kind === 'scalar' ? nested(inText, source) : []),
    ],
    parameters: items(at(helm, 'parameters')),
    complete: !templated && !entry(helm, 'valueFiles') && !entry(helm, 'fileParameters'),
  };
}
