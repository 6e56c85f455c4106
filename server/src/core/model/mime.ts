/** User data of a node: a message of several parts, each with headers of its own. */

/** What is read of a text to see whether it is one. */
export const HEAD = 2000;

/** Lines between its parts, as a pattern; undefined: the text is no such message. */
export function boundaryOf(text: string): string | undefined {
  const head = text.slice(0, HEAD);
  if (!/^\s*(?:MIME-Version|Content-Type)[ \t]*:/i.test(head)) return undefined;
  const boundary = /\bboundary[ \t]*=[ \t]*(?:"([^"\r\n]+)"|([^\s;"]+))/i.exec(head);
  return (boundary?.[1] ?? boundary?.[2])?.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A part of a message, with its headers. */
export interface Part {
  readonly start: number;
  readonly text: string;
  /** `text/x-shellscript`, in lower case; absent: no header tells. */
  readonly type?: string;
}

/** The parts of a message; undefined: the text is no such message. */
export function partsOf(text: string): readonly Part[] | undefined {
  const boundary = boundaryOf(text);
  if (boundary === undefined) return undefined;
  const starts = [...text.matchAll(new RegExp(`^--${boundary}(?=[ \\t\\r\\n]|$)`, 'gm'))].map(
    ({ index }) => index,
  );
  return starts.map((start, i): Part => {
    const part = text.slice(start, starts[i + 1]);
    const headers = part.slice(0, /\n[ \t]*\r?\n/.exec(part)?.index);
    const type = /^Content-Type[ \t]*:[ \t]*([^\s;]+)/im.exec(headers)?.[1]?.toLowerCase();
    return { start, text: part, ...(type !== undefined && { type }) };
  });
}

/** The text without the boundary and the headers in front of a part; of the same length. */
export function withoutHeaders(chunk: string): string {
  const head =
    /^--[^\r\n]+\r?\n(?:[A-Za-z][\w-]*[ \t]*:[^\r\n]*(?:\r?\n|$)(?:[ \t]+\S[^\r\n]*(?:\r?\n|$))*)*/.exec(
      chunk,
    )?.[0];
  if (head === undefined || /^---(?:\s|$)/.test(head) || !/^[A-Za-z-]+[ \t]*:/m.test(head)) return chunk;
  return head.replace(/[^\r\n]/g, ' ') + chunk.slice(head.length);
}
