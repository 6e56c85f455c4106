import type { ClusterSetting, ContainerFacts, Install } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { at, entry, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { CHART } from './chartKeys.js';
import { chartValues } from './chartValues.js';
import { hasDirective, located } from './fields.js';
import { chartInstall } from './helm.js';
import { readValues, releaseOfChart } from './valuesInstall.js';

/** A HelmRelease or Application that does not say which chart it is of: a patch for one that does, perhaps of the plugin. */
export const chartPatch: Carrier = {
  id: 'chart-patch',
  title: 'Patch of values of the chart aws-vpc-cni',
  mark: chartValues.mark,
  outline: /HelmRelease|Application/,
  matches: (object) => KINDS.has(text(at(object, 'kind')) ?? '') && hasNoChart(at(object, 'spec')),
  read(object, surroundings) {
    const patch = chartPatchInstall(object, surroundings);
    return patch ? { patches: [patch], clusterSettings: changedSettings(at(object, 'spec', 'values')) } : {};
  },
};

const SETTINGS = {
  enableNetworkPolicy: 'network-policy-controller',
  enableWindowsIpam: 'windows-ipam',
  enableWindowsPrefixDelegation: 'windows-prefixes',
} as const;

/** A key of values that says something of the whole cluster. With a patch it is one thing in the base and another behind it. */
export function changedSetting(key: string | undefined, span: Span): readonly ClusterSetting[] {
  if (key === undefined || !Object.hasOwn(SETTINGS, key)) return [];
  return [{ kind: SETTINGS[key as keyof typeof SETTINGS], span, value: undefined }];
}

export const changedSettings = (values: Node | undefined): readonly ClusterSetting[] =>
  values?.kind === 'map' ? values.entries.flatMap(({ key, span }) => changedSetting(key.text, span)) : [];

const KINDS: ReadonlySet<string> = new Set(['HelmRelease', 'Application']);

const hasNoChart = (spec: Node | undefined): boolean =>
  at(spec, 'chart', 'spec', 'chart') === undefined &&
  !entry(spec, 'chartRef') &&
  at(spec, 'source', 'chart') === undefined &&
  at(spec, 'source', 'path') === undefined &&
  !entry(spec, 'sources');

/** Undefined: it is of no such kind, or is a whole one. */
export function chartPatchInstall(object: Node, surroundings: Surroundings): Install | undefined {
  const kind = text(at(object, 'kind'));
  if (!chartPatch.matches(object) || chartInstall(object, CHART, surroundings)) return undefined;
  const spec = at(object, 'spec');
  const name = located(at(object, 'metadata', 'name'));
  const version = located(at(spec, 'chart', 'spec', 'version'))?.value;
  const release = version === undefined ? undefined : releaseOfChart(version);
  const values = at(spec, 'values');
  const { span } = object;
  const [install] =
    readValues(values?.kind === 'map' ? [values] : [], {
      form: 'chart',
      anchor: name ?? { value: CHART, span: { start: span.start, end: span.start } },
      span,
      ...(release && { release }),
      complete: true,
      templated: surroundings.templated,
    }).installs ?? [];
  if (!install) return undefined;
  // Flux merges nothing but values; what else there is may bring other ones. Lists are never merged.
  const isRead =
    kind === 'HelmRelease' &&
    (!values || values.kind === 'map') &&
    !['valuesFrom', 'postRenderers'].some((key) => entry(spec, key)) &&
    !entry(values, 'extraEnv') &&
    (version === undefined || release !== undefined) &&
    !hasDirective(object, spec, values);
  return {
    ...install,
    ...(kind !== undefined && { object: { kind, ...(name && { name: name.value }) } }),
    complete: false,
    containers: install.containers.map(part),
    ...(!isRead && { directive: 'unread' as const }),
  };
}

function part({ base: _, complete, ...container }: ContainerFacts): ContainerFacts {
  return { ...container, complete: false, directives: { removed: [], mounts: [], unread: !complete } };
}
