import type { ContainerFacts, ContainerOrder } from './facts.js';

/** What an aws-node comes to, without where it was written. */
export interface Parts {
  readonly containers: readonly ContainerFacts[];
  /** Undefined: not known. */
  readonly order: ContainerOrder | undefined;
  readonly complete: boolean;
  /** Of a chart whose version was changed; '' where it is not known. */
  readonly release?: string;
}

type Changes = {
  readonly [K in
    | 'settings'
    | 'shadowed'
    | 'image'
    | 'version'
    | 'args'
    | 'argsUncounted'
    | 'mounts'
    | 'complete'
    | 'base']?: ContainerFacts[K] | undefined;
};

/** A container of several texts: what is not among the changes is as below, and nothing can be added to its `env`. */
export function composed(below: ContainerFacts, changes: Changes): ContainerFacts {
  const { role, name, span, flow } = below;
  const { settings, shadowed, image, version, args, argsUncounted, mounts, complete, base } = {
    ...below,
    ...changes,
  };
  return {
    role,
    name,
    span,
    ...(image && { image }),
    ...(version !== undefined && { version }),
    settings: settings ?? [],
    ...(shadowed && shadowed.length > 0 && { shadowed }),
    env: { form: 'other' },
    flow,
    args: args ?? [],
    ...(argsUncounted && { argsUncounted }),
    ...(mounts && { mounts }),
    complete: complete ?? false,
    ...(base && { base }),
  };
}

/** It is changed in a way that nobody read: any of its variables may be another one. */
export const unreadContainer = (below: ContainerFacts): ContainerFacts =>
  composed(below, {
    settings: [],
    shadowed: [...(below.shadowed ?? []), ...below.settings],
    image: undefined,
    version: undefined,
    args: [],
    argsUncounted: true,
    mounts: undefined,
    complete: false,
    base: undefined,
  });
