import type { Located } from '../model/span.js';
import { at, items, type Node } from '../model/tree.js';
import { located } from './fields.js';

/** Words of the commands of probes that name the TCP port at which ipamd listened before 1.23.0. */
export const portProbesIn = (probes: readonly (Node | undefined)[]): readonly Located<string>[] =>
  probes
    .flatMap((probe) => items(at(probe, 'exec', 'command')))
    .flatMap((word) => located(word) ?? [])
    .filter(({ value }) => /:50051\b/.test(value));
