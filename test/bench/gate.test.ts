import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

interface Recorded {
  readonly value: number;
  readonly noise: number;
  readonly allowed: number;
}
interface Verdict {
  readonly name: string;
  readonly isOver: boolean;
  readonly isQuicker?: boolean;
}
interface Gate {
  record(runs: readonly Record<string, number>[]): Record<string, Recorded>;
  judge(
    figures: Record<string, number>,
    recorded: Record<string, Recorded>,
    leeway?: number,
  ): readonly Verdict[];
}

const { record, judge }: Gate = await import(pathToFileURL(path.resolve('bench/gate/judge.mjs')).href);
const over = (figures: Record<string, number>, recorded: Record<string, Recorded>, leeway?: number) =>
  judge(figures, recorded, leeway)
    .filter(({ isOver }) => isOver)
    .map(({ name }) => name);

test('the record holds the median, and allows three times the noise', () => {
  const { 'steps a': steps } = record([{ 'steps a': 95 }, { 'steps a': 100 }, { 'steps a': 101 }]);
  assert.deepEqual(steps, { value: 100, noise: 0.05, allowed: 0.15 });
});

test('however quiet the machine was, a little growth is no news', () => {
  const recorded = record([{ 'cpu a': 0.2, 'bytes b': 1000 }]);
  assert.deepEqual(over({ 'cpu a': 0.26, 'bytes b': 1029 }, recorded), []);
  assert.deepEqual(over({ 'cpu a': 0.28, 'bytes b': 1031 }, recorded), ['cpu a', 'bytes b']);
});

test('however noisy it was, twice as slow shows', () => {
  const recorded = record([{ 'cpu a': 1 }, { 'cpu a': 3 }, { 'cpu a': 1 }]);
  assert.deepEqual(over({ 'cpu a': 2 }, recorded), ['cpu a']);
});

test('another engine is given more room, bytes are not', () => {
  const recorded = record([{ 'cpu a': 1, 'bytes b': 1000 }]);
  assert.deepEqual(over({ 'cpu a': 1.6, 'bytes b': 1040 }, recorded, 2), ['bytes b']);
});

test('a figure that is not on record, or no longer measured, fails', () => {
  assert.deepEqual(over({ 'cpu new': 1 }, record([{ 'cpu old': 1 }])), ['cpu old', 'cpu new']);
});

test('what got much quicker is worth recording', () => {
  const [verdict] = judge({ 'cpu a': 0.5 }, record([{ 'cpu a': 1 }]));
  assert.deepEqual([verdict?.isOver, verdict?.isQuicker], [false, true]);
});
