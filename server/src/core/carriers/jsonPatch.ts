import type { ClusterSetting, ContainerList, Install, Operation, Setting } from '../model/facts.js';
import type { Located, Span } from '../model/span.js';
import { at, type Entry, entry, items, type MapNode, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { changedSetting } from './chartPatch.js';
import { argument, containerOf, tagOf } from './daemonSet.js';
import { isOpenItem, setting } from './env.js';
import { located } from './fields.js';
import { containersOf, type FoundOperation, isOfPlugin } from './jsonPatchContainers.js';
import { containersOfValues, valueOperations, valuesPath } from './jsonPatchValues.js';

/**
 * JSON 6902 patches, as far as they reach containers: a list of `op`, `path` and `value`. Which object one is for is said
 * elsewhere; one whose own words are of the plugin alone is taken to be for aws-node.
 */
export const jsonPatch: Carrier = {
  id: 'jsonpatch',
  title: 'JSON patch of aws-node',
  mark: /\/spec\/(?:template\/spec\/(?:initContainers|containers)|values|sources?|chart|vpcCni|addons|networking|configurationValues|forProvider)\b|\/metadata\/name\b/,
  outline: /\bop\b/,
  matches: (object) => operationNodes(object).length > 0,
  read(object, surroundings) {
    const patch = jsonPatchInstall(object, surroundings);
    const clusterSettings = settingsChangedBy(object);
    if (!patch) return { clusterSettings };
    return { patches: [patch], installs: isOfPlugin(patch) ? [patch] : [], clusterSettings };
  },
};

/** Undefined: it reaches no containers, and nothing else that settings come from. */
export function jsonPatchInstall(
  list: Node,
  { templated }: Pick<Surroundings, 'templated'>,
): Install | undefined {
  let name: Located<string> | undefined;
  const found = operationNodes(list).flatMap((node): readonly FoundOperation[] => {
    const pointer = parts(text(at(node, 'path')) ?? '');
    if (pointer.join('/') === 'metadata/name') name = located(at(node, 'value'));
    return operationsOf(node, pointer, templated);
  });
  if (found.length === 0 && !name) return undefined;
  const operations = found.map(({ operation }) => operation);
  const isOfChart = found.length > 0 && found.every((one) => one.isOfChart);
  const [first] = found;
  const containers = [...containersOf(found), ...(first ? containersOfValues(operations, first.at) : [])];
  const release = containers.find(
    ({ image }) => image && /\bamazon-k8s-cni(?!-init)/.test(image.value),
  )?.version;
  return {
    form: isOfChart ? 'chart' : 'manifest',
    span: list.span,
    ...(name && { name }),
    ...(release && { release }),
    containers,
    complete: false,
    operations: templated
      ? [...operations, { op: 'replace', span: list.span, path: [], complete: false }]
      : operations,
  };
}

/** What it says of the whole cluster by way of values of the chart. */
export const settingsChangedBy = (list: Node): readonly ClusterSetting[] =>
  operationNodes(list).flatMap((node) => {
    const pointer = parts(text(at(node, 'path')) ?? '');
    const path = text(at(node, 'op')) === 'test' ? [] : valuesPath(pointer);
    return path?.length === 1 ? changedSetting(path[0], node.span) : [];
  });

/** None where it is no patch: every item has an `op` and a `path`. */
function operationNodes(list: Node): readonly MapNode[] {
  const nodes = items(list);
  const maps = nodes.filter((node): node is MapNode => node.kind === 'map' && isOperation(node));
  return maps.length === nodes.length ? maps : [];
}

const isOperation = (node: MapNode): boolean =>
  OPERATIONS.has(text(at(node, 'op')) ?? '') && text(at(node, 'path')) !== undefined;

const OPERATIONS: ReadonlySet<string> = new Set(['add', 'replace', 'remove', 'test', 'move', 'copy']);

/** Parts of a JSON pointer (RFC 6901). */
const parts = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const POD = ['spec', 'template', 'spec'];
/** Where objects of others have settings of aws-node. */
const VALUES = new Set([
  // Of Flux and Argo CD: values of a chart.
  'values',
  'valuesFrom',
  'postRenderers',
  'chart',
  'chartRef',
  'source',
  'sources',
  // Of Cluster API, kOps, ACK and Crossplane.
  'vpcCni',
  'addons',
  'networking',
  'configurationValues',
  'forProvider',
]);
/** Of those the ones that tell a chart and its values. */
const OF_CHART: ReadonlySet<string> = new Set([
  'values',
  'valuesFrom',
  'postRenderers',
  'chart',
  'chartRef',
  'source',
  'sources',
]);
/** What else of a container changes nothing that is read. */
const READ = new Set(['env', 'envFrom', 'image', 'args', 'name', 'volumeMounts']);

/** None: it reaches nothing that is read. */
function operationsOf(
  node: MapNode,
  pointer: readonly string[],
  templated: boolean,
): readonly FoundOperation[] {
  const op = text(at(node, 'op'));
  if (op === undefined || op === 'test') return [];
  const place = at(node, 'path')?.span ?? node.span;
  const isMoved = op === 'move' || op === 'copy';
  const from = isMoved ? parts(text(at(node, 'from')) ?? '') : undefined;
  const reached = [pointer, ...(from ? [from] : [])].filter(reaches);
  if (reached.length === 0) return [];
  const isOfChart = reached.every(([spec, field]) => spec === 'spec' && OF_CHART.has(field ?? ''));
  const value = isMoved ? undefined : at(node, 'value');
  const written = op === 'remove' || op === 'replace' ? op : 'add';
  const inValues = [
    ...(op === 'move' && from
      ? [valueOperations({ op: 'remove', node, pointer: from, value: undefined })]
      : []),
    valueOperations({ op: written, node, pointer, value }),
  ];
  if (inValues.every((each) => each !== undefined))
    return inValues.flat().map((operation) => ({ at: place, operation, isOfChart: true }));
  const unread: FoundOperation = {
    at: place,
    operation: { op: 'replace', span: node.span, path: [], complete: false },
    isOfChart,
  };
  return isMoved || isOfChart ? [unread] : [operationOf(node, written, pointer, templated) ?? unread];
}

/** Undefined: how it changes the containers is not read. */
function operationOf(
  node: MapNode,
  op: Operation['op'],
  pointer: readonly string[],
  templated: boolean,
): FoundOperation | undefined {
  const place = at(node, 'path')?.span ?? node.span;
  const [list, position, ...rest] = pointer.slice(POD.length);
  const isList = list === 'containers' || list === 'initContainers';
  if (!isList || position === undefined || !/^(-|0|[1-9]\d{0,3})$/.test(position)) return undefined;
  if (position === '-' && (op !== 'add' || rest.length > 0)) return undefined;
  const value = entry(node, 'value');
  const brought = op === 'remove' ? { complete: true } : bringing(value, rest, place, templated);
  const isEnvList = rest.length === 1 && rest[0] === 'env' && value?.value.kind === 'list';
  return {
    at: place,
    operation: {
      op,
      span: node.span,
      list: list as ContainerList,
      ...(position !== '-' && { index: Number(position) }),
      path: rest,
      ...brought,
    },
    ...(isEnvList && { list: value }),
  };
}

/** Containers, what is above them, and values of charts. */
function reaches(pointer: readonly string[]): boolean {
  if (pointer[0] === 'spec' && VALUES.has(pointer[1] ?? '')) return true;
  const isAbove = pointer.every((part, i) => i >= POD.length || part === POD[i]);
  if (!isAbove) return false;
  const [list, , field] = pointer.slice(POD.length);
  if (list === undefined) return true;
  return (list === 'containers' || list === 'initContainers') && (field === undefined || READ.has(field));
}

type Brought = Pick<
  Operation,
  'settings' | 'image' | 'version' | 'args' | 'container' | 'named' | 'complete'
>;

function bringing(
  value: Entry | undefined,
  [field, position, inner]: readonly string[],
  path: Span,
  templated: boolean,
): Brought {
  const node = value?.value;
  if (!value || !node) return { complete: false };
  if (field === undefined) {
    const container = containerOf(node, { templated, isPart: false });
    const named = located(at(node, 'name'))?.value;
    return { ...(container && { container }), ...(named !== undefined && { named }), complete: !templated };
  }
  if (field === 'env') {
    if (inner !== undefined) {
      const only = inner === 'value' ? nameless(value, path) : undefined;
      return { ...(only && { settings: [only] }), complete: only !== undefined };
    }
    const nodes = position === undefined ? items(node) : [node];
    const settings = nodes.flatMap((item) => setting(item) ?? []);
    const complete = settings.length === nodes.length && !nodes.some(isOpenItem) && !templated;
    return { settings, complete };
  }
  if (field === 'image') {
    const image = located(node);
    const version = image && tagOf(image.value);
    return { ...(image && { image }), ...(version && { version }), complete: image !== undefined };
  }
  if (field === 'args') {
    const nodes = position === undefined ? items(node) : [node];
    const args = nodes.flatMap((item) => argument(item) ?? []);
    return { args, complete: args.length === nodes.length && !templated };
  }
  return { complete: false };
}

/** The setting that a value alone comes to. */
function nameless(value: Entry, path: Span): Setting | undefined {
  const key = { ...value.key, text: 'name' };
  const name: Entry = { key, value: { ...value.key, text: 'name', span: path }, span: path, merged: false };
  const { inner: _, ...rest } = name.value as Extract<Node, { kind: 'scalar' }>;
  const read = setting({
    kind: 'map',
    span: value.span,
    entries: [{ ...name, value: rest }, value],
    lost: [],
    flow: false,
    shared: false,
  });
  return read && { ...read, name: { value: '', span: path } };
}
