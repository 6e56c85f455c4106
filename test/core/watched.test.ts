import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cluster, NO_CLUSTER } from '../../server/src/core/model/cluster.js';
import { reading } from '../../server/src/core/model/reads.js';
import { changedParts, gist, watched } from '../../server/src/core/model/watched.js';

type Setting = Cluster['settings'][number];
const setting = (kind: 'cluster' | 'unread-install'): Setting => ({ kind, span: { start: 0, end: 0 } });
const seen = (...settings: Setting[]): Cluster => watched({ ...NO_CLUSTER, settings });

const unreads = gist(({ settings }) => settings.filter(({ kind }) => kind === 'unread-install'));

test('who asks for a gist has not read what it is made of', () => {
  const [kept, one, other] = [setting('unread-install'), setting('cluster'), setting('cluster')];
  const before = seen(kept, one);
  const { is, reads } = reading(() => unreads(before));
  assert.deepEqual(is, [kept]);
  const same = seen(kept, other);
  assert.equal(changedParts(before, same) & reads, 0);
  assert.notEqual(changedParts(before, same) & reading(() => same.settings).reads, 0);
  // Another fact of the same words is another answer.
  assert.notEqual(changedParts(same, seen(setting('unread-install'), other)) & reads, 0);
});

test('a gist goes along from cluster to cluster, also where nothing of it has changed', () => {
  const kept = setting('unread-install');
  const first = seen(kept);
  const { reads } = reading(() => unreads(first));
  // The very same list of settings, with something else beside it.
  const second = watched({ ...NO_CLUSTER, settings: first.settings, otherCnis: [] });
  assert.equal(changedParts(first, second) & reads, 0);
  const third = seen(kept, setting('unread-install'));
  assert.notEqual(changedParts(second, third) & reads, 0);
  assert.equal(unreads(third).length, 2);
});
