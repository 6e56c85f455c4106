import { axisX, barX, gridX, text, tickX } from '@observablehq/plot';
import type { ModeFigures, TypeFigures } from '../../server/src/protocol.js';
import { draw, type LegendEntry, type Picture, roomFor, ticksIn } from './picture.js';
import type { Table } from './table.js';
import { count, whole } from './words.js';

const ROW_PX = 24;
const AXIS_PX = 44;
/** More make no picture; the table has them all. */
const MOST_TYPES = 6;

/** What the picture leaves out, and why: a sentence each. */
export function notPictured(types: readonly TypeFigures[]): readonly string[] {
  if (types.length === 0) return ['No instance type is known here: add one.'];
  const unknown = types.filter(({ modes }) => modes.length === 0);
  const more = types.length - unknown.length - MOST_TYPES;
  return [
    ...unknown.map(({ name, unknown: why = 'not known.' }) => `${name}: ${why}`),
    ...(more > 0 ? [`${count(more, 'more type')} in the table.`] : []),
  ];
}

interface Row extends ModeFigures {
  readonly key: string;
}

/** Pods per mode as bars, with the ceilings, for each type. Undefined: of no type is anything known. */
export function modesPicture(types: readonly TypeFigures[], width: number): Picture | undefined {
  const shown = types.filter(({ modes }) => modes.length > 0).slice(0, MOST_TYPES);
  if (shown.length === 0) return undefined;
  const headings = shown.map(({ name, size }) => ({ key: name, text: size ? `${name} · ${size}` : name }));
  const rows: Row[] = shown.flatMap(({ name, modes }) =>
    modes.map((mode) => ({ ...mode, key: keyOf(name, mode.title) })),
  );
  const keys = shown.flatMap(({ name, modes }) => [name, ...modes.map(({ title }) => keyOf(name, title))]);
  const most = Math.max(1, ...rows.map(({ pods, ceiling = 0 }) => Math.max(pods, ceiling)));
  // What lies beyond a ceiling is often many times as much: such bars are broken off, and their number tells how far they go.
  const end = most * 1.08;
  const left = roomFor(rows.flatMap(({ title }) => inLines(title).split('\n'))) + 12;
  const right = roomFor(rows.map(figure)) + 12;
  const domain: [number, number] = [0, end];
  const svg = draw(nameOf(shown), {
    width,
    height: keys.length * ROW_PX + AXIS_PX,
    marginLeft: left,
    marginRight: right,
    marginTop: 4,
    marginBottom: AXIS_PX - 4,
    x: { domain, label: null },
    y: { domain: keys, padding: 0.3, axis: null, label: null },
    marks: [
      gridX({ className: 'grid', ticks: ticksIn(width - left - right, most) }),
      axisX({
        className: 'axis',
        ticks: ticksIn(width - left - right, most),
        tickSize: 0,
        label: 'pods per node',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 34,
      }),
      text(headings, {
        className: 'heading',
        y: 'key',
        text: 'text',
        frameAnchor: 'left',
        dx: -left,
        dy: 3,
        textAnchor: 'start',
      }),
      barX(
        rows.filter(({ raw, pods }) => raw > pods),
        {
          className: 'beyond',
          x1: 'pods',
          x2: (row: Row) => Math.min(row.raw, end),
          y: 'key',
        },
      ),
      text(
        rows.filter(({ raw }) => raw > end),
        { className: 'break', x: end, y: 'key', text: () => '⁄⁄', dx: -4 },
      ),
      bars(rows, false),
      bars(rows, true),
      tickX(
        rows.filter(({ ceiling }) => ceiling !== undefined),
        { className: 'ceiling', x: 'ceiling', y: 'key', inset: -3 },
      ),
      ...[false, true].map((isPresent) => [
        text(
          rows.filter((row) => row.isPresent === isPresent),
          {
            className: isPresent ? 'label present' : 'label',
            y: 'key',
            text: ({ title }: Row) => inLines(title),
            frameAnchor: 'left',
            dx: -8,
            textAnchor: 'end',
          },
        ),
        text(
          rows.filter((row) => row.isPresent === isPresent),
          {
            className: isPresent ? 'label present' : 'label',
            y: 'key',
            text: figure,
            frameAnchor: 'right',
            dx: right,
            textAnchor: 'end',
          },
        ),
      ]),
    ],
  });
  return { svg, legend: legend(rows), table: table(types) };
}

const bars = (rows: readonly Row[], isPresent: boolean) =>
  barX(
    rows.filter((row) => row.isPresent === isPresent),
    { className: isPresent ? 'bar present' : 'bar', x: 'pods', y: 'key' },
  );

/** Types and modes have no line breaks. */
const keyOf = (type: string, mode: string): string => `${type}\n${mode}`;

/** `110`, or with what would be without the ceiling `110 (434)`. */
const figure = ({ pods, raw }: Row): string => (raw > pods ? `${whole(pods)} (${whole(raw)})` : whole(pods));

/** Of two parts each has a line. */
const inLines = (title: string): string => title.replace(' + ', '\n+ ');

function legend(rows: readonly Row[]): LegendEntry[] {
  const entries: LegendEntry[] = [];
  if (rows.some(({ isPresent }) => isPresent))
    entries.push({ mark: 'bar present', shape: 'box', text: 'this configuration' });
  if (rows.some(({ isPresent }) => !isPresent))
    entries.push({ mark: 'bar', shape: 'box', text: 'other modes' });
  if (rows.some(({ ceiling }) => ceiling !== undefined))
    entries.push({ mark: 'ceiling', shape: 'tick', text: 'recommended ceiling' });
  if (rows.some(({ raw, pods }) => raw > pods))
    entries.push({ mark: 'beyond', shape: 'box', text: 'without the ceiling (in brackets)' });
  return entries;
}

function nameOf(types: readonly TypeFigures[]): string {
  const each = types.map(
    ({ name, modes }) =>
      `${name}: ${modes.map(({ title, pods }) => `${title} ${count(pods, 'pod')}`).join(', ')}`,
  );
  return `Bars: pods per node in each mode. ${each.join('. ')}.`;
}

function table(types: readonly TypeFigures[]): Table {
  return {
    caption: 'Pods per node in each mode',
    columns: [
      { title: 'Type' },
      { title: 'Mode' },
      { title: 'Pods', isNumber: true },
      { title: 'Without the ceiling', isNumber: true },
      { title: 'Calculation' },
    ],
    rows: types.flatMap(({ name, modes, unknown = '' }) =>
      modes.length === 0
        ? [[name, 'not known', '', '', unknown]]
        : modes.map(({ title, pods, raw, formula, isPresent }) => [
            name,
            isPresent ? `${title} (this one)` : title,
            whole(pods),
            whole(raw),
            formula,
          ]),
    ),
  };
}
