import type { Explored } from '../src/explorer/messages.js';
import { escaped, type Table, tableMarkdown } from './table.js';

/** All that the page shows, as Markdown. */
export function pageMarkdown({ exploration }: Explored, title: string, tables: readonly Table[]): string {
  const { types, mode, source, notes, controls } = exploration;
  const configuration: Table = {
    caption: 'Configuration',
    columns: [{ title: 'Variable' }, { title: 'Value' }, { title: 'Written' }],
    rows: controls.map(({ name, value, written = '', isTried }) => [
      name,
      isTried ? `${value} (tried)` : value,
      written,
    ]),
  };
  const parts = [
    `# Pod density${title ? `: ${escaped(title)}` : ''}`,
    `${escaped(types.map(({ name }) => name).join(', '))}: ${escaped(mode)}. ${escaped(source)}`,
    notes.map((note) => `- ${escaped(note)}`).join('\n'),
    ...[configuration, ...tables].map(tableMarkdown),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
