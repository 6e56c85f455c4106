import { h } from './element.js';

/** What a picture shows, for those who read it, and for Markdown. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** The first cell of a row names it. */
export function tableElement({ caption, columns, rows }: Table): HTMLElement {
  const align = (index: number) => ({ class: columns[index]?.isNumber ? 'number' : undefined });
  const head = columns.map(({ title }, index) => h('th', { scope: 'col', ...align(index) }, title));
  const body = rows.map((cells) =>
    h(
      'tr',
      {},
      ...cells.map((text, index) =>
        index === 0 ? h('th', { scope: 'row', ...align(index) }, text) : h('td', align(index), text),
      ),
    ),
  );
  const table = h(
    'table',
    {},
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...head)),
    h('tbody', {}, ...body),
  );
  return scrolling(table, caption);
}

/** Wide tables scroll by themselves; whoever has no mouse focuses them for it. */
export const scrolling = (table: HTMLElement, name: string): HTMLElement =>
  h('div', { class: 'scrolling', tabindex: '0', role: 'region', 'aria-label': name }, table);

/** A table that is put up again only where it differs. */
export function createTableView(): { readonly element: HTMLElement; update(table: Table): void } {
  const element = scrolling(h('table'), '');
  let shown = '';
  return {
    element,
    update(table) {
      const text = JSON.stringify(table);
      if (text === shown) return;
      shown = text;
      element.setAttribute('aria-label', table.caption);
      element.replaceChildren(...tableElement(table).children);
    },
  };
}

export function tableMarkdown({ caption, columns, rows }: Table): string {
  return [
    `**${escaped(caption)}**`,
    '',
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(({ isNumber }) => (isNumber ? '--:' : ':--'))),
    ...rows.map((cells) => line(cells.map(escaped))),
  ].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Names in manifests may hold anything; nothing of them is Markdown. */
export const escaped = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>|#&!~]/g, '\\$&');
