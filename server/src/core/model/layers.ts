import { composed, type Parts, unreadContainer } from './composed.js';
import type { ContainerFacts, ContainerList, ContainerOrder, Install, Setting } from './facts.js';
import { operated } from './operations.js';
import { remembered } from './remembered.js';

/**
 * A patch on top of an aws-node, as kustomize and kubectl put it there: settings by their names, arguments as a whole. Each
 * setting is the very fact of the text it stands in. `$patch: delete` of the whole object is up to the caller.
 */
export const layered = (base: Install, patch: Install): Install => onTopOf(base)(patch);

const onTopOf = remembered((base: Install) =>
  remembered(
    (patch: Install): Install =>
      patch.directive === 'replace'
        ? { ...patch, layers: [...layersOf(base), patch] }
        : put(base, patch, partsOf(base, patch)),
  ),
);

/** The same aws-node, changed in a way that nobody read. */
export const unread = remembered(
  (install: Install): Install => ({
    ...install,
    containers: install.containers.map(unreadContainer),
    complete: false,
    layers: layersOf(install),
  }),
);

export const layersOf = (install: Install): readonly Install[] => install.layers ?? [install];

/** By layer, those of some aws-nodes that it is a layer of. */
export const wholesIn = remembered(
  (installs: readonly Install[]): ReadonlyMap<Install, readonly Install[]> => {
    const wholes = new Map<Install, Install[]>();
    for (const whole of installs)
      for (const layer of new Set(whole.layers)) {
        const others = wholes.get(layer);
        if (others) others.push(whole);
        else wholes.set(layer, [whole]);
      }
    return wholes;
  },
);

function partsOf(base: Install, patch: Install): Parts {
  if (patch.directive === 'unread')
    return { containers: base.containers.map(unreadContainer), order: undefined, complete: false };
  if (patch.operations) return operated(base, patch.operations);
  if (base.form !== patch.form) return { ...base, order: base.order };
  if (patch.form === 'manifest') return merged(base, patch);
  if (patch.form === 'chart') return withValues(base, patch);
  return { containers: base.containers.map(unreadContainer), order: undefined, complete: false };
}

function put(base: Install, patch: Install, parts: Parts): Install {
  const { containers, order, complete } = parts;
  const { release, name, directive: _, order: __, operations: ___, ...rest } = base;
  const newName = patch.operations ? (patch.name ?? name) : name;
  const newRelease =
    parts.release ??
    (patch.form === 'chart' && patch.release !== undefined
      ? patch.release
      : releaseOf(base, containers, patch.release));
  const strangers = [...(base.strangers ?? []), ...(patch.strangers ?? [])];
  return {
    ...rest,
    ...(strangers.length > 0 && { strangers }),
    ...(newName && { name: newName }),
    ...(newRelease && { release: newRelease }),
    ...(order && { order }),
    containers,
    complete: complete && containers.every((c) => c.role !== 'aws-node' || c.complete),
    layers: [...layersOf(base), patch],
  };
}

/** Where an image was put in the place of another, its tag alone tells. */
export function releaseOf(
  { release, containers: before }: Install,
  after: readonly ContainerFacts[],
  ofPatch?: string,
): string | undefined {
  const [old, main] = [before, after].map((list) => list.find(({ role }) => role === 'aws-node'));
  if (main?.version !== undefined) return main.version;
  if (main?.image === old?.image) return release ?? ofPatch;
  return old?.version === undefined ? release : ofPatch;
}

/** Source: kubernetes-sigs/kustomize kyaml/yaml/walk: what a patch names comes first, in its order. */
function merged(base: Install, patch: Install): Parts {
  const patches = new Map(patch.containers.map((container) => [container.name.value, container]));
  const below = base.containers.flatMap((container): readonly ContainerFacts[] => {
    const on = patches.get(container.name.value);
    patches.delete(container.name.value);
    if (!on) return [container];
    if (on.directives?.container === 'delete') return [];
    return [on.directives?.container ? unreadContainer(container) : mergedContainer(container, on)];
  });
  const added = [...patches.values()].filter(({ directives }) => directives?.container !== 'delete');
  return {
    containers: [
      ...below,
      ...added.map((container) => ({ ...alone(container), complete: container.complete && base.complete })),
    ],
    order: mergedOrder(base, patch),
    complete: base.complete,
  };
}

function alone({ directives: _, ...container }: ContainerFacts): ContainerFacts {
  return container;
}

