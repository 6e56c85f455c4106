/** Tables from the figures of a run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { GOALS } from './goals.mjs';
import { round } from './harness/statistics.mjs';

const REFERENCE = 'yaml-language-server';
const FLOOR = 'floor';
const OURS = 'vpc-cni';
const START = '<!-- bench: written by `npm run bench -- --write` -->';
const END = '<!-- /bench -->';

/** What was measured, beside what is wanted; works that this run left out are not in it. */
export function tables(report) {
  const rows = GOALS.map((goal) => row(report, goal)).filter(Boolean);
  const { date, cpu, cores, node, rounds, yardstick, minutes, manifestLines } = report;
  const noise = yardstick ? `, fixed work took ${yardstick.min} to ${yardstick.max} ms` : '';
  return [
    `Node ${node.slice(1)}, ${cpu}, ${cores} cores, ${date.slice(0, 10)}; medians of ${rounds} rounds in ${Math.round(minutes)} minutes${noise}.`,
    `The install manifest has ${manifestLines} lines.`,
    '',
    `| work | ${REFERENCE} | ${FLOOR} | ${OURS} | ratio | goal | |`,
    '| :-- | --: | --: | --: | --: | --: | :-: |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

/** The same between the two comments of a document. */
export function intoDocument(file, text) {
  const document = readFileSync(file, 'utf8');
  const start = document.indexOf(START);
  const end = document.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${file} lacks the lines ${START} and ${END}`);
  writeFileSync(file, `${document.slice(0, start + START.length)}\n\n${text}\n\n${document.slice(end)}`);
}

function row(report, { work, scenario, metric, per, ratio, most, least }) {
  const of = (server, at = { scenario, metric }) =>
    report.scenarios.find(({ name }) => name === at.scenario)?.results[server]?.metrics[at.metric];
  const mine = of(OURS);
  if (!mine) return undefined;
  const { unit } = mine;
  if (per && !of(OURS, per)) return undefined;
  const theirs = of(REFERENCE);
  const own = per ? round(mine.p50 / of(OURS, per).p50) : mine.p50;
  const reached = theirs && theirs.p50 > 0 ? round(mine.p50 / theirs.p50) : undefined;
  const [goal, isMet] =
    ratio !== undefined
      ? [`× ${ratio}`, reached !== undefined && reached <= ratio]
      : most !== undefined
        ? [`≤ ${shown(most, per ? '×' : unit)}`, own <= most]
        : least !== undefined
          ? [`≥ ${shown(least, unit)}`, own >= least]
          : ['', undefined];
  return [
    work,
    per ? '' : shown(theirs?.p50, unit),
    per ? '' : shown(of(FLOOR)?.p50, unit),
    shown(own, per ? '×' : unit),
    per || reached === undefined ? '' : `× ${reached}`,
    goal,
    isMet === undefined ? '' : isMet ? '✔' : '✘',
  ];
}

function shown(value, unit) {
  if (value === undefined) return '';
  const number = value >= 1000 ? Math.round(value).toLocaleString('en-GB') : `${value}`;
  if (unit === '×') return `× ${number}`;
  const short =
    { 'ms/key': 'ms', 'ms/s': 'ms', '1/s': '', 'files per second of CPU': 'files/s' }[unit] ?? unit;
  return `${number} ${short}`.trim();
}
