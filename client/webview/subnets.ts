import type { SubnetRow } from '../../server/src/protocol.js';
import { createChooser } from './choosers.js';
import { createDrawing } from './drawing.js';
import { h, show } from './element.js';
import type { Picture } from './picture.js';
import { subnetsPicture, subnetsTable } from './subnetsPicture.js';
import { createTableView, type Table } from './table.js';

const TITLE = 'Nodes until a subnet is full';

export interface Subnets {
  readonly element: HTMLElement;
  update(rows: readonly SubnetRow[], type: string | undefined, isChosen: boolean): void;
  /** The picture, so wide, and not in the page; undefined: there is none. */
  drawn(width: number): (Picture & { readonly title: string }) | undefined;
  table(): Table | undefined;
}

/** How many nodes fit into subnets, those in sight or those typed in. */
export function createSubnets(choose: (cidrs: readonly string[]) => void): Subnets {
  const chooser = createChooser(
    {
      id: 'subnets-input',
      label: 'Subnets',
      placeholder: 'such as 10.0.0.0/24',
      back: 'Use those in the manifests',
    },
    choose,
  );
  const drawing = createDrawing(() => {});
  const view = createTableView();
  const units = h(
    'p',
    { class: 'note' },
    'Calculated as what the subnet has ÷ what a node takes: single addresses, or with prefix delegation blocks of 16. AWS keeps 5 addresses of each subnet.',
  );
  const nothing = h('p', { class: 'nothing' }, 'No subnets are in sight: type one in.');
  let shown: Table | undefined;
  const element = h(
    'section',
    { id: 'subnets', class: 'panel', 'aria-labelledby': 'subnets-title' },
    h('h2', { id: 'subnets-title' }, TITLE),
    chooser.element,
    ...drawing.elements,
    view.element,
    units,
    nothing,
  );
  return {
    element,
    update(rows, type, isChosen) {
      chooser.update(
        rows.map(({ cidr }) => cidr),
        isChosen,
      );
      drawing.update((width) => subnetsPicture(rows, type, width));
      shown = rows.length > 0 ? subnetsTable(rows, type) : undefined;
      show(view.element, shown !== undefined);
      show(
        units,
        rows.some(({ formula }) => formula !== undefined),
      );
      show(nothing, shown === undefined);
      if (shown) view.update(shown);
    },
    drawn(width) {
      const drawn = drawing.drawn(width);
      return drawn && { ...drawn, title: TITLE };
    },
    table: () => shown,
  };
}
