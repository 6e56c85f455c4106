import assert from 'node:assert/strict';
import { test } from 'node:test';
import { troublesOf } from '../../server/src/core/features/troubles.js';
import type { Install, Setting } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';
import { whole } from '../support/manifest.js';

const many = (count: number): Install => {
  const text = whole(Array.from({ length: count }, (_, i) => `- name: X${i}\n  value: yes\n`).join(''));
  const [install] = analyzed(text).cluster.installs;
  assert.ok(install);
  return install;
};

test('each trouble is about its own setting', () => {
  const install = many(300);
  const written = install.containers
    .filter(({ role }) => role === 'aws-node')
    .flatMap(({ settings }) => settings.filter(({ name }) => name.value.startsWith('X')));
  const found = troublesOf(install);
  assert.equal(written.length, 300);
  assert.equal(found.length, 300);
  assert.ok(found.every(({ part, role }, i) => part === written[i] && role === 'aws-node'));
});

test('twice the mistakes take about twice the looks at settings', () => {
  const [some, twice] = [looks(many(200)), looks(many(400))];
  assert.ok(some > 0 && twice < 3 * some, `${some} and ${twice}`);
});

/** How often a setting is looked up in the list of its container. */
function looks(install: Install): number {
  let count = 0;
  const watched = (settings: readonly Setting[]) =>
    new Proxy(settings, {
      get: (list, key, self) => {
        count++;
        return Reflect.get(list, key, self);
      },
    });
  const containers = install.containers.map((each) => ({ ...each, settings: watched(each.settings) }));
  troublesOf({ ...install, containers });
  return count;
}
