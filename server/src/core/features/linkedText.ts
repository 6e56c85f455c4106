import type { Homes, Place } from '../model/sight.js';
import type { Span } from '../model/span.js';

/** A text of which parts lead to other places. */
export interface LinkedText {
  readonly text: string;
  readonly links: readonly { readonly span: Span; readonly place: Place }[];
}

/** A stretch of a text, with the place it leads to. */
export type Piece = string | { readonly text: string; readonly place: Place };

/** How a file is called where the text is read. */
export type NameOf = (place: Place) => string;

/** The place of a fact as a link, such as `cni/values.yaml:12`. */
export type Link = (fact: object, span: Span) => Piece;

export const linker =
  (homes: Pick<Homes, 'placeOf'>, nameOf: NameOf): Link =>
  (fact, span) => {
    const place = homes.placeOf(fact, span);
    return place ? { text: `${nameOf(place)}:${place.start.line + 1}`, place } : 'another file';
  };

export function joined(pieces: readonly Piece[]): LinkedText {
  const links: { readonly span: Span; readonly place: Place }[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      links.push({ span: { start: text.length, end: text.length + piece.text.length }, place: piece.place });
      text += piece.text;
    }
  }
  return { text: `${text.trimEnd()}\n`, links };
}

/** The widest of some texts, up to a bound: those beyond it stick out of their column. */
export const width = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map((text) => Math.min(text.length, 44)));
