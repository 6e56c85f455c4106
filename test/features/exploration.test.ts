import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Exploration } from '../../server/src/core/features/exploration.js';
import type { Tried } from '../../server/src/core/features/explorationQuery.js';
import { triedOf } from '../../server/src/core/features/explorationQuery.js';
import { costs } from '../../server/src/core/features/explore.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { bars, controlOf, explored, NOTHING, noted, pointAt } from '../support/explored.js';

const VECTORS: {
  readonly settled: readonly {
    readonly type: string;
    readonly env: string;
    readonly pods: number;
    readonly maxPods?: number;
    readonly unmanaged?: number;
    readonly trunkPending?: boolean;
    readonly enis?: number;
    readonly free?: number;
  }[];
} = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../test/core/poolVectors.json', import.meta.url)), 'utf8'),
);

test('without a file the defaults of the manifest are pictured', () => {
  const found = explored(undefined);
  assert.match(found.source, /defaults/);
  assert.equal(found.mode, 'secondary IPs');
  assert.deepEqual([found.canApply, found.cannotApply !== undefined], [false, true]);
  assert.deepEqual(bars(found), [
    '→ secondary IPs 29/29',
    'custom networking 20/20',
    'prefix delegation 110/434',
    'prefix delegation + custom networking 110/290',
  ]);
  const [type] = found.types;
  assert.deepEqual([type?.name, type?.pods, type?.workloads, type?.branchEnis], ['m5.large', 29, 27, 9]);
  // 0.096 USD × 730 h ÷ 27 pods
  assert.equal(type?.usdPerPod?.toFixed(4), '2.5956');
  assert.deepEqual(
    found.controls.map(({ name, value, written, isTried }) => [name, value, written, isTried]),
    [
      ['ENABLE_PREFIX_DELEGATION', 'false', undefined, false],
      ['AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'false', undefined, false],
      ['ENABLE_POD_ENI', 'false', undefined, false],
      ['MAX_ENI', '3', undefined, false],
      ['WARM_ENI_TARGET', '1', undefined, false],
      ['WARM_IP_TARGET', '0', undefined, false],
      ['MINIMUM_IP_TARGET', '0', undefined, false],
      ['WARM_PREFIX_TARGET', '1', undefined, false],
    ],
  );
});

test('what is tried is pictured beside what is written', () => {
  const found = explored(awsNode({ WARM_ENI_TARGET: '"2"' }), {
    tried: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1', MAX_ENI: '2' },
  });
  assert.equal(found.canApply, true);
  assert.equal(found.mode, 'prefix delegation + MAX_ENI 2');
  assert.deepEqual(bars(found), [
    'secondary IPs 20/20',
    'custom networking 11/11',
    '→ prefix delegation 110/290',
    'prefix delegation + custom networking 110/146',
  ]);
  assert.deepEqual(
    found.pool?.series.map(({ id, title, points }) => [id, title, points.length]),
    [
      ['present', 'as written: secondary IPs, 2 ENIs warm', 28],
      ['tried', 'tried: prefix delegation + MAX_ENI 2, 1 prefix warm', 109],
    ],
  );
  assert.equal(found.pool?.maxPods, 110);
  // Three ENIs from the start; one prefix in use and one warm.
  assert.deepEqual(
    [pointAt(found, 1)?.addresses, pointAt(found, 1)?.enis, pointAt(found, 1, 'tried')?.addresses],
    [27, 3, 32],
  );
  assert.deepEqual(
    found.controls.filter(({ isTried }) => isTried).map(({ name, value, written }) => [name, value, written]),
    [
      ['ENABLE_PREFIX_DELEGATION', 'true', undefined],
      ['MAX_ENI', '2', undefined],
      ['WARM_PREFIX_TARGET', '1', undefined],
    ],
  );
  assert.match(controlOf(found, 'WARM_ENI_TARGET')?.remark ?? '', /^No effect: with prefix delegation/);
});

test('what comes to the same is not tried', () => {
  const written = awsNode({ WARM_ENI_TARGET: '"2"', ENABLE_POD_ENI: '"0"' });
  const found = explored(written, { tried: { WARM_ENI_TARGET: '2', ENABLE_POD_ENI: 'false', MAX_ENI: '3' } });
  assert.ok(found.controls.every(({ isTried }) => !isTried));
  assert.deepEqual(
    found.pool?.series.map(({ id }) => id),
    ['present'],
  );
  assert.equal(controlOf(found, 'ENABLE_POD_ENI')?.written, '0');
});

test('the limit of ENIs goes as far as the types do', () => {
  const types = ['m5.large', 'm5.24xlarge'];
  assert.equal(controlOf(explored(undefined, { types }), 'MAX_ENI')?.max, 15);
  const found = explored(undefined, { types, tried: { MAX_ENI: '3' } });
  assert.deepEqual(
    [controlOf(found, 'MAX_ENI')?.isTried, bars(found, 1)[0]],
    [true, '→ secondary IPs 149/149'],
  );
});

test("points are those of ipamd's own tables", () => {
  let seen = 0;
  for (const { type, env, pods, maxPods, unmanaged, trunkPending, enis, free } of VECTORS.settled) {
    const pairs = Object.fromEntries(env.split(' ').map((pair) => pair.split('=')));
    const tried: Tried = triedOf(pairs);
    const isOther = Object.keys(tried).length < Object.keys(pairs).length || trunkPending === true;
    if (isOther || maxPods !== undefined || unmanaged !== undefined || enis === undefined) continue;
    const found = explored(undefined, { types: [type], tried });
    const id = found.pool?.series.at(-1)?.id;
    const point = pointAt(found, pods, id);
    // More pods than kubelet takes are not pictured.
    if (!point) continue;
    seen++;
    assert.equal(point.enis, enis, `${type} ${env} with ${pods}`);
    if (free !== undefined) assert.equal(point.free, free, `${type} ${env} with ${pods}`);
  }
  assert.ok(seen > 20, `${seen} seen`);
});

test('Xen cannot delegate prefixes', () => {
  const found = explored(undefined, { types: ['m4.large'], tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.deepEqual(bars(found), ['→ secondary IPs 20/20', 'custom networking 11/11']);
  assert.match(controlOf(found, 'WARM_PREFIX_TARGET')?.remark ?? '', /^No effect on m4\.large: Xen/);
  assert.equal(controlOf(found, 'WARM_ENI_TARGET')?.remark, undefined);
  assert.equal(pointAt(found, 1)?.prefixes, undefined);
});

test('what stops aws-node is told by itself, and the rest in notes', () => {
  const found = explored(awsNode({}), { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.match(
    found.stops ?? '',
    /^aws-node does not start like this.*Prefix delegation needs a warm target/,
  );
  assert.ok(!noted(found, /does not start/));
  assert.equal(explored(awsNode({})).stops, undefined);
  assert.equal(explored(undefined).stops, undefined);
  const twice = explored(awsNode({ WARM_ENI_TARGET: '2' }), { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.match(twice.stops ?? '', /does not start/);
  assert.ok(noted(twice, /^This does not reach the cluster as it is written: WARM_ENI_TARGET: /));
});

test('without an ENI for pods there is no pool to picture', () => {
  const tried = { MAX_ENI: '2', AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENABLE_POD_ENI: 'true' };
  const found = explored(undefined, { tried });
  assert.deepEqual([found.pool, found.types[0]?.pods], [undefined, 2]);
  assert.ok(noted(found, /^No ENI of m5\.large is left for pods/));
});

test('MAX_ENI that nobody sets is no number', () => {
  const isSet = (found: Exploration) => controlOf(found, 'MAX_ENI')?.isSet;
  assert.deepEqual(
    [isSet(explored(undefined)), isSet(explored(undefined, { tried: { MAX_ENI: '2' } }))],
    [false, true],
  );
  assert.equal(controlOf(explored(undefined), 'WARM_ENI_TARGET')?.isSet, true);
});

test('a type whose memory so many pods leave nothing of costs nothing', () => {
  const namesWith = (tried: Tried) =>
    costs(undefined, { ...NOTHING, tried }, DEFAULT_SETTINGS).map(({ name }) => name);
  assert.ok(namesWith({}).includes('t4g.nano'));
  // 34 pods: 11 × 34 + 255 MiB of 512.
  const names = namesWith({ ENABLE_PREFIX_DELEGATION: 'true' });
  assert.deepEqual([names.includes('t4g.nano'), names.includes('t4g.small')], [false, true]);
});

test('a type that nobody knows', () => {
  const found = explored(undefined, { types: ['m5.larg', 'm5.xlarge'] });
  assert.deepEqual([found.types[0]?.modes, found.types[1]?.pods, found.pool], [[], 58, undefined]);
  assert.match(found.types[0]?.unknown ?? '', /m5\.large is\. Its figures can be given/);
  assert.deepEqual(
    explored(undefined, { types: ['constructor', '__proto__'] }).types.map(({ modes }) => modes),
    [[], []],
  );
});

test('without the ceiling bars go as far as addresses do, and the pool for a thousand pods', () => {
  const found = explored(
    undefined,
    { types: ['m5.24xlarge'], tried: { ENABLE_PREFIX_DELEGATION: 'true' } },
    { maxPodsCeiling: false },
  );
  assert.equal(bars(found)[2], '→ prefix delegation 11762/11762');
  assert.equal(found.types[0]?.modes[2]?.ceiling, undefined);
  assert.deepEqual([found.pool?.maxPods, found.pool?.series[1]?.points.length], [1002, 1001]);
});

test('costs are those of the configuration in the picture', () => {
  const rowOf = (tried: Tried) =>
    costs(undefined, { ...NOTHING, tried }, DEFAULT_SETTINGS).find(({ name }) => name === 'm5.large');
  assert.deepEqual(rowOf({}), {
    name: 'm5.large',
    vcpus: 2,
    memoryMib: 8192,
    pods: 29,
    workloads: 27,
    memoryPerPodMib: 278, // (8192 − 11 × 29 − 255 − 100) ÷ 27
    usdPerHour: 0.096,
    usdPerPod: (0.096 * 730) / 27,
  });
  assert.equal(rowOf({ ENABLE_PREFIX_DELEGATION: 'true' })?.workloads, 108);
  assert.ok(costs(undefined, NOTHING, DEFAULT_SETTINGS).length > 1000);
});

test('more types than anybody looks at are left out, and that is told', () => {
  const types = Array.from({ length: 60 }, (_, i) => `type.${i}`);
  const found = explored(undefined, { types });
  assert.deepEqual([found.types.length, noted(found, /^10 more types are not shown\.$/)], [50, true]);
});
