/** Compares figures with those on record. */
import { median, round } from '../harness/statistics.mjs';
import { KINDS } from './measure.mjs';

/** Growth by which a server is really slower, not the machine busier: three times what was seen without any change. */
const TIMES_NOISE = 3;
/** Twice as slow must show. */
const MOST_ALLOWED = 0.8;

const kindOf = (name) => KINDS[name.split(' ')[0]];

/** Figures of several runs → by name `{ value, noise, allowed }`: the median, the largest deviation from it, and the growth allowed. */
export function record(runs) {
  const entries = Object.keys(runs[0]).map((name) => {
    const values = runs.map((figures) => figures[name]);
    const value = median(values);
    const noise = Math.max(...values.map((each) => Math.abs(each / value - 1)));
    const allowed = Math.min(MOST_ALLOWED, Math.max(kindOf(name).least, TIMES_NOISE * noise));
    return [name, { value: round2(name, value), noise: round(noise), allowed: round(allowed) }];
  });
  return Object.fromEntries(entries);
}

const round2 = (name, value) => (/^(steps|bytes) /.test(name) ? Math.round(value) : round(value));

/** By name `{ growth, isOver, isQuicker }`; growth 0.1: ten per cent more than on record. `leeway` widens what is allowed. */
export function judge(figures, recorded, leeway = 1) {
  const names = Object.keys({ ...recorded, ...figures });
  return names.map((name) => {
    const now = figures[name];
    const then = recorded[name];
    if (now === undefined || then === undefined) return { name, now, then, isOver: true };
    const growth = now / then.value - 1;
    const allowed = then.allowed * (name.startsWith('bytes ') ? 1 : leeway);
    return { name, now, then, growth, allowed, isOver: growth > allowed, isQuicker: growth < -allowed };
  });
}

export function row({ name, now, then, growth, allowed, isOver, isQuicker }) {
  if (growth === undefined)
    return `✘ ${name.padEnd(20)} ${now === undefined ? 'not measured' : 'not on record'}`;
  const percent = (share) => `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;
  const numbers = `${String(now).padStart(9)}, on record ${String(then.value).padStart(9)}`;
  const note = isQuicker ? ', worth recording' : '';
  return `${isOver ? '✘' : '✔'} ${name.padEnd(20)} ${numbers}  ${percent(growth).padStart(9)} (${percent(allowed)} allowed${note})  ${kindOf(name).of}`;
}
