import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PoolFigures, reading } from '../../client/webview/poolPicture.js';

const point = (pods: number, addresses: number) => ({
  pods,
  addresses,
  enis: Math.ceil(addresses / 9),
  free: addresses - pods,
  waiting: 0,
  steady: true,
});

const POOL: PoolFigures = {
  type: 'm5.large',
  maxPods: 110,
  series: [
    { id: 'present', title: 'as written', points: [point(0, 18), point(54, 72), point(108, 108)] },
    { id: 'tried', title: 'tried', points: [point(0, 12), point(27, 27)] },
  ],
};

test('pods beyond those that a configuration has addresses for get none, and that is said', () => {
  assert.equal(
    reading(POOL, 54),
    'As written: 72 addresses on 8 ENIs, 18 free\nTried: 27 addresses on 3 ENIs, 0 free, 27 pods get none',
  );
});

test('addresses are left where kubelet takes no more pods', () => {
  const series = [{ id: 'present' as const, title: 'as written', points: [point(27, 36)] }];
  assert.equal(
    reading({ ...POOL, series: [...series, { id: 'tried', title: 'tried', points: [point(30, 36)] }] }, 30),
    'As written: 36 addresses on 4 ENIs, 9 free, kubelet takes only 27 of these pods\nTried: 36 addresses on 4 ENIs, 6 free',
  );
});
