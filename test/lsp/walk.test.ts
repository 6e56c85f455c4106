import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldersOf } from '../../server/src/lsp/folders.js';
import { walk } from '../../server/src/lsp/walk.js';

const TOP = 'memfs:/repo';

/** Each folder holds itself. */
function cycle(name: string) {
  let looks = 0;
  const listing = walk(
    TOP,
    {
      entriesOf: async () => {
        looks++;
        return [
          { name, isFolder: true },
          { name: 'a.yaml', isFolder: false },
        ];
      },
      within: (folder, below) => `${folder}/${below}`,
      uriOf: (uri) => uri,
    },
    foldersOf([TOP]),
  );
  return listing.then(({ uris, isComplete }) => ({ looks, files: uris.length, isComplete }));
}

test('a folder that holds itself is left in the end', async () => {
  assert.deepEqual(await cycle('a'), { looks: 65, files: 65, isComplete: false });
  assert.deepEqual(await cycle('a'.repeat(1000)), { looks: 5, files: 5, isComplete: false });
});
