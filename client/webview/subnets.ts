import type { SubnetRow } from '../../server/src/protocol.js';
import { createChooser } from './choosers.js';
import { h, say, show } from './element.js';
import { createTableView } from './figure.js';
import type { Table } from './table.js';
import { whole } from './words.js';

export interface Subnets {
  readonly element: HTMLElement;
  update(rows: readonly SubnetRow[], type: string | undefined, isChosen: boolean): void;
  table(): Table | undefined;
}

/** How many nodes fit into subnets, those in sight or those typed in. */
export function createSubnets(choose: (cidrs: readonly string[]) => void): Subnets {
  const chooser = createChooser(
    { id: 'subnets-input', label: 'Subnets', placeholder: 'such as 10.0.0.0/24' },
    choose,
  );
  const view = createTableView();
  const note = h('p', { class: 'nothing' }, 'No subnets are in sight: type one in.');
  let shown: Table | undefined;
  const element = h(
    'section',
    { id: 'subnets', class: 'panel', 'aria-labelledby': 'subnets-title' },
    h('h2', { id: 'subnets-title' }, 'Nodes until a subnet is full'),
    chooser.element,
    view.element,
    note,
  );
  return {
    element,
    update(rows, type, isChosen) {
      chooser.update(
        rows.map(({ cidr }) => cidr),
        isChosen,
      );
      shown = rows.length > 0 ? tableOf(rows, type) : undefined;
      show(view.element, shown !== undefined);
      show(note, shown === undefined);
      if (shown) view.update(shown);
      say(note, 'No subnets are in sight: type one in.');
    },
    table: () => shown,
  };
}

function tableOf(rows: readonly SubnetRow[], type: string | undefined): Table {
  return {
    caption:
      type === undefined ? 'Nodes until a subnet is full' : `Nodes of type ${type} until a subnet is full`,
    columns: [
      { title: 'Subnet' },
      { title: 'Nodes', isNumber: true },
      { title: 'Reckoned' },
      { title: 'Named' },
    ],
    rows: rows.map(({ cidr, name = 'typed in', nodes, formula, unknown = '' }) => [
      cidr,
      nodes === undefined ? 'not known' : whole(nodes),
      formula ?? unknown,
      name,
    ]),
  };
}
