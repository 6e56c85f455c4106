import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { draw } from '../../server/tools/draw.js';
import { type Files, workspaceOf } from './checkFiles.js';

/** A file, or several by their paths. */
type Form = string | Files;

interface Forms {
  /** Ways in which it is written, with a note `^^^ severity rule` below each place that something is found at. */
  readonly wrong: Form | readonly Form[];
  /** Put right: nothing at all is found. */
  readonly right: Form | readonly Form[];
}

/**
 * A mistake that people made and told of, by its number in the list of them. What is found in the wrong forms has to be what is
 * drawn into them, no more and no less; the words are up to the tests of each rule.
 */
export function mistake(number: number, title: string, { wrong, right }: Forms): void {
  test(`real mistake ${number}: ${title}`, () => {
    for (const form of listOf(wrong)) {
      const drawn = filesOf(form);
      assert.match(Object.values(drawn).join('\n'), NOTE, 'the wrong form says what is found in it');
      assert.deepEqual(found(drawn), drawn);
    }
    for (const form of listOf(right)) silent(form);
  });
}

/** Something that looks wrong and is not: nothing is found, in whatever way it is written. */
export function noMistake(title: string, forms: Readonly<Record<string, Form>>): void {
  for (const [form, text] of Object.entries(forms)) {
    test(`not a mistake, in ${form}: ${title}`, () => {
      silent(text);
    });
  }
}

/**
 * Draws a note into a text that is put together elsewhere: below the first line that is this one, under its value (in a list,
 * without brackets and quotes), its item, or its key where that is all.
 */
export function noted(text: string, line: string, note: string): string {
  const lines = text.split('\n');
  const row = lines.findIndex((each) => each.trim() === line);
  const [, before = '', marked = ''] =
    /^(.*: \["?|.*: |\s*- )([^\]:"]+)"?\]?$/.exec(lines[row] ?? '') ??
    /^(\s*)(.*):$/.exec(lines[row] ?? '') ??
    [];
  assert.ok(marked !== '', `no line "${line}"`);
  const carets = ' '.repeat(before.length) + '^'.repeat(marked.length);
  lines.splice(row + 1, 0, `#${carets.slice(1)} ${note}`);
  return lines.join('\n');
}

const NOTE = /^\s*#\s*\^+ (error|warning|information|hint) [\w-]+$/m;

function silent(form: Form): void {
  const plain = filesOf(form);
  assert.doesNotMatch(Object.values(plain).join('\n'), NOTE);
  assert.deepEqual(found(plain), plain);
}

const listOf = (forms: Form | readonly Form[]): readonly Form[] => (isList(forms) ? forms : [forms]);
const isList = (forms: Form | readonly Form[]): forms is readonly Form[] => Array.isArray(forms);
const filesOf = (form: Form): Files => (typeof form === 'string' ? { 'file.yaml': form } : form);

/** The files with what is found in them, each seen among the others. */
function found(drawn: Files): Files {
  const { analyses } = workspaceOf(drawn);
  return Object.fromEntries(
    [...analyses].map(([path, analysis]) => {
      const findings = diagnose(analysis).map((finding) => ({ ...finding, message: '' }));
      return [path, draw(analysis.text, findings).replace(/(\^ \w+ [\w-]+): $/gm, '$1')];
    }),
  );
}
