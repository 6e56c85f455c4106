import type { Explored } from '../src/explorer/messages.js';
import { escaped, type Table, tableMarkdown } from './table.js';
import { NOT_SET } from './words.js';

/** All that the page shows, as Markdown. */
export function pageMarkdown({ exploration }: Explored, title: string, tables: readonly Table[]): string {
  const { types, mode, source, stops = '', notes, controls } = exploration;
  const configuration: Table = {
    caption: 'Configuration',
    columns: [{ title: 'Variable' }, { title: 'Value' }, { title: 'Written' }],
    rows: controls.map(({ name, value, isSet, written = NOT_SET, isTried }) => [
      name,
      isTried ? `${value} (tried)` : isSet ? value || 'not known' : NOT_SET,
      written,
    ]),
  };
  const parts = [
    `# Pod density${title ? `: ${escaped(title)}` : ''}`,
    `${escaped(types.map(({ name }) => name).join(', '))}: ${escaped(mode)}. ${escaped(source)}`,
    escaped(stops),
    notes.map((note) => `- ${escaped(note)}`).join('\n'),
    ...[configuration, ...tables].map(tableMarkdown),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
