import { barX, ruleX, text } from '@observablehq/plot';
import type { SubnetRow } from '../../server/src/protocol.js';
import { draw, type Picture, roomFor } from './picture.js';
import type { Table } from './table.js';
import { count, whole } from './words.js';

const ROW_PX = 24;
/** More make no picture; the table has them all. */
const MOST_SUBNETS = 16;

/** Nodes until each subnet is full, as bars. Undefined: of no subnet are they known. */
export function subnetsPicture(
  rows: readonly SubnetRow[],
  type: string | undefined,
  width: number,
): Picture | undefined {
  const known = new Map<string, number>();
  for (const { cidr, nodes } of rows) if (nodes !== undefined) known.set(cidr, nodes);
  const shown = [...known].slice(0, MOST_SUBNETS).map(([cidr, nodes]) => ({ cidr, nodes }));
  if (shown.length === 0) return undefined;
  const left = roomFor(shown.map(({ cidr }) => cidr)) + 12;
  const right = roomFor(shown.map(({ nodes }) => whole(nodes))) + 12;
  const said = shown.map(({ cidr, nodes }) => `${cidr}: ${count(nodes, 'node')}`);
  const svg = draw(`Bars: ${titleOf(type)}. ${said.join('. ')}.`, {
    width,
    height: shown.length * ROW_PX + 8,
    marginLeft: left,
    marginRight: right,
    marginTop: 4,
    marginBottom: 4,
    x: { domain: [0, Math.max(1, ...shown.map(({ nodes }) => nodes))], axis: null },
    y: { domain: shown.map(({ cidr }) => cidr), padding: 0.3, axis: null, label: null },
    marks: [
      ruleX([0], { className: 'grid' }),
      barX(shown, { className: 'bar present', x: 'nodes', y: 'cidr' }),
      text(shown, {
        className: 'label',
        y: 'cidr',
        text: 'cidr',
        frameAnchor: 'left',
        dx: -8,
        textAnchor: 'end',
      }),
      text(shown, {
        className: 'label present',
        x: 'nodes',
        y: 'cidr',
        text: ({ nodes }) => whole(nodes),
        dx: 6,
        textAnchor: 'start',
      }),
    ],
  });
  return { svg, legend: [], table: subnetsTable(rows, type) };
}

const titleOf = (type: string | undefined): string =>
  type === undefined ? 'Nodes until a subnet is full' : `Nodes of type ${type} until a subnet is full`;

export function subnetsTable(rows: readonly SubnetRow[], type: string | undefined): Table {
  return {
    caption: titleOf(type),
    columns: [
      { title: 'Subnet' },
      { title: 'Nodes', isNumber: true },
      { title: 'Calculation' },
      { title: 'Where it is written' },
    ],
    rows: rows.map(({ cidr, name = 'typed in', nodes, formula, unknown = '' }) => [
      cidr,
      nodes === undefined ? 'not known' : whole(nodes),
      formula ?? unknown,
      name,
    ]),
  };
}
