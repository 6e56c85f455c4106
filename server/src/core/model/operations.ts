import { composed, type Parts, unreadContainer } from './composed.js';
import type {
  Argument,
  ContainerFacts,
  ContainerList,
  ContainerOrder,
  EnvValue,
  Install,
  Operation,
  Setting,
  ValueChange,
} from './facts.js';
import { withValue } from './valueOperations.js';

/**
 * What an aws-node comes to behind the operations of a JSON 6902 patch. They count containers and variables by position:
 * where that is not known, what they may have changed is not known either.
 */
export function operated(base: Install, operations: readonly Operation[]): Parts {
  let parts: Working = {
    containers: base.containers.map((facts) => ({ facts, isCounted: isCounted(facts) })),
    order: base.order,
    complete: base.complete,
  };
  for (const operation of operations) {
    const { values } = operation;
    parts = values && base.form === 'chart' ? inValues(parts, values, operation) : step(parts, operation);
  }
  return { ...parts, containers: parts.containers.map(({ facts }) => facts) };
}

interface Working extends Omit<Parts, 'containers'> {
  readonly containers: readonly Counted[];
}

/** A container and whether all items of its `env` are known, in their order. */
interface Counted {
  readonly facts: ContainerFacts;
  readonly isCounted: boolean;
}

/** What is put together of several texts has another order, perhaps. */
const isCounted = ({ env, settings }: ContainerFacts): boolean =>
  env.form === 'absent' ||
  ((env.form === 'block' || env.form === 'flow') && env.of === 'items' && env.items === settings.length);

/** Values go by names: what an operation says of others, it leaves as it is. */
function inValues(parts: Working, change: ValueChange, operation: Operation): Working {
  if (change.of === 'release') return { ...parts, release: change.release ?? '' };
  const own = parts.containers.find(({ facts }) => facts.role === change.role);
  // The node agent, perhaps: it was not there.
  if (!own) return { ...parts, complete: parts.complete && change.of !== 'container' };
  const changed = { facts: withValue(own.facts, change, operation), isCounted: false };
  const isImage = change.of === 'image' && change.role === 'aws-node';
  return {
    ...parts,
    containers: parts.containers.map((one) => (one === own ? changed : one)),
    complete: parts.complete && change.of !== 'container',
    ...(isImage && { release: changed.facts.version ?? '' }),
  };
}

function step(working: Working, operation: Operation): Working {
  const { containers, order, complete, ...rest } = working;
  const { list, index, path } = operation;
  if (list === undefined)
    return { ...rest, containers: containers.map(lost), order: undefined, complete: false };
  if (path.length === 0) return withContainer(working, operation, list);
  const name = index === undefined ? undefined : order?.[list][index];
  const changed = containers.map((container) => {
    if (name === container.facts.name.value) return within(container, operation);
    // A container of others, or one of the other list.
    if (name !== undefined && name !== '') return container;
    return mayBeIn(list, container, order) ? perhaps(container, operation) : container;
  });
  return { ...rest, containers: changed, order: path[0] === 'name' ? undefined : order, complete };
}

const lost = ({ facts }: Counted): Counted => ({ facts: unreadContainer(facts), isCounted: false });

const mayBeIn = (
  list: ContainerList,
  { facts: { name, role } }: Counted,
  order: ContainerOrder | undefined,
): boolean =>
  order ? order[list].includes(name.value) : (role === 'aws-vpc-cni-init') === (list === 'initContainers');

/** A container is put into the list, or taken out of it. */
function withContainer(working: Working, operation: Operation, list: ContainerList): Working {
  const { op, index, container, named = '' } = operation;
  const names = working.order?.[list];
  const at = index ?? names?.length;
  const old = op === 'add' || at === undefined ? undefined : names?.[at];
  const isKnown = op === 'add' || (old !== undefined && old !== '');
  const containers = working.containers.flatMap((one) => {
    if (op === 'add') return [one];
    if (isKnown) return old === one.facts.name.value ? [] : [one];
    return [mayBeIn(list, one, working.order) ? lost(one) : one];
  });
  const added = op === 'remove' || !container ? [] : [{ facts: container, isCounted: isCounted(container) }];
  const { order } = working;
  return {
    containers: [...containers, ...added],
    order:
      order && names && at !== undefined && at <= names.length
        ? { ...order, [list]: spliced(names, at, op, named) }
        : undefined,
    complete: working.complete && isKnown,
  };
}

function spliced<T>(list: readonly T[], at: number, op: Operation['op'], item: T | undefined): readonly T[] {
  const copy = [...list];
  copy.splice(at, op === 'add' ? 0 : 1, ...(op === 'remove' || item === undefined ? [] : [item]));
  return copy;
}

