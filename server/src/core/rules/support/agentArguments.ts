import { AGENT_ARGUMENTS, AGENT_FIELDS } from '../../domain/agentArguments.js';
import type { Effect, Fault } from '../../domain/variable.js';
import { containerOf } from '../../model/effective.js';
import type { Argument, Facts, Install } from '../../model/facts.js';
import { at, type Finding, type Fix } from '../rule.js';
import { shown } from './places.js';

/** The arguments of every node agent that are arguments for sure, without those that a template still fills in. */
export const agentArguments = ({ installs }: Pick<Facts, 'installs'>): readonly Argument[] =>
  installs
    .flatMap((install) => certain(containerOf(install, 'aws-eks-nodeagent')?.args ?? []))
    .filter(({ open }) => !open);

/** Without what follows a bare `--`, and without items that may be the value of the flag before them. */
function certain(args: readonly Argument[]): readonly Argument[] {
  const end = args.findIndex(({ name, value }) => name === '-' && value === undefined);
  return args.slice(0, end < 0 ? args.length : end).filter((_, i) => !mayTakeNext(args[i - 1]));
}

/** Only a boolean flag is known to leave the next item alone; items that are no arguments are not among the facts. */
const mayTakeNext = (argument: Argument | undefined): boolean =>
  argument !== undefined && argument.value === undefined && !isBoolean(argument.name);

const isBoolean = (name: string): boolean =>
  Object.hasOwn(AGENT_ARGUMENTS, name) && /^(true|false)$/.test(AGENT_ARGUMENTS[name]?.default ?? '');

/** An argument with its value, as it is written where this install stands: in values it is a field. */
export const argumentText = ({ form }: Install, name: string, value: string): string =>
  (form === 'chart' || form === 'addon') && Object.hasOwn(AGENT_FIELDS, name)
    ? `${AGENT_FIELDS[name]}: "${value}"`
    : `--${name}=${value}`;

/** Values the agent cannot use, as far as the effect is this one. */
export function* argumentFaults(facts: Pick<Facts, 'installs'>, effect: Effect): Iterable<Finding> {
  for (const argument of agentArguments(facts)) {
    // Alone, a boolean is true; the value of any other argument may be the next item of the list.
    if (argument.value === undefined || !Object.hasOwn(AGENT_ARGUMENTS, argument.name)) continue;
    for (const fault of AGENT_ARGUMENTS[argument.name]?.faults(argument.value) ?? []) {
      if (fault.effect === effect) yield finding(argument, argument.value, fault);
    }
  }
}

function finding(
  { span, valueSpan }: Argument,
  value: string,
  { effect, message, suggestions, safe }: Fault,
): Finding {
  const fixes = suggestions.map(
    (text, i): Fix | undefined =>
      valueSpan && {
        title: `Write "${text}"`,
        safe: safe && i === 0 && effect === 'exits',
        kind: 'replace',
        span: valueSpan,
        text,
      },
  );
  return at(
    { span: value !== '' && valueSpan ? valueSpan : span },
    `${value === '' ? 'The value' : shown(value)} ${message}`,
    ...fixes.filter((fix) => fix !== undefined),
  );
}
