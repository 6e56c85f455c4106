/** A text with edits made: `text` in the place of what stands from `start` to `end`. */
export const applied = (code, edits) =>
  edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
