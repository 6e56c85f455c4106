import { composed, unreadContainer } from './composed.js';
import type { ContainerFacts, Operation, Setting, ValueChange } from './facts.js';

/** A container of the chart behind an operation on its values. */
export function withValue(
  facts: ContainerFacts,
  change: Exclude<ValueChange, { of: 'release' }>,
  { settings = [], args = [], image, version, complete }: Operation,
): ContainerFacts {
  switch (change.of) {
    case 'variable':
      return replaced(facts, settings, ({ form, name }) => form === 'entry' && name.value === change.name);
    case 'variables':
      return complete ? replaced(facts, settings, ({ form }) => form === 'entry') : unreadContainer(facts);
    case 'extra-variable':
      // It may be of any name.
      return complete
        ? composed(facts, { settings: [...facts.settings, ...settings] })
        : unreadContainer(facts);
    case 'argument': {
      const names = new Set(change.names);
      return composed(facts, { args: [...facts.args.filter(({ name }) => !names.has(name)), ...args] });
    }
    case 'image': {
      // One that is written as a whole has no need of a tag.
      const isKnown = complete && !/[/:@]/.test(facts.image?.value ?? '');
      return composed(facts, {
        image: isKnown ? image : undefined,
        version: isKnown ? version : undefined,
      });
    }
    case 'container':
      return unreadContainer(facts);
  }
}

/** Parameters of Argo CD count before values, and items of `extraEnv` stand behind them. */
function replaced(
  facts: ContainerFacts,
  brought: readonly Setting[],
  isOld: (setting: Setting) => boolean,
): ContainerFacts {
  const old = facts.settings.filter(isOld);
  const left = facts.settings.filter((setting) => !isOld(setting));
  const parameters = new Set(left.filter(({ form }) => form === 'parameter').map(({ name }) => name.value));
  const [hidden, set] = [true, false].map((is) =>
    brought.filter(({ name }) => parameters.has(name.value) === is),
  );
  const first = left.findIndex(({ form }) => form === 'item');
  const at = first < 0 ? left.length : first;
  return composed(facts, {
    settings: [...left.slice(0, at), ...(set ?? []), ...left.slice(at)],
    shadowed: [...(facts.shadowed ?? []), ...old, ...(hidden ?? [])],
  });
}
