import { Help } from 'commander';
import { closestInstanceTypes, type InstanceType } from '../core/domain/instances.js';
import {
  type Density,
  type DensityMode,
  maxPods,
  type NetworkingMode,
  whyUnknown,
} from '../core/domain/maxPods.js';
import { withCommas } from '../core/domain/withCommas.js';
import { reservedMemoryMib, usdPerPodMonth, workloadPods } from '../core/domain/workloads.js';
import { densityLines, modeName } from '../core/features/density.js';
import { figures } from '../core/features/words.js';
import { type Settings, typeNamed } from '../core/settings.js';
import type { ExitStatus } from './exitStatus.js';

/** As the command line gives them: one switch for each part of a mode. */
export interface MaxPodsOptions extends NetworkingMode {
  readonly ceiling: boolean;
  /** Pods of DaemonSets on the node, without aws-node and kube-proxy. */
  readonly daemonsets: number;
  /** Types that the table does not have, and figures that differ from it, by name. */
  readonly instanceTypes?: Settings['instanceTypes'];
  readonly format: 'text' | 'json';
}

/** Prints pods per node for each type; where one is not known, the status is 1. */
export function printMaxPods(types: readonly string[], options: MaxPodsOptions): ExitStatus {
  const answers = types.map((name) => answerTo(name, options));
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(
          answers.map((answer) => asJson(answer, options)),
          null,
          2,
        )}\n`
      : answers.map((answer) => `${asText(answer, options)}\n`).join(''),
  );
  return answers.every(({ density }) => density) ? 0 : 1;
}

/** What `--format json` prints, and where the number is not known, why. */
export function maxPodsOf(name: string, options: Omit<MaxPodsOptions, 'format'>) {
  const answer = answerTo(name, options);
  const { type, density } = answer;
  const why = type
    ? whyUnknown(type, options, options)
    : unknownType(name, Object.keys(options.instanceTypes ?? {}));
  const unknown = density ? null : (why ?? 'not known');
  return { ...asJson(answer, options), unknown };
}

function answerTo(name: string, options: Omit<MaxPodsOptions, 'format'>): Answer {
  const { instanceTypes = {} } = options;
  const type = typeNamed(name, { instanceTypes });
  return { name, type, density: type && maxPods(type, options, options) };
}

interface Answer {
  readonly name: string;
  readonly type: InstanceType | undefined;
  readonly density: Density | undefined;
}

/** The same keys for every type; null for what is not known. */
function asJson(
  { name, type, density }: Answer,
  { ceiling, daemonsets, ipv6 = false }: Pick<MaxPodsOptions, 'ceiling' | 'daemonsets' | 'ipv6'>,
) {
  const left = density && workloadPods(density.maxPods, daemonsets, density.hostPods);
  const mode: DensityMode | 'ipv6' | null = density ? (ipv6 ? 'ipv6' : density.mode) : null;
  // Prices are those of Linux, and Windows images reserve memory by other rules.
  const linux = density !== undefined && density.hostPods > 0;
  const usd = type && linux && left !== undefined ? usdPerPodMonth(type, left) : undefined;
  return {
    instanceType: name,
    mode,
    maxPods: density?.maxPods ?? null,
    ceiling: (ceiling && density?.ceiling) || null,
    enis: density?.enis ?? null,
    ipv4PerEni: density?.ipv4PerEni ?? null,
    formula: density?.formula ?? null,
    reason: density?.reason ?? null,
    workloadPods: left ?? null,
    usdPerPodMonth: usd === undefined ? null : Math.round(usd * 100) / 100,
    reservedMemoryMib: linux ? reservedMemoryMib(density.maxPods) : null,
    notes: density?.notes ?? [],
  };
}

function asText({ name, type, density }: Answer, options: MaxPodsOptions): string {
  if (!type) return `${name}: ${unknownType(name, Object.keys(options.instanceTypes ?? {}))}`;
  if (!density) return wrapped(`${name}: not known, because ${whyUnknown(type, options, options)}`);
  const lines = [
    figures(density.formula),
    density.reason,
    ...densityLines(type, density, options.daemonsets),
    ...density.notes,
  ];
  return [
    wrapped(`${name}: ${withCommas(density.maxPods)} pods with ${modeName(options)}`),
    ...lines.map(item),
  ].join('\n');
}

const COLUMNS = 80;

export const wrapped = (text: string, columns = COLUMNS): string => new Help().boxWrap(text, columns);

/** Set off by two columns, and the lines that it goes on on by four. */
export const item = (text: string): string => `  ${wrapped(text, COLUMNS - 4).replaceAll('\n', '\n    ')}`;

/** `more`: types that the table does not have. */
export function unknownType(name: string, more: readonly string[] = []): string {
  const near = closestInstanceTypes(name, more).slice(0, 3);
  return `unknown instance type${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}`;
}
