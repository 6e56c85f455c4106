import type { LinkedText } from '../core/features/linkedText.js';
import type { Place } from '../core/model/sight.js';
import type { Page } from '../protocol.js';
import { keyOf } from './folders.js';

/** A page as the client shows it. */
export function pageOf({ text, links }: LinkedText): Page {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    text,
    // Links stand in the order of the text, and none goes over the end of its line.
    links: links.map(({ span, place }) => {
      const line = starts.findLastIndex((start) => start <= span.start);
      const start = starts[line] ?? 0;
      const { name, start: target } = place;
      return { line, start: span.start - start, end: span.end - start, target: { uri: name, ...target } };
    }),
  };
}

/** Paths as they are read from the folders of the workspace. */
export const nameIn =
  (folders: readonly string[]) =>
  ({ path }: Place): string => {
    const folder = folders
      .map((uri) => `${keyOf(uri).replace(/\/+$/, '')}/`)
      .find((key) => path.startsWith(key));
    return folder === undefined ? path.replace(/^file:\/\//, '') : path.slice(folder.length);
  };
