import { closestInstanceTypes, instanceType } from '../core/domain/instances.js';
import { type Density, maxPods } from '../core/domain/maxPods.js';
import type { ExitStatus } from './exitStatus.js';

export interface MaxPodsOptions {
  readonly prefixDelegation: boolean;
  readonly customNetworking: boolean;
  readonly maxEni?: number;
  readonly ceiling: boolean;
  readonly format: 'text' | 'json';
}

/** Prints pods per node for each type; a type that is not in the table is unknown, and the status 1. */
export function printMaxPods(types: readonly string[], options: MaxPodsOptions): ExitStatus {
  const answers = types.map((name) => {
    const type = instanceType(name);
    return {
      name,
      density: type && maxPods(type, { podEni: false, ...options }, { ceiling: options.ceiling }),
    };
  });
  if (options.format === 'json') {
    process.stdout.write(
      `${JSON.stringify(
        answers.map((answer) => asJson(answer, options.ceiling)),
        null,
        2,
      )}\n`,
    );
  } else {
    for (const answer of answers) process.stdout.write(`${asText(answer)}\n`);
  }
  return answers.every(({ density }) => density) ? 0 : 1;
}

interface Answer {
  readonly name: string;
  readonly density: Density | undefined;
}

const asJson = ({ name, density }: Answer, ceiling: boolean) => ({
  instanceType: name,
  mode: density?.mode ?? null,
  maxPods: density?.maxPods ?? null,
  ceiling: (ceiling && density?.ceiling) || null,
  enis: density?.enis ?? null,
  ipv4PerEni: density?.ipv4PerEni ?? null,
  formula: density?.formula ?? null,
});

function asText({ name, density }: Answer): string {
  if (density) {
    const notes = density.notes.map((note) => `\n  ${note}`).join('');
    return `${name}: ${density.maxPods} pods (${density.mode}: ${density.formula})${notes}`;
  }
  return `${name}: ${unknownType(name)}`;
}

export function unknownType(name: string): string {
  const near = closestInstanceTypes(name).slice(0, 3);
  return `unknown instance type${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}`;
}