/** It may be about this container or another one. */
function perhaps(container: Counted, { path, settings }: Operation): Counted {
  if (path[0] !== 'env' || path[1] !== '-' || !settings) return lost(container);
  const names = new Set(settings.map(({ name }) => name.value));
  const { facts } = container;
  const facts2 = composed(facts, {
    settings: facts.settings.filter(({ name }) => !names.has(name.value)),
    shadowed: [...(facts.shadowed ?? []), ...facts.settings.filter(({ name }) => names.has(name.value))],
    complete: false,
  });
  return { facts: facts2, isCounted: false };
}

function within(container: Counted, operation: Operation): Counted {
  const { facts, isCounted } = container;
  const { op, path, image, complete } = operation;
  switch (path[0]) {
    case 'env':
      return inEnv(container, operation);
    case 'image':
      if (path.length > 1 || op === 'remove') return lost(container);
      return {
        facts: composed(facts, { image, version: operation.version, complete: facts.complete && complete }),
        isCounted,
      };
    case 'args':
      return { facts: inArguments(facts, operation), isCounted };
    case 'volumeMounts':
      return { facts: composed(facts, { mounts: undefined }), isCounted };
    case 'envFrom':
      return { facts: composed(facts, { complete: false }), isCounted };
    default:
      return lost(container);
  }
}

function inArguments(facts: ContainerFacts, { op, path, args = [], complete }: Operation): ContainerFacts {
  const [, position, ...rest] = path;
  if (position === undefined) {
    const argsUncounted = complete ? undefined : true;
    return composed(facts, { args, argsUncounted, complete: facts.complete && complete });
  }
  const isRead = complete && rest.length === 0;
  if (isRead && op === 'add' && position === '-') return composed(facts, { args: [...facts.args, ...args] });
  const at = Number(position);
  const isThere = op === 'add' ? at <= facts.args.length : at < facts.args.length;
  // What upstream's manifest sets is counted, and not written.
  const isCounted = !facts.argsUncounted && !facts.base;
  if (isRead && isThere && isCounted) return composed(facts, { args: spliced(facts.args, at, op, args[0]) });
  // Any of them may have made way. The new one is there, but perhaps before another of its name.
  const names = new Set(facts.args.map(({ name }) => name));
  const [open, known] = [
    facts.args.map((written): Argument => {
      const { value: _, valueSpan: __, ...rest } = written;
      return { ...rest, open: true, written };
    }),
    isRead && op !== 'remove' ? args.filter(({ name }) => !names.has(name)) : [],
  ];
  return composed(facts, { args: [...open, ...known], argsUncounted: true, complete: false });
}

function inEnv(container: Counted, { op, path, settings = [], complete }: Operation): Counted {
  const { facts } = container;
  const [, position, field] = path;
  if (position === undefined) {
    const [items, shadowed] = [
      op === 'remove' ? [] : settings,
      [...(facts.shadowed ?? []), ...facts.settings],
    ];
    const isKnown = facts.complete && complete;
    return {
      facts: composed(facts, { settings: items, shadowed, complete: isKnown, base: undefined }),
      isCounted: complete,
    };
  }
  const [setting] = settings;
  if (position === '-')
    return op === 'add' && field === undefined && setting ? appended(container, setting) : lost(container);
  const at = Number(position);
  const old = facts.settings[at];
  if (!container.isCounted || !Number.isSafeInteger(at)) return lost(container);
  if (field === undefined) {
    if (op !== 'remove' && !setting) return lost(container);
    const isThere = op === 'add' ? at <= facts.settings.length : old !== undefined;
    if (!isThere) return lost(container);
    return {
      facts: composed(facts, {
        settings: spliced(facts.settings, at, op, setting),
        shadowed: [...(facts.shadowed ?? []), ...(op !== 'add' && old ? [old] : [])],
      }),
      isCounted: true,
    };
  }
  if (!old || field === 'name') return lost(container);
  return {
    facts: composed(facts, {
      settings: spliced(facts.settings, at, 'replace', valued(old, field === 'value' ? setting : undefined)),
      shadowed: [...(facts.shadowed ?? []), old],
    }),
    isCounted: true,
  };
}

/** With the name twice, the last one counts. */
const appended = ({ facts, isCounted }: Counted, setting: Setting): Counted => ({
  facts: composed(facts, { settings: [...facts.settings, setting] }),
  isCounted,
});

/** The variable with another value; undefined: with one that is not read. */
function valued(old: Setting, written: Setting | undefined): Setting {
  const name = old.name.value;
  if (written) return { ...written, name: { ...written.name, value: name }, written };
  const unknown: EnvValue = { kind: 'unknown', why: 'valueFrom' };
  return { ...old, value: { ...old.value, value: unknown }, written: old };
}
