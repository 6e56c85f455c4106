import type { FactsInProgress, Kustomization, KustomizePatch, NewImage, Text } from '../model/facts.js';
import { emptyFacts } from '../model/facts.js';
import { at, entry, items, type MapNode, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { located, textOf } from './fields.js';
import { gather, said } from './gathered.js';
import { chartInstalls, generatedConfigMaps, packedFiles } from './kustomizeGenerators.js';
import { inlinePatch, targetOf } from './kustomizePatch.js';
import { upstreamManifest } from './upstreamManifest.js';

/** A kustomization or component: what it puts together, and the patches that are written in it. */
export const kustomization: Carrier = {
  id: 'kustomization',
  title: 'Kustomization',
  // Without flags: it is joined with those of others.
  mark: /^(?:\{\s*)?["']?(?:kind["']?:[ \t]*["']?(?:Kustomization|Component)\b|(?:resources|bases|components|patches|patchesStrategicMerge|patchesJson6902|configMapGenerator|images|helmCharts)["']?:[ \t]*(?:#.*|\[.*)?(?:\r?\n|$))/m,
  matches: (object) =>
    object.kind === 'map' && (isOfKustomize(object) ?? (hasOnlyKnownKeys(object) && hasList(object))),
  read(object, surroundings) {
    const into = emptyFacts();
    into.kustomizations.push(read(object, surroundings, into));
    return said(into);
  },
};

/** Undefined: it does not say what it is. Flux has a kind of the same name. */
function isOfKustomize(object: Node): boolean | undefined {
  const [kind, version] = [at(object, 'kind'), at(object, 'apiVersion')];
  if (!kind && !version) return undefined;
  const isOfGroup = !version || text(version)?.startsWith('kustomize.config.k8s.io/') === true;
  return isOfGroup && (!kind || /^(Kustomization|Component)$/.test(text(kind) ?? ''));
}

/** All that kustomize takes at the top: it refuses any other. Source: kubernetes-sigs/kustomize api/types/kustomization.go. */
const KEYS: ReadonlySet<string> = new Set([
  'apiVersion',
  'bases',
  'buildMetadata',
  'commonAnnotations',
  'commonLabels',
  'components',
  'configMapGenerator',
  'configurations',
  'crds',
  'generatorOptions',
  'generators',
  'helmChartInflationGenerator',
  'helmCharts',
  'helmGlobals',
  'imageTags',
  'images',
  'inventory',
  'kind',
  'labels',
  'metadata',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'openapi',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'replicas',
  'resources',
  'secretGenerator',
  'sortOptions',
  'transformers',
  'validators',
  'vars',
]);

const hasOnlyKnownKeys = ({ entries }: MapNode): boolean =>
  entries.every(({ key }) => key.open || KEYS.has(key.text));

/** Files of others have keys of these names, too. */
const hasList = (object: Node): boolean =>
  ['resources', 'bases', 'components', 'patchesStrategicMerge'].some((key) =>
    isListOf(at(object, key), (item) => text(item) !== undefined),
  ) ||
  ['patches', 'patchesJson6902'].some((key) =>
    isListOf(at(object, key), (item) => (entry(item, 'path') ?? entry(item, 'patch')) !== undefined),
  ) ||
  isListOf(
    at(object, 'images'),
    (item) => entry(item, 'name') !== undefined && /^new|^digest/m.test(keysOf(item)),
  ) ||
  isListOf(at(object, 'configMapGenerator'), (item) => /^(literals|files|envs?)$/m.test(keysOf(item))) ||
  isListOf(at(object, 'helmCharts'), (item) => entry(item, 'name') !== undefined);

const isListOf = (node: Node | undefined, is: (item: Node) => boolean): boolean =>
  items(node).length > 0 && items(node).every(is);

const keysOf = (node: Node): string =>
  node.kind === 'map' ? node.entries.map(({ key }) => key.text).join('\n') : '';

/** Puts what is written inside into `into`. */
function read(object: Node, surroundings: Surroundings, into: FactsInProgress): Kustomization {
  const { templated } = surroundings;
  const namespace = textOf(at(object, 'namespace'));
  for (const node of items(at(object, 'configMapGenerator')))
    gather(
      into,
      generatedConfigMaps(node, { ...surroundings, namespace, options: at(object, 'generatorOptions') }),
    );
  const charts = [
    ...items(at(object, 'helmCharts')),
    ...items(at(object, 'helmChartInflationGenerator')),
  ].map((node) => chartInstalls(node, surroundings));
  for (const chart of charts) if (chart) gather(into, chart);
  const fetched = [...texts(at(object, 'resources')), ...texts(at(object, 'bases'))].map((resource) => ({
    resource,
    install: upstreamManifest(resource),
  }));
  into.installs.push(...fetched.flatMap(({ install }) => install ?? []));
  const patch = (node: Node, when: KustomizePatch['when']) => patchOf(node, when, surroundings, into);
  const packed = ['configMapGenerator', 'secretGenerator'].flatMap((key) =>
    items(at(object, key)).flatMap((generator) => packedFiles(generator)),
  );
  const [namePrefix, nameSuffix] = [at(object, 'namePrefix'), at(object, 'nameSuffix')].map((n) => textOf(n));
  return {
    span: object.span,
    kind: text(at(object, 'kind')) === 'Component' ? 'Component' : 'Kustomization',
    resources: fetched.filter(({ install }) => !install).map(({ resource }) => resource),
    components: texts(at(object, 'components')),
    patches: [
      ...items(at(object, 'patchesStrategicMerge')).map((node) => patch(node, 'before-names')),
      ...items(at(object, 'patches')).map((node) => patch(node, 'before-names')),
      ...items(at(object, 'patchesJson6902')).map((node) => patch(node, 'after-names')),
    ],
    images: [...items(at(object, 'images')), ...items(at(object, 'imageTags'))].flatMap(
      (n) => image(n) ?? [],
    ),
    made: [
      ...fetched.flatMap(({ install }) => install ?? []),
      ...charts.flatMap((one) => one?.installs ?? []),
    ],
    ...(packed.length > 0 && { packed }),
    ...(namePrefix?.value && { namePrefix: namePrefix.value }),
    ...(nameSuffix?.value && { nameSuffix: nameSuffix.value }),
    addsOnlyRead: charts.every((chart) => chart !== undefined) && isNothing(at(object, 'generators')),
    complete:
      !templated &&
      isNothing(at(object, 'transformers')) &&
      items(at(object, 'replacements')).every(isOfOthers) &&
      [namePrefix, nameSuffix].every((name) => !name || name.value !== undefined),
  };
}

const isNothing = (node: Node | undefined): boolean => items(node).length === 0 && node?.kind !== 'map';

/** What is no text is nothing that kustomize would find. */
const texts = (node: Node | undefined): readonly Text[] => items(node).flatMap((item) => textOf(item) ?? []);

/** A replacement whose targets are all of other kinds than what settings of aws-node stand in. */
const isOfOthers = (replacement: Node): boolean =>
  isListOf(at(replacement, 'targets'), (target) => {
    const kind = located(at(target, 'select', 'kind'))?.value;
    return kind !== undefined && !/^(DaemonSet|HelmRelease|Application)$/.test(kind);
  });

function patchOf(
  node: Node,
  when: KustomizePatch['when'],
  surroundings: Surroundings,
  into: FactsInProgress,
): KustomizePatch {
  const target = targetOf(at(node, 'target'));
  const common = { span: node.span, when, ...(target && { target }) };
  const inline = node.kind === 'scalar' ? (isPath(node.text) ? undefined : node) : at(node, 'patch');
  if (inline?.kind === 'scalar') {
    const { facts, installs, isRead } = inlinePatch(inline, target, surroundings);
    gather(into, facts);
    return { ...common, installs, unread: !isRead };
  }
  const path = textOf(node.kind === 'scalar' ? node : at(node, 'path'));
  return { ...common, installs: [], unread: path === undefined, ...(path && { path }) };
}

/** In `patchesStrategicMerge` a text may stand in place of a path. */
const isPath = (written: string): boolean => !/[\n{]/.test(written.trim());

function image(node: Node): NewImage | undefined {
  const [name, newName, newTag, digest] = ['name', 'newName', 'newTag', 'digest'].map((key) => {
    const value = at(node, key);
    return value?.kind === 'scalar' && value.type !== 'null' ? value : undefined;
  });
  if (!name || name.open) return undefined;
  // A tag that is filled in later is none that is known.
  const known = (value: typeof name): string => (value.open || value.conditional ? '' : value.text);
  return {
    name: name.text,
    ...(newName && { newName: known(newName) }),
    ...(newTag && { newTag: known(newTag) }),
    ...(digest && { digest: known(digest) }),
    span: node.span,
  };
}
