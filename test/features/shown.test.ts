import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileFinding } from '../../server/src/core/features/diagnose.js';
import { MOST_SHOWN, shown } from '../../server/src/core/features/shown.js';
import type { Severity } from '../../server/src/core/settings.js';

/** One finding behind the other, ten characters apart. */
const findings = (...severities: readonly (readonly [Severity, number])[]): FileFinding[] =>
  severities
    .flatMap(([severity, count]) => Array.from({ length: count }, () => severity))
    .map((severity, i) => ({
      rule: 'a-rule',
      severity,
      span: { start: i * 10, end: i * 10 + 5 },
      message: `${severity} ${i}`,
      docs: '',
      offset: 0,
    }));

const told = (found: readonly FileFinding[]) => {
  const located: FileFinding[] = [];
  const all = shown({
    found,
    located: (each) => {
      located.push(each);
      return each;
    },
  });
  return { all, located, rest: all.filter(({ rule }) => rule === undefined) };
};

test('as many as an editor shows are all told', () => {
  const found = findings(['hint', MOST_SHOWN]);
  assert.deepEqual(told(found).all, found);
});

test('of more the worst are told, of these the first, from top to bottom, and the first entry is about the others', () => {
  const found = findings(['hint', 5], ['warning', 2000], ['information', 5], ['error', 10]);
  const { all, located, rest } = told(found);
  assert.equal(all.length, MOST_SHOWN);
  assert.deepEqual(all.slice(1), [...found.slice(5, 5 + 989), ...found.slice(-10)]);
  assert.deepEqual(rest, [all[0]]);
  assert.deepEqual(rest[0]?.span, { start: 0, end: 0 });
  assert.equal(rest[0]?.severity, 'warning');
  assert.equal(
    rest[0]?.message,
    'Of 2,020 findings in this file the worst 999 are shown; left out are 1,011 warnings, 5 information, 5 hints. They are shown as others are mended; `vpc-cni lint` lists all.',
  );
  // Nor is any other looked at.
  assert.ok(located.length <= MOST_SHOWN);
});

test('whoever looks at errors alone is told that there are more of them', () => {
  const { rest } = told(findings(['warning', 50], ['error', 1001]));
  assert.equal(rest[0]?.severity, 'error');
  assert.match(rest[0]?.message ?? '', / are shown; left out are 2 errors, 50 warnings\./);
});

test('one more than there is room for leaves two out: the entry takes a place', () => {
  const { all, rest } = told(findings(['information', MOST_SHOWN + 1]));
  assert.equal(all.length, MOST_SHOWN);
  assert.match(
    rest[0]?.message ?? '',
    /^Of 1,001 findings in this file the worst 999 are shown; left out are 2 information\./,
  );
});
