import { readFileSync } from 'node:fs';

/** What the engine compiles, and what it notes beside it, as functions are called more often: that grows for days. */
const OF_ENGINE = ['code', 'hidden', 'object shape'];

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

/** Bytes of what a program holds, by a snapshot of its heap: objects, texts, closures and buffers. */
export function weightOf(file: string): number {
  const { snapshot, nodes }: Snapshot = JSON.parse(readFileSync(file, 'utf8'));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let weight = 0;
  for (let node = 0; node < nodes.length; node += fields.length)
    if (!OF_ENGINE.includes(types[0][nodes[node + type] ?? -1] ?? '')) weight += nodes[node + size] ?? 0;
  return weight;
}
