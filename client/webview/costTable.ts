import type { CostRow } from '../../server/src/protocol.js';
import type { Choices } from './choices.js';
import { button, h, say, show } from './element.js';
import { scrolling, type Table } from './table.js';
import { count, gib, price, usd, whole } from './words.js';

type Order = Choices['costs'];
type Key = keyof CostRow;

interface Column {
  readonly key: Key;
  readonly title: string;
  readonly text: (row: CostRow) => string;
  /** Sorted from the highest on at first. */
  readonly isDescending?: boolean;
}

const COLUMNS: readonly Column[] = [
  { key: 'name', title: 'Type', text: ({ name }) => name },
  { key: 'vcpus', title: 'vCPUs', text: ({ vcpus }) => (vcpus === undefined ? '' : whole(vcpus)) },
  {
    key: 'memoryMib',
    title: 'GiB',
    text: ({ memoryMib }) => (memoryMib === undefined ? '' : gib(memoryMib)),
  },
  { key: 'pods', title: 'Pods', text: ({ pods }) => whole(pods), isDescending: true },
  { key: 'workloads', title: 'Workloads', text: ({ workloads }) => whole(workloads), isDescending: true },
  {
    key: 'memoryPerPodMib',
    title: 'MiB per workload pod',
    text: ({ memoryPerPodMib }) => (memoryPerPodMib === undefined ? '' : whole(memoryPerPodMib)),
    isDescending: true,
  },
  { key: 'usdPerHour', title: 'USD per hour', text: ({ usdPerHour }) => price(usdPerHour) },
  { key: 'usdPerPod', title: 'USD per pod and month', text: ({ usdPerPod }) => usd(usdPerPod) },
];
const PAGE_ROWS = 100;
const CAPTION = 'Cost of a pod by instance type';

export interface CostTable {
  readonly element: HTMLElement;
  update(rows: readonly CostRow[]): void;
  /** These types are in the pictures. */
  mark(types: readonly string[]): void;
  /** What it shows; undefined: nothing yet. */
  table(): Table | undefined;
}

/** What a pod costs on each type: sorted by its headers, filtered by a field, and put up a hundred at a time. */
export function createCostTable(
  start: Order,
  keep: (order: Order) => void,
  show1st: (type: string) => void,
): CostTable {
  let order: Order = COLUMNS.some(({ key }) => key === start.sort) ? start : { ...start, sort: 'usdPerPod' };
  let rows: readonly CostRow[] = [];
  let types: readonly string[] = [];
  let most = PAGE_ROWS;

  const filter = h('input', {
    id: 'cost-filter',
    type: 'search',
    placeholder: 'such as m7 large',
    value: order.filter,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  filter.addEventListener('input', () => {
    most = PAGE_ROWS;
    change({ filter: filter.value });
  });
  const headers = COLUMNS.map((column) =>
    h('th', { scope: 'col', class: column.key === 'name' ? undefined : 'number' }, header(column)),
  );
  const body = h('tbody');
  const table = h('table', {}, h('caption', {}, CAPTION), h('thead', {}, h('tr', {}, ...headers)), body);
  const status = h('p', { class: 'note', role: 'status' });
  const more = button('Show more', () => {
    const from = most;
    most += PAGE_ROWS;
    put();
    // The button may be gone; what it brought is where one goes on.
    body.rows[from]?.querySelector('button')?.focus();
  });
  more.className = 'secondary';
  const element = h(
    'section',
    { id: 'costs', class: 'panel', 'aria-labelledby': 'costs-title' },
    h('h2', { id: 'costs-title' }, 'Cost per pod and month'),
    h('div', { class: 'field' }, h('label', { for: 'cost-filter' }, 'Show only instance types with'), filter),
    scrolling(table, CAPTION),
    status,
    more,
  );

  function header({ key, title, isDescending = false }: Column): HTMLElement {
    const sort = () =>
      change({ sort: key, isDescending: order.sort === key ? !order.isDescending : isDescending });
    const element = button(title, sort, { class: 'header' });
    element.append(h('span', { class: 'arrow', 'aria-hidden': 'true' }));
    return element;
  }

  function change(part: Partial<Order>): void {
    order = { ...order, ...part };
    keep(order);
    put();
  }

  function found(): CostRow[] {
    const words = order.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = rows.filter(({ name }) => words.every((word) => name.includes(word)));
    const sign = order.isDescending ? -1 : 1;
    const key = order.sort as Key;
    return matching.sort((a, b) => sign * compare(a[key], b[key]) || compare(a.name, b.name));
  }

  function put(): void {
    const all = found();
    const shown = all.slice(0, most);
    for (const [index, { key }] of COLUMNS.entries()) {
      const sort = order.sort === key ? (order.isDescending ? 'descending' : 'ascending') : 'none';
      headers[index]?.setAttribute('aria-sort', sort);
    }
    const focused = body.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    body.replaceChildren(...shown.map(rowElement));
    if (focused)
      [...body.querySelectorAll('button')].find(({ textContent }) => textContent === focused)?.focus();
    say(
      status,
      rows.length === 0
        ? 'No prices are known for this configuration.'
        : `${whole(shown.length)} of ${count(all.length, 'instance type')}${order.filter.trim() ? ' found' : ''}`,
    );
    show(more, shown.length < all.length);
  }

  function rowElement(row: CostRow): HTMLElement {
    const isShown = types.includes(row.name);
    const cells = COLUMNS.slice(1).map(({ text }) => h('td', { class: 'number' }, text(row)));
    const name = button(row.name, () => show1st(row.name), {
      class: 'link',
      title: `Show ${row.name} in the pictures`,
    });
    const mark = isShown ? [h('span', { class: 'mark' }, ' ● shown')] : [];
    return h(
      'tr',
      { class: isShown ? 'shown' : undefined },
      h('th', { scope: 'row' }, name, ...mark),
      ...cells,
    );
  }

  return {
    element,
    update(newRows) {
      rows = newRows;
      put();
    },
    mark(shown) {
      if (types.join() === shown.join()) return;
      types = shown;
      put();
    },
    table: () =>
      rows.length === 0
        ? undefined
        : {
            caption: CAPTION,
            columns: COLUMNS.map(({ key, title }) => ({ title, isNumber: key !== 'name' })),
            rows: found()
              .slice(0, most)
              .map((row) => COLUMNS.map(({ text }) => text(row))),
          },
  };
}

/** What is not known is taken to be the most. */
function compare(
  a: string | number = Number.POSITIVE_INFINITY,
  b: string | number = Number.POSITIVE_INFINITY,
): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en', { numeric: true });
  return a === b ? 0 : a < b ? -1 : 1;
}
