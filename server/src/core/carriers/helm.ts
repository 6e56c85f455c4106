import type { Field } from '../model/facts.js';
import { embeddedDocument } from '../model/nested.js';
import type { Problem } from '../model/source.js';
import type { Located, Span } from '../model/span.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Surroundings } from './carrier.js';
import { field, hasDirective, located } from './fields.js';

/** A chart as Flux or Argo CD installs it. */
export interface ChartInstall {
  readonly by: 'flux' | 'argo';
  /** Its name, where that is written. */
  readonly chart: Located<string>;
  /** What is asked for: a version, a range, a branch. */
  readonly version?: Located<string>;
  /** Those written in the object, the ones that count first. */
  readonly values: readonly Node[];
  /** `helm.parameters` of Argo CD, each with `name` and `value`. */
  readonly parameters: readonly Node[];
  /** No values come from elsewhere. */
  readonly complete: boolean;
  /** What comes from elsewhere are files of one folder, and nothing is written here. */
  readonly takesFiles?: boolean;
  /** A text of values that counts for nothing beside others, and what they stand in. */
  readonly dead?: { readonly field: Field; readonly by: string };
  /** Why the text of values is not read. */
  readonly problem?: Problem;
  /** Texts that hold values. */
  readonly embedded: readonly Span[];
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
      return application(at(object, 'spec'), chart, surroundings);
    case 'ApplicationSet':
      return applicationSet(at(object, 'spec'), chart, surroundings);
    default:
      return undefined;
  }
}

function helmRelease(object: Node, chart: string, { templated }: Surroundings): ChartInstall | undefined {
  const spec = at(object, 'spec');
  const from = at(spec, 'chart', 'spec');
  const name = [at(from, 'chart'), at(spec, 'chartRef', 'name')]
    .map(located)
    .find((one) => isNamed(one, chart));
  const version = located(at(from, 'version'));
  return (
    name && {
      by: 'flux',
      chart: name,
      ...(version && { version }),
      values: [at(spec, 'values') ?? []].flat(),
      parameters: [],
      complete:
        !templated &&
        !entry(spec, 'valuesFrom') &&
        !entry(from, 'valuesFiles') &&
        !entry(from, 'valuesFile') &&
        !entry(spec, 'postRenderers') &&
        !hasDirective(object, spec),
      embedded: [],
    }
  );
}

function application(
  spec: Node | undefined,
  chart: string,
  { templated, source }: Surroundings,
): ChartInstall | undefined {
  const from = [at(spec, 'source'), ...items(at(spec, 'sources'))].find((one) =>
    isNamed(located(at(one, 'chart')), chart),
  );
  const name = located(at(from, 'chart'));
  if (!name) return undefined;
  const helm = at(from, 'helm');
  const version = located(at(from, 'targetRevision'));
  const object = at(helm, 'valuesObject');
  // With an object beside it the text is not read.
  const inText = object && !isNull(object) ? undefined : at(helm, 'values');
  const document =
    inText?.kind === 'scalar' && inText.text.trim() ? embeddedDocument(inText, source) : undefined;
  // A template may put in what is missing.
  const problem = templated ? undefined : document?.problems[0];
  const values = object && !isNull(object) ? object : problem ? undefined : document?.root;
  const dead = object && !isNull(object) ? field(helm, 'values', 'helm') : undefined;
  const folders = new Set(items(at(helm, 'valueFiles')).map((item) => folderIn(text(item))));
  return {
    by: 'argo',
    chart: name,
    ...(version && { version }),
    values: values ? [values] : [],
    parameters: items(at(helm, 'parameters')),
    complete:
      !templated &&
      !(document && (document.templated || document.problems.length > 0)) &&
      !entry(helm, 'valueFiles') &&
      !entry(helm, 'fileParameters'),
    ...(!templated &&
      !values &&
      !problem &&
      folders.size === 1 &&
      !folders.has(undefined) &&
      !['parameters', 'fileParameters'].some((key) => entry(helm, key)) && { takesFiles: true }),
    ...(dead?.text?.trim() && dead.type !== 'null' && { dead: { field: dead, by: 'valuesObject' } }),
    ...(problem && { problem }),
    embedded: document ? [document.embedded] : [],
  };
}

/** Of a file in a repository: `$values/cni` of `$values/cni/values.yaml`. */
const folderIn = (path: string | undefined): string | undefined =>
  path?.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Of what makes Applications: its template, where patches do not change that. */
function applicationSet(
  spec: Node | undefined,
  chart: string,
  surroundings: Surroundings,
): ChartInstall | undefined {
  const found = application(at(spec, 'template', 'spec'), chart, surroundings);
  return found && { ...found, complete: found.complete && !entry(spec, 'templatePatch') };
}

/** In a repository of Git a chart goes by its path. */
const isNamed = (name: Located<string> | undefined, chart: string): name is Located<string> =>
  name?.value.split('/').at(-1) === chart;

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null';