function mergedOrder(base: Install, patch: Install): ContainerOrder | undefined {
  if (!base.order || !patch.order) return undefined;
  const gone = new Set(
    patch.containers.flatMap(({ directives, name }) =>
      directives?.container === 'delete' ? [name.value] : [],
    ),
  );
  const [below, above] = [base.order, patch.order];
  const list = (of: ContainerList) =>
    [...new Set([...above[of], ...below[of]])].filter((name) => !gone.has(name));
  const hasUnnamed = [above, below].some((order) =>
    [order.containers, order.initContainers].some((names) => names.includes('')),
  );
  return hasUnnamed ? undefined : { containers: list('containers'), initContainers: list('initContainers') };
}

function mergedContainer(below: ContainerFacts, patch: ContainerFacts): ContainerFacts {
  const { directives } = patch;
  const lost = directives?.env === 'replace' ? below.settings : [];
  const merged = lost.length > 0 ? [] : below.settings;
  const old = new Map(merged.map((setting) => [setting.name.value, setting]));
  // Of a name that is there twice, readers change one or the other.
  const twice = new Set(merged.filter((setting) => old.get(setting.name.value) !== setting).map(nameOf));
  const removed = (directives?.removed ?? []).filter(({ value }) => !twice.has(value));
  const settings = patch.settings.map((setting) => {
    const other = old.get(setting.name.value);
    // A patch that only names a variable leaves the value as it is.
    if (setting.bare && !setting.valueKey && other) return other;
    return setting.both || twice.has(setting.name.value) ? unknown(setting) : setting;
  });
  const names = new Set([...settings.map(nameOf), ...removed.map(({ value }) => value)]);
  const left = merged.filter((setting) => !names.has(setting.name.value));
  const kept = new Set([...settings, ...left]);
  const base = directives?.env === 'replace' ? undefined : below.base;
  return composed(below, {
    settings: [
      ...settings,
      ...left.map((setting) => (isAmong(directives?.removed, setting) ? unknown(setting) : setting)),
      // Or else it would be as the manifest sets it.
      ...(base ? removed.map(unset) : []),
    ],
    shadowed: [
      ...(below.shadowed ?? []),
      ...below.settings.filter((setting) => !kept.has(setting) && settings.some((on) => isSame(on, setting))),
    ],
    image: patch.image ?? below.image,
    version: patch.image ? patch.version : below.version,
    args: directives?.args ? patch.args : below.args,
    argsUncounted: directives?.args ? patch.argsUncounted : below.argsUncounted,
    mounts: below.mounts && [...new Set([...below.mounts, ...(patch.mounts ?? directives?.mounts ?? [])])],
    complete: below.complete && directives?.unread !== true,
    base,
  });
}

const nameOf = ({ name }: Setting): string => name.value;
const isSame = (a: Setting, b: Setting): boolean => nameOf(a) === nameOf(b);
const isAmong = (names: readonly Setting['name'][] | undefined, { name }: Setting): boolean =>
  names?.some(({ value }) => value === name.value) === true;

/** `value: null` makes way for `valueFrom`. */
const unknown = (setting: Setting): Setting => ({
  ...setting,
  value: { ...setting.value, value: { kind: 'unknown', why: 'valueFrom' } },
  written: setting,
});

const unset = (name: Setting['name']): Setting => ({
  form: 'item',
  name,
  value: { value: { kind: 'unset' }, span: name.span },
  span: name.span,
  quote: 'none',
  bare: false,
  isPlain: true,
  shared: true,
});

/** Values of a chart, merged key by key. */
function withValues(base: Install, patch: Install): Parts {
  const containers = base.containers.map((below) => {
    const on = patch.containers.find(({ role }) => role === below.role);
    return on ? withValuesOf(below, on) : unreadContainer(below);
  });
  const isSame = patch.containers.every(({ role }) => base.containers.some((below) => below.role === role));
  return { containers, order: base.order, complete: base.complete && isSame };
}

function withValuesOf(below: ContainerFacts, on: ContainerFacts): ContainerFacts {
  const names = new Set(on.settings.map(nameOf));
  const args = new Set(on.args.map(({ name }) => name));
  return composed(below, {
    // `null` takes a key away: it is then as the chart sets it.
    settings: [
      ...below.settings.filter((setting) => !names.has(nameOf(setting))),
      ...on.settings.filter(({ value }) => value.value.kind !== 'unset'),
    ],
    shadowed: [
      ...(below.shadowed ?? []),
      ...below.settings.filter((setting) => names.has(nameOf(setting))),
      ...(on.shadowed ?? []),
    ],
    image: on.image ?? below.image,
    version: on.image ? on.version : below.version,
    args: [...below.args.filter(({ name }) => !args.has(name)), ...on.args],
    complete: below.complete && (on.directives ? !on.directives.unread : on.complete),
  });
}
