import type { Install } from '../model/facts.js';
import { remembered } from '../model/remembered.js';
import { type Trouble, troublesOf } from './troubles.js';
import { sentence } from './words.js';

/** Why an aws-node hands out no addresses as it is written. */
export interface Stop {
  /** In two words: `aws-node exits`. */
  readonly short: string;
  readonly why: string;
}

/** What keeps an aws-node from running: first what it exits for, then what is refused before it gets to the cluster. */
export const stopsOf = remembered((install: Install): readonly Stop[] => {
  const troubles = troublesOf(install);
  const exits = troubles.filter(({ kind, role }) => kind === 'exits' && role !== 'aws-eks-nodeagent');
  const refused = troubles.filter(({ kind }) => kind === 'refused');
  return [
    ...exits.map((trouble) => ({
      short: 'aws-node exits',
      why: `aws-node does not start like this, and pods get no address: ${textOf(trouble)}`,
    })),
    ...refused.map((trouble) => ({
      short: 'refused as written',
      why: `This does not reach the cluster as it is written: ${textOf(trouble)}`,
    })),
  ];
});

/** Where all of them are stopped, and there are any: what stops the first. */
export const stopIn = (installs: readonly Install[]): Stop | undefined => {
  const [first] = installs;
  const [stop] = first ? stopsOf(first) : [];
  return stop && installs.every((install) => stopsOf(install).length > 0) ? stop : undefined;
};

function textOf({ part, message }: Trouble): string {
  const name = typeof part?.name === 'string' ? part.name : part?.name.value;
  return sentence(name === undefined ? message : `${name}: ${message}`);
}
