// Runs over manifests as people write them. CORPUS=folder adds the files of a folder of your own to the cuts.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed, FIXTURES, type Fixture, manifests, sameAsFresh } from './fixtures.js';

const fixtures = manifests(FIXTURES);
const corpus = process.env.CORPUS;

for (const { file, text } of fixtures) {
  test(`${file}: its findings are those beside it`, () => {
    const golden = `${file}.findings`;
    const actual = findings(text);
    if (process.env.UPDATE) writeFileSync(golden, actual);
    assert.equal(actual, existsSync(golden) ? readFileSync(golden, 'utf8') : 'not there: run with UPDATE=1');
  });
}

for (const { file, text } of [...fixtures, ...(corpus ? manifests(corpus) : [])]) {
  test(`${file}: cut anywhere, it is read as if it were new`, () => {
    let before = analyzed(text);
    for (const end of cuts({ file, text })) {
      before = analyzed(text.slice(0, end), before);
      sameAsFresh(before);
    }
    sameAsFresh(analyzed(text, before));
  });
}

if (corpus) {
  test(`findings of ${corpus}`, (t) => {
    for (const { file, text } of manifests(corpus)) {
      const found = findings(text).trim();
      if (found) t.diagnostic(`${file}\n${found.replace(/^/gm, '    ')}`);
    }
  });
}

/** One line for each finding, and one below it for each of its fixes. */
function findings(text: string): string {
  const analysis = analyzed(text);
  const actions = codeActions(analysis, { start: 0, end: text.length });
  const lines = diagnose(analysis).flatMap(({ span, severity, rule, message }) => [
    `${place(text, span.start)}-${place(text, span.end)} ${severity} ${rule}: ${message}`,
    ...actions
      .filter(({ finding: f }) => f?.rule === rule && f.span.start === span.start && f.message === message)
      .map(({ title, preferred }) => `    ${preferred ? 'safe fix' : 'fix'}: ${title}`),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Ends of lines and every 40th character, from the end; of a large file only so many. */
function cuts({ text }: Fixture): number[] {
  const ends = new Set<number>();
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.add(at).add(at + 1);
  for (let at = 40; at < text.length; at += 40) ends.add(at);
  const all = [...ends].sort((a, b) => b - a);
  const step = Math.ceil(all.length / 1500);
  return all.filter((_, i) => i % step === 0);
}
