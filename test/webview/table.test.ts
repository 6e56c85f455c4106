import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableMarkdown } from '../../client/webview/table.js';

test('nothing of a name is Markdown', () => {
  const text = tableMarkdown({
    caption: 'a|b',
    columns: [{ title: 'Name' }, { title: 'Pods', isNumber: true }],
    rows: [['<img src=x>|[a](b)\n`c`', '3']],
  });
  assert.equal(
    text,
    [
      '**a\\|b**',
      '',
      '| Name | Pods |',
      '| :-- | --: |',
      '| \\<img src=x\\>\\|\\[a\\](b) \\`c\\` | 3 |',
    ].join('\n'),
  );
});
