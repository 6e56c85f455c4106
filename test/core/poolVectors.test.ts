import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { instanceType } from '../../server/src/core/domain/instances.js';
import type { NetworkingMode } from '../../server/src/core/domain/maxPods.js';
import {
  freeableEni,
  isTooLow,
  type PoolTargets,
  poolTotals,
  step,
  targetState,
} from '../../server/src/core/domain/poolSteps.js';
import { VARIABLES, type VariableName } from '../../server/src/core/domain/variables.js';
import { filled, poolNode, settled } from '../../server/src/core/domain/warmPool.js';

interface Vectors {
  readonly settled: readonly {
    readonly type: string;
    readonly env: string;
    readonly pods: number;
    readonly maxPods?: number;
    readonly unmanaged?: number;
    /** The trunk is not attached yet. */
    readonly trunkPending?: boolean;
    readonly perEni?: readonly number[];
    readonly enis?: number;
    readonly free?: number;
    readonly assigned?: number;
    /** ENIs, or prefixes, at the least and at the most. */
    readonly inTurn?: readonly [number, number];
  }[];
  readonly tooLow: readonly (PoolTargets & {
    readonly prefixes: boolean;
    readonly perEni: number;
    readonly maxPods: number;
    readonly addresses: number;
    readonly pods: number;
    readonly tooLow: boolean;
  })[];
  readonly targetState: readonly {
    readonly prefixes: boolean;
    readonly warmIp: number;
    readonly minimumIp: number;
    readonly units: number;
    readonly pods: number;
    readonly short: number;
    readonly over: number;
  }[];
  readonly parsing: readonly {
    readonly variable: VariableName;
    readonly value: string | null;
    readonly read: number;
  }[];
  readonly eniRemoval: readonly {
    readonly enis: readonly (readonly [name: string, units: number, pods: number, role: string])[];
    readonly warmIp: number;
    readonly minimumIp: number;
    readonly removed: string | null;
  }[];
}

const VECTORS: Vectors = JSON.parse(readFileSync('test/core/poolVectors.json', 'utf8'));

const NO_TARGETS: PoolTargets = { warmEni: 0, warmIp: 0, minimumIp: 0, warmPrefix: 0 };

/** As aws-node reads them: `NAME=value NAME=value`. */
function readEnv(env: string): { readonly targets: PoolTargets; readonly mode: NetworkingMode } {
  const texts = new Map(env.split(' ').map((pair) => pair.split('=') as [string, string]));
  const value = <N extends VariableName>(name: N) =>
    VARIABLES[name].read(texts.get(name)).value as ReturnType<(typeof VARIABLES)[N]['read']>['value'];
  const maxEni = value('MAX_ENI');
  return {
    targets: {
      warmEni: value('WARM_ENI_TARGET'),
      warmIp: value('WARM_IP_TARGET'),
      minimumIp: value('MINIMUM_IP_TARGET'),
      warmPrefix: value('WARM_PREFIX_TARGET'),
    },
    mode: {
      prefixDelegation: value('ENABLE_PREFIX_DELEGATION'),
      customNetworking: value('AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'),
      podEni: value('ENABLE_POD_ENI'),
      ...(maxEni !== undefined && { maxEni }),
    },
  };
}

test('where the pool settles', () => {
  assert.equal(VECTORS.settled.length, 70);
  for (const row of VECTORS.settled) {
    const label = `${row.type} ${row.env} ${row.pods}`;
    const { targets, mode } = readEnv(row.env);
    const unmanaged = row.unmanaged === undefined ? {} : { unmanagedEnis: row.unmanaged };
    const type = instanceType(row.type) ?? assert.fail(label);
    const attached = poolNode(type, { ...mode, ...unmanaged }, row.maxPods ?? Infinity) ?? assert.fail(label);
    const node = row.trunkPending ? { ...attached, idleEnis: attached.idleEnis - 1 } : attached;
    const held = settled(node, targets, row.pods) ?? assert.fail(label);
    if (row.inTurn) {
      const full = filled(node, targets, row.pods).pool;
      const [least, most] = row.inTurn;
      assert.equal(held.steady, false, label);
      assert.equal(node.prefixes ? held.prefixes : held.enis, most, label);
      const next = step(node, targets, full) ?? assert.fail(label);
      assert.equal(node.prefixes ? poolTotals(next).units : next.length + node.idleEnis, least, label);
      continue;
    }
    assert.equal(held.steady, true, label);
    assert.deepEqual(
      filled(node, targets, row.pods).pool.map(({ units }) => units),
      row.perEni,
      label,
    );
    assert.equal(held.podEnis, row.perEni?.length, label);
    assert.equal(held.enis, row.enis ?? held.enis, label);
    assert.equal(held.free, row.free ?? held.free, label);
    assert.equal(held.assigned, row.assigned ?? row.pods, label);
    assert.equal(held.waiting, row.pods - held.assigned, label);
  }
});

test('when the pool is too low', () => {
  assert.equal(VECTORS.tooLow.length, 17);
  for (const row of VECTORS.tooLow) {
    const size = row.prefixes ? 16 : 1;
    const totals = { units: row.addresses / size, busy: Math.ceil(row.pods / size), pods: row.pods };
    assert.equal(isTooLow(row, row, totals), row.tooLow, JSON.stringify(row));
  }
});

test('what is missing to the IP targets, and what is too much', () => {
  assert.equal(VECTORS.targetState.length, 7);
  for (const { short, over, ...row } of VECTORS.targetState) {
    const totals = { units: row.units, busy: Math.ceil(row.pods / (row.prefixes ? 16 : 1)), pods: row.pods };
    assert.deepEqual(
      targetState(row, { ...NO_TARGETS, ...row }, totals),
      { short, over },
      JSON.stringify(row),
    );
  }
});

test('how the targets are read', () => {
  assert.equal(VECTORS.parsing.length, 17);
  for (const { variable, value, read } of VECTORS.parsing)
    assert.equal(VARIABLES[variable].read(value ?? undefined).value, read, `${variable}=${value}`);
});

test('which ENI is freed', () => {
  assert.equal(VECTORS.eniRemoval.length, 7);
  for (const { enis, removed, ...targets } of VECTORS.eniRemoval) {
    const pool = enis.map(([, units, pods, role]) => ({ units, pods, busy: pods, stays: role !== '' }));
    const index = freeableEni({ prefixes: false }, { ...NO_TARGETS, ...targets }, pool);
    assert.equal(index === undefined ? null : enis[index]?.[0], removed, JSON.stringify(enis));
  }
});
