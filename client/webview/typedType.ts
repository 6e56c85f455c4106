import type { Typed } from './choosers.js';

const MOST_NAMED = 8;

/**
 * An instance type as it was typed in, in whatever case. What is not among `known` is not taken: nothing could be pictured. Where
 * nothing is known yet, all is taken.
 */
export function typedType(typed: string, known: readonly string[]): Typed {
  const name = typed.toLowerCase();
  if (known.length === 0 || known.includes(name)) return { name };
  const family = name.slice(0, name.indexOf('.') + 1);
  const sizes = known.filter((each) => family !== '' && each.startsWith(family));
  const more = sizes.length > MOST_NAMED ? ' and more' : '';
  return {
    why:
      sizes.length > 0
        ? `${typed} is not in the list of instance types, which has ${sizes.slice(0, MOST_NAMED).join(', ')}${more}.`
        : `${typed} is not in the list of instance types. A type can be added with the setting vpcCni.instanceTypes.`,
  };
}
