import { lineAt } from './span.js';

/**
 * A text in parts. The next version of a long text has most of its parts in common with it: what differs is found by comparing
 * parts, and what reads around a change reads few of them. In one piece each version would be copied, and left to be collected.
 */
export class PartedText {
  readonly length: number;
  readonly parts: readonly string[];
  readonly #starts: readonly number[];
  #whole: string | undefined;

  constructor(parts: readonly string[]) {
    let length = 0;
    this.#starts = parts.map((part) => {
      length += part.length;
      return length - part.length;
    });
    this.parts = parts;
    this.length = length;
  }

  /** In one piece. The engine copies the parts when it is first looked into, and not before. */
  get whole(): string {
    this.#whole ??= this.parts.reduce((text, part) => text + part, '');
    return this.#whole;
  }

  slice(from: number, to: number): string {
    return this.within(from, to).whole;
  }

  /** A stretch of it, with all parts that are in it as they are. */
  within(from: number, to: number): PartedText {
    if (from <= 0 && to >= this.length) return this;
    const parts: string[] = [];
    for (let i = lineAt(this.#starts, from); i < this.parts.length; i++) {
      const start = this.#starts[i] as number;
      if (start >= to) break;
      parts.push((this.parts[i] as string).slice(Math.max(0, from - start), to - start));
    }
    return new PartedText(parts);
  }

  /** Where the line of a place starts. Lines end with line feeds. */
  lineStart(place: number): number {
    for (let i = lineAt(this.#starts, place); i >= 0; i--) {
      const start = this.#starts[i] as number;
      const feed = place > start ? (this.parts[i] ?? '').lastIndexOf('\n', place - start - 1) : -1;
      if (feed >= 0) return start + feed + 1;
    }
    return 0;
  }

  /** Where the next line starts, or the text ends. */
  lineEnd(place: number): number {
    for (let i = lineAt(this.#starts, place); i < this.parts.length; i++) {
      const start = this.#starts[i] as number;
      const feed = (this.parts[i] as string).indexOf('\n', Math.max(0, place - start));
      if (feed >= 0) return start + feed + 1;
    }
    return this.length;
  }
}

export const partedOf = (text: string | PartedText): PartedText =>
  typeof text === 'string' ? new PartedText([text]) : text;

/** Letter by letter. */
export const isSameText = (a: PartedText, b: PartedText): boolean =>
  a === b || (a.length === b.length && inCommon(a, b).start === a.length);

/** How many characters two texts have in common at their beginning, and how many beside those at their end. */
export function inCommon(a: PartedText, b: PartedText): { readonly start: number; readonly end: number } {
  const start = commonStart(a, b);
  return { start, end: commonEnd(a, b, start) };
}

function commonStart(a: PartedText, b: PartedText): number {
  const most = Math.min(a.length, b.length);
  const parts = Math.min(a.parts.length, b.parts.length);
  let [i, same] = [0, 0];
  for (; i < parts && a.parts[i] === b.parts[i]; i++) same += (a.parts[i] as string).length;
  const [one = '', other = ''] = [a.parts[i], b.parts[i]];
  const within = Math.min(one.length, other.length);
  const found = longestCommon(within, (from, to) => one.slice(from, to) === other.slice(from, to));
  if (found < within) return same + found;
  // From here on they are cut at other places.
  same += found;
  return (
    same +
    longestCommon(
      most - same,
      (from, to) => a.slice(same + from, same + to) === b.slice(same + from, same + to),
    )
  );
}

function commonEnd(a: PartedText, b: PartedText, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let [i, j, same] = [a.parts.length - 1, b.parts.length - 1, 0];
  for (; i >= 0 && j >= 0 && a.parts[i] === b.parts[j]; i--, j--) {
    const { length } = a.parts[i] as string;
    if (same + length > most) break;
    same += length;
  }
  const [one = '', other = ''] = [a.parts[i], b.parts[j]];
  const within = Math.min(one.length, other.length, most - same);
  const found = longestCommon(within, isSameEnd(one, other));
  same += found;
  return found < within ? same : same + longestCommon(most - same, isSameEnd(a, b, same));
}

/** Whether a stretch is the same in both, `behind` characters left out, counted from their ends. */
const isSameEnd =
  (a: string | PartedText, b: string | PartedText, behind = 0) =>
  (from: number, to: number): boolean =>
    a.slice(a.length - behind - to, a.length - behind - from) ===
    b.slice(b.length - behind - to, b.length - behind - from);

/** So much is compared at once: the engine compares a block as fast as memory allows, and character by character only a script would. */
const BLOCK = 65_536;

/** `isSame`: of a stretch, counted from the end they are compared from. */
function longestCommon(most: number, isSame: (from: number, to: number) => boolean): number {
  let low = 0;
  while (low < most && isSame(low, Math.min(low + BLOCK, most))) low = Math.min(low + BLOCK, most);
  let high = Math.min(low + BLOCK, most);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isSame(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
