import type { VariableName } from '../domain/variables.js';
import type { Control, ExplorationQuery } from './exploration.js';

/** Variables that can be tried out, in the order in which they are shown. */
export const TRIABLE = {
  ENABLE_PREFIX_DELEGATION: 'switch',
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'switch',
  ENABLE_POD_ENI: 'switch',
  MAX_ENI: 'target',
  WARM_ENI_TARGET: 'target',
  WARM_IP_TARGET: 'target',
  MINIMUM_IP_TARGET: 'target',
  WARM_PREFIX_TARGET: 'target',
} as const satisfies Partial<Record<VariableName, Control['kind']>>;

export type Triable = keyof typeof TRIABLE;
export const TRIABLES = Object.keys(TRIABLE) as readonly Triable[];

/** Texts as aws-node takes them. */
export type Tried = Readonly<Partial<Record<Triable, string>>>;

export const MOST_TYPES = 50;
export const MOST_SUBNETS = 64;
const MOST_PODS = 1000;
const LONGEST_TEXT = 64;

/** A question that came over the wire: what cannot be asked is left out. */
export function queryOf(asked: unknown): ExplorationQuery {
  const { types, tried, subnets, podsPerNode, daemonSetPods } = mapOf(asked);
  const [pods, daemons] = [countOf(podsPerNode), countOf(daemonSetPods)];
  return {
    types: textsOf(types).slice(0, MOST_TYPES),
    tried: triedOf(tried),
    subnets: textsOf(subnets)
      .filter((text) => text !== '')
      .slice(0, MOST_SUBNETS),
    ...(pods !== undefined && { podsPerNode: pods }),
    ...(daemons !== undefined && { daemonSetPods: daemons }),
  };
}

/** Values of variables that can be tried out, as far as aws-node takes them as they are. */
export function triedOf(asked: unknown): Tried {
  const given = mapOf(asked);
  return Object.fromEntries(
    TRIABLES.flatMap((name) => {
      const text = Object.hasOwn(given, name) ? given[name] : undefined;
      return typeof text === 'string' &&
        FORMS[TRIABLE[name]].test(text) &&
        !(name === 'MAX_ENI' && text === '0')
        ? [[name, text]]
        : [];
    }),
  );
}

const FORMS: Readonly<Record<Control['kind'], RegExp>> = {
  switch: /^(true|false)$/,
  target: /^(0|[1-9]\d{0,3})$/,
};

const mapOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? [
        ...new Set(
          value
            .slice(0, 1000)
            .filter((text) => typeof text === 'string')
            .map((text) => text.trim()),
        ),
      ].filter(({ length }) => length <= LONGEST_TEXT)
    : [];

const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_PODS
    ? value
    : undefined;
