import type { Reading } from './carrier.js';

/** What several parts of an object say together. */
export function joined(...readings: readonly Reading[]): Reading {
  const all: Record<string, unknown[]> = {};
  for (const reading of readings) {
    for (const [kind, found] of Object.entries(reading)) {
      const list = all[kind];
      if (list) list.push(...found);
      else all[kind] = [...found];
    }
  }
  return all;
}
