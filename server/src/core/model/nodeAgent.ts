import { parseBool } from '../domain/goParse.js';
import { containerOf } from './effective.js';
import type { Argument, Install } from './facts.js';

/** The argument of the node agent that counts: the last one of its name. */
export const agentArgument = (install: Install, name: string): Argument | undefined =>
  containerOf(install, 'aws-eks-nodeagent')?.args.findLast((argument) => argument.name === name);

/** What a boolean flag of the node agent says; undefined where there is no agent or it cannot be known. All default to false. */
export function agentFlag(install: Install, name: string): boolean | undefined {
  const argument = agentArgument(install, name);
  if (argument) return argument.open ? undefined : parseBool(argument.value ?? 'true');
  return containerOf(install, 'aws-eks-nodeagent')?.complete ? false : undefined;
}

/** The node agent enforces network policies. */
export const networkPolicyIsOn = (install: Install): boolean =>
  agentFlag(install, 'enable-network-policy') === true;
