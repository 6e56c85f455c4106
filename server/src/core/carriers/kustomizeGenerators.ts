import type { Facts, Text } from '../model/facts.js';
import { at, type Entry, entry, items, type Node, type ScalarNode, text } from '../model/tree.js';
import type { Surroundings } from './carrier.js';
import { CHART } from './chartKeys.js';
import { configMapFacts } from './cniConfigMap.js';
import { located, textOf } from './fields.js';
import { readValues, releaseOfChart } from './valuesInstall.js';

/** Objects that a kustomization makes itself. */

const CONFIG_MAP = 'amazon-vpc-cni';

export interface GeneratorSurroundings extends Surroundings {
  /** Of the kustomization. */
  readonly namespace: Text | undefined;
  readonly options: Node | undefined;
}

/** What an item of `configMapGenerator` makes, where that is the ConfigMap of the plugin. Files are not looked into. */
export function generatedConfigMaps(
  generator: Node,
  { templated, namespace, options }: GeneratorSurroundings,
): Partial<Facts> {
  const name = textOf(at(generator, 'name'));
  if (name?.value !== CONFIG_MAP) return {};
  const literals = items(at(generator, 'literals')).flatMap((item) => (item.kind === 'scalar' ? [item] : []));
  const isWhole =
    !templated &&
    ['files', 'env', 'envs'].every((key) => !entry(generator, key)) &&
    ['create', undefined].includes(text(at(generator, 'behavior'))) &&
    literals.every(({ open, text: written }) => !open && written.includes('='));
  const isPlain = [at(generator, 'options'), options].some(
    (node) =>
      at(node, 'disableNameSuffixHash')?.kind === 'scalar' && isTrue(at(node, 'disableNameSuffixHash')),
  );
  const entries = literals.flatMap((literal) => entryOf(literal) ?? []);
  const own = textOf(at(generator, 'namespace')) ?? namespace;
  return {
    ...configMapFacts(
      { kind: 'map', span: generator.span, entries, lost: [], flow: false, shared: true },
      {
        span: generator.span,
        // With a hash behind its name, nobody finds it.
        name: isPlain ? name : { ...name, value: `${CONFIG_MAP}-<hash>` },
        ...(own && { namespace: own }),
        complete: isWhole,
      },
    ),
    embedded: literals.map(({ span }) => span),
  };
}

/** `files` of a generator: paths, perhaps behind a key. */
export const packedFiles = (generator: Node): readonly Text[] =>
  items(at(generator, 'files')).flatMap((item) => {
    const file = textOf(item);
    return file?.value === undefined ? [] : [{ ...file, value: file.value.replace(/^[^=]*=/, '') }];
  });

const isTrue = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' && node.text === 'true' && !node.open;

/** `key=value`; quotes round the value are taken off. Source: kubernetes-sigs/kustomize api/kv/kv.go. */
function entryOf(literal: ScalarNode): Entry | undefined {
  const equals = literal.text.indexOf('=');
  if (equals < 0) return undefined;
  const value = literal.text.slice(equals + 1);
  const stripped = /^["']*([\s\S]*?)["']*$/.exec(value)?.[1] ?? value;
  const { inner, ...rest } = literal;
  const piece = (start: number, written: string): ScalarNode => ({
    ...rest,
    type: 'string',
    text: written,
    ...(inner !== undefined && {
      inner: inner + start,
      span: { start: inner + start, end: inner + start + written.length },
    }),
  });
  const key = piece(0, literal.text.slice(0, equals));
  return {
    key,
    // A text whatever stands in it, as if it were in quotes.
    value: { ...piece(equals + 1 + value.indexOf(stripped), stripped), style: 'double' },
    span: literal.span,
    merged: false,
  };
}

/** Undefined: what the chart holds is not known. */
export function chartInstalls(
  chart: Node,
  { templated, cniVersion }: Surroundings,
): Partial<Facts> | undefined {
  const name = located(at(chart, 'name'));
  if (name?.value !== CHART) return undefined;
  const version = located(at(chart, 'version'))?.value;
  const release = (version && releaseOfChart(version)) || cniVersion;
  const values = at(chart, 'valuesInline');
  const hasMore = ['valuesFile', 'additionalValuesFiles', 'values'].some((key) => entry(chart, key));
  return readValues(values?.kind === 'map' ? [values] : [], {
    form: 'chart',
    anchor: name,
    span: chart.span,
    ...(release && { release }),
    complete: !templated && !hasMore && (!values || values.kind === 'map'),
    templated,
  });
}
