/** Parts of a page, set off by empty lines. */
export const page = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

export const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

/** A value; nothing where there is none. */
export const code = (text: string | undefined): string =>
  text === undefined ? '' : text === '' ? 'empty' : `\`${text}\``;

/** Prose without its marks, where nobody draws them. */
export const plain = (markdown: string): string =>
  markdown.replaceAll('`', '').replace(/\*\*?([^*\n]+)\*\*?/g, '$1');
