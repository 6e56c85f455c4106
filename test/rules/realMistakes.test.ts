import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

// Mistakes that people made and told of, in a list of 81. Each that can be seen in files has a test named after it in
// realMistakes/, which calls `mistake` with its number.

/** Those that no file shows, and why. */
const UNSEEN: Readonly<Record<number, string>> = {
  12: 'Exclusions from SNAT with custom networking are right as they are written; which release mended them is not known.',
  55: 'Settings changed by hand, and lost with the next update of the add-on, are in the cluster alone.',
  57: 'Whether the add-on or the nodes came first is a matter of time.',
  67: 'What somebody hopes that excluding a block from SNAT does is written nowhere, and the block is right.',
};

const LAST = 81;

test('each mistake in the list has a test, or a reason for having none', () => {
  const folder = 'test/rules/realMistakes/';
  const tested = readdirSync(folder).flatMap((file) =>
    [...readFileSync(folder + file, 'utf8').matchAll(/^mistake\(\s*(\d+),/gm)].map(([, number]) =>
      Number(number),
    ),
  );
  const listed = [...tested, ...Object.keys(UNSEEN).map(Number)].sort((a, b) => a - b);
  assert.deepEqual(
    listed,
    Array.from({ length: LAST }, (_, i) => i + 1),
  );
});
