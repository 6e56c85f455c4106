import { wrapped } from './maxPods.js';
import type { Colours, Look } from './output.js';

/** Markdown as our pages have it (headings, prose, lists, code, bold, links), for a terminal or as a plain text. */
export const drawn = (markdown: string, look: Look): string =>
  `${blocks(markdown)
    .map((block) => drawnBlock(block, look))
    .join('\n\n')}\n`;

/** What empty lines set off; those in code do not. */
function blocks(markdown: string): readonly string[] {
  const parts = markdown.split(/^(```[\s\S]*?^```)$/m);
  return parts
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n{2,}/)))
    .flatMap((part) => {
      const text = part.replace(/^\n+|\s+$/g, '');
      return text === '' ? [] : [text];
    });
}

function drawnBlock(block: string, { colours, columns }: Look): string {
  if (block.startsWith('```')) return drawnCode(block.split('\n').slice(1, -1), colours);
  const [, level, heading] = /^(#+) (.*)$/.exec(block) ?? [];
  if (heading) return level === '#' ? colours.bold(colours.underline(heading)) : colours.bold(heading);
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('- ')))
    return lines
      .map((line) => `  - ${wrapped(inline(line.slice(2), colours), columns - 4).replaceAll('\n', '\n    ')}`)
      .join('\n');
  return wrapped(inline(lines.join(' '), colours), columns);
}

/** Notes on what is wrong stand below the lines. */
const drawnCode = (lines: readonly string[], { dim }: Colours): string =>
  lines.map((line) => (line === '' ? '' : `    ${line.startsWith('#') ? dim(line) : line}`)).join('\n');

/** Marks become colours; without those, code keeps its marks: they say where a name ends. */
function inline(text: string, { bold, cyan, isColorSupported }: Colours): string {
  const linked = text.replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '$1 ($2)');
  return linked.replace(/`([^`]+)`|\*\*([^*]+)\*\*|(?<!\*)\*([^*\s][^*]*)\*/g, (all, code, strong, title) => {
    if (code !== undefined) return isColorSupported ? cyan(code) : all;
    return strong === undefined ? title : bold(strong);
  });
}
