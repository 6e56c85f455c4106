import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { applied, codeActions } from '../../server/src/core/features/codeActions.js';
import { diagnose, type FileFinding } from '../../server/src/core/features/diagnose.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { draw } from '../../server/tools/draw.js';
import { analyzed } from '../support/check.js';

const findings = (text: string): FileFinding[] => diagnose(analyzed(text));

const camel = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

test('every id is in kebab case and there once', () => {
  const ids = RULES.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)),
    [],
  );
  assert.deepEqual(ids, [...new Set(ids)]);
});

for (const rule of RULES) {
  const { id, bad, good, summary } = rule;

  test(`${id}: the bad example gives it`, () => {
    const found = findings(bad);
    assert.ok(
      found.some((f) => f.rule === id),
      draw(bad, found),
    );
  });

  test(`${id}: the good example gives nothing`, () => {
    assert.equal(draw(good, findings(good)), good);
  });

  test(`${id}: every fix of the bad example mends its finding and breaks nothing`, () => {
    const before = findings(bad);
    for (const { title, finding, edits } of codeActions(analyzed(bad), { start: 0, end: bad.length })) {
      const text = applied(bad, edits);
      const after = findings(text);
      const same = (f: FileFinding) => f.rule === finding?.rule && f.message === finding.message;
      const errors = (all: FileFinding[]) => all.filter(({ severity }) => severity === 'error').length;
      assert.notEqual(text, bad, `"${title}" changes nothing`);
      assert.ok(
        after.filter(same).length < before.filter(same).length,
        `"${title}" leaves\n${draw(text, after)}`,
      );
      assert.ok(errors(after) <= errors(before), `"${title}" breaks\n${draw(text, after)}`);
    }
  });

  test(`${id}: file, test and page are named after it`, () => {
    assert.ok(existsSync(`server/src/core/rules/${camel(id)}.ts`), 'the file of the rule');
    assert.ok(existsSync(`test/rules/${camel(id)}.test.ts`), 'its test');
    assert.ok(existsSync(`docs/rules/${id}.md`), 'its page: npm run generate');
    assert.match(summary, /\.$/, 'a summary is a sentence');
  });
}
