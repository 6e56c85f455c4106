import type { ContainerOrder, Directives, Install } from '../model/facts.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import { isOpenItem } from './env.js';
import { located } from './fields.js';

/** What a strategic merge patch says beside fields and values: `$patch`, and `null` for what is to go. */

/** Undefined: nothing. `templated`: what is not written may come from actions. */
export function directivesOf(container: Node, templated: boolean): Directives | undefined {
  if (container.kind !== 'map') return undefined;
  const env = at(container, 'env');
  const marked = items(env).filter(hasKeys);
  const isEnvReplaced = isNull(env) || marked.some(isForList);
  const removed = marked.flatMap((item) => {
    const name = directiveOf(item) === 'delete' ? located(at(item, 'name')) : undefined;
    return name ? [{ item, name }] : [];
  });
  const isDeleted = directiveOf(container) === 'delete';
  const args = entry(container, 'args');
  const mounts = items(at(container, 'volumeMounts')).flatMap((mount) => text(at(mount, 'mountPath')) ?? []);
  const isUnread =
    ['name', 'image', 'args', 'volumeMounts'].some((key) => isNull(at(container, key))) ||
    (hasKeys(container) && !isDeleted && directiveOf(container) !== 'merge') ||
    marked.some(
      (item) =>
        !isForList(item) && directiveOf(item) !== 'merge' && !removed.some((other) => other.item === item),
    );
  const unread = templated || entry(container, 'envFrom') !== undefined || items(env).some(isOpenItem);
  const directives: Directives = {
    ...(isDeleted && { container: 'delete' as const }),
    ...(isUnread && { container: 'unread' as const }),
    ...(isEnvReplaced && { env: 'replace' as const }),
    ...(args && { args: 'replace' as const }),
    removed: removed.map(({ name }) => name),
    mounts,
    unread,
  };
  return isDeleted || isUnread || isEnvReplaced || args || removed.length + mounts.length > 0 || unread
    ? directives
    : undefined;
}

/** `- $patch: replace`: the others stand in the place of the list. With a name, readers differ. */
const isForList = (item: Node): boolean =>
  item.kind === 'map' && item.entries.length === 1 && directiveOf(item) === 'replace';

const isNull = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' && node.type === 'null' && !node.open;

/** `unread`: something further down, but for what containers say themselves. `isPart`: it is merged into another object. */
export function directiveOfObject(object: Node, isPart: boolean): Install['directive'] {
  const own = directiveOf(object);
  if (own === 'delete' || own === 'replace') return own;
  const spec = at(object, 'spec');
  const template = at(spec, 'template');
  const pod = at(template, 'spec');
  const lists = [at(pod, 'containers'), at(pod, 'initContainers')];
  const isMarked =
    [object, spec, template, pod].some((node) => hasKeys(node) && directiveOf(node) !== 'merge') ||
    lists.some((list) => items(list).some((item) => hasKeys(item) && !entry(item, 'name'))) ||
    (isPart && [spec, template, pod, ...lists].some(isNull));
  return isMarked ? 'unread' : undefined;
}

/** Undefined: containers are taken away or replaced, so that those of the base are not where they were. */
export function orderOf(pod: Node | undefined, isOurs: (node: Node) => boolean): ContainerOrder | undefined {
  const lists = [items(at(pod, 'containers')), items(at(pod, 'initContainers'))];
  const isKept = (node: Node): boolean =>
    !hasKeys(node) || directiveOf(node) === 'merge' || (directiveOf(node) === 'delete' && isOurs(node));
  if (!lists.flat().every(isKept)) return undefined;
  const [containers = [], initContainers = []] = lists.map((list) =>
    list.map((node) => located(at(node, 'name'))?.value ?? ''),
  );
  return { containers, initContainers };
}

/** Undefined: none, or one that says something else than `$patch`. */
const directiveOf = (node: Node | undefined): 'delete' | 'replace' | 'merge' | 'other' | undefined => {
  const patch = entry(node, '$patch');
  if (!patch) return undefined;
  const value = text(patch.value);
  return value === 'delete' || value === 'replace' || value === 'merge' ? value : 'other';
};

/** The order of lists says nothing of what is in them. */
const hasKeys = (node: Node | undefined): boolean =>
  node?.kind === 'map' && node.entries.some(({ key }) => /^\$(?!setElementOrder|retainKeys)/.test(key.text));
