import type { ClusterSetting } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { isOpenItem, setting } from './env.js';
import { hasDirective } from './fields.js';
import { chartInstall } from './helm.js';
import { wholeNumber } from './nodeFields.js';

/** Karpenter itself, as a Deployment or as values of its chart: how many ENIs it leaves out of its count. */
export const karpenterController: Carrier = {
  id: 'karpenter-controller',
  title: 'Karpenter controller',
  mark: /RESERVED_ENIS|reserved-enis|reservedENIs|karpenter\/controller|chart["']?:[ \t]*["']?karpenter\b/,
  outline: /Deployment|HelmRelease|Application|settings/,
  matches: (object) => {
    const kind = text(at(object, 'kind'));
    return kind === undefined ? !entry(object, 'apiVersion') : Object.hasOwn(KINDS, kind);
  },
  read(object, surroundings) {
    const kind = text(at(object, 'kind'));
    const read = kind === undefined ? values : KINDS[kind];
    return { clusterSettings: read?.(object, surroundings) ?? [] };
  },
};

type Reader = (object: Node, surroundings: Surroundings) => readonly ClusterSetting[];

const KINDS: Readonly<Record<string, Reader>> = {
  Deployment: deployment,
  HelmRelease: install,
  Application: install,
};

function deployment(object: Node, { templated }: Surroundings): readonly ClusterSetting[] {
  const container = items(at(object, 'spec', 'template', 'spec', 'containers')).find(isController);
  if (!container) return [];
  const env = items(at(container, 'env'));
  const written = env.map(setting).findLast((item) => item?.name.value === 'RESERVED_ENIS');
  const flag = items(at(container, 'args')).findLast((item) => /reserved-enis/.test(text(item) ?? ''));
  if (flag) {
    const digits = /^--?reserved-enis=(\d+)$/.exec(text(flag) ?? '')?.[1] ?? '';
    return settings(object.span, { span: flag.span, value: wholeNumber(digits) });
  }
  if (written) {
    const { value, span } = written.value;
    return settings(object.span, {
      span,
      value: 'text' in value ? wholeNumber(value.text) : undefined,
    });
  }
  // A patch, or what an environment from elsewhere adds.
  const isComplete =
    !templated &&
    !hasDirective(object, container) &&
    entry(at(object, 'spec'), 'selector') !== undefined &&
    entry(container, 'image') !== undefined &&
    !entry(container, 'envFrom') &&
    !env.some(isOpenItem);
  return settings(object.span, isComplete ? undefined : { span: container.span, value: undefined });
}

const isController = (container: Node): boolean =>
  /(?:^|\/)karpenter\/controller(?:[:@]|$)/.test(text(at(container, 'image')) ?? '') ||
  items(at(container, 'env')).some((item) => text(at(item, 'name')) === 'RESERVED_ENIS');

/** Of Flux, or of Argo CD. */
function install(object: Node, surroundings: Surroundings): readonly ClusterSetting[] {
  const chart = chartInstall(object, 'karpenter', surroundings);
  if (!chart) return [];
  const parameter = chart.parameters.findLast((item) => text(at(item, 'name')) === 'settings.reservedENIs');
  if (parameter) {
    const value = at(parameter, 'value');
    return settings(object.span, { span: parameter.span, value: numberOf(value) });
  }
  const written = chart.values.flatMap((node) => reservedIn(node) ?? [])[0];
  return settings(
    object.span,
    written ?? (chart.complete ? undefined : { span: object.span, value: undefined }),
  );
}

/** A file of values, of the chart itself or of one that holds it. Where it says nothing, another may. */
function values(object: Node): readonly ClusterSetting[] {
  const written = reservedIn(object) ?? reservedIn(at(object, 'karpenter'));
  return written ? settings(object.span, written) : [];
}

interface Reserved {
  readonly span: Span;
  /** Undefined: known only in the cluster. */
  readonly value: number | undefined;
}

/** Before v0.33 the settings of AWS had a map of their own. */
function reservedIn(node: Node | undefined): Reserved | undefined {
  const written =
    entry(at(node, 'settings'), 'reservedENIs') ?? entry(at(node, 'settings', 'aws'), 'reservedENIs');
  return written && { span: written.value.span, value: numberOf(written.value) };
}

const numberOf = (node: Node | undefined): number | undefined =>
  node?.kind === 'scalar' && !node.open && !node.conditional ? wholeNumber(node.text) : undefined;

const settings = (span: Span, reserved: Reserved | undefined): readonly ClusterSetting[] => [
  { kind: 'karpenter', span },
  ...(reserved ? [{ kind: 'reserved-enis' as const, ...reserved }] : []),
];
