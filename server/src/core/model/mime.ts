/** User data of a node: a message of several parts, each with headers of its own. */

/** Lines between its parts, as a pattern; undefined: the text is no such message. */
export function boundaryOf(text: string): string | undefined {
  const head = text.slice(0, 2000);
  if (!/^\s*(?:MIME-Version|Content-Type)[ \t]*:/i.test(head)) return undefined;
  const boundary = /\bboundary[ \t]*=[ \t]*(?:"([^"\r\n]+)"|([^\s;"]+))/i.exec(head);
  return (boundary?.[1] ?? boundary?.[2])?.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
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
