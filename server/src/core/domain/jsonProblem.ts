/** What keeps a text from being JSON, and where. Half-open offsets. */
export interface JsonProblem {
  readonly start: number;
  readonly end: number;
  /** A sentence without its full stop. */
  readonly message: string;
}

/** The first problem of a text as strict readers of JSON find it, Go's among them; undefined: it is JSON, or too deep to tell. */
export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const found = new Scan(text).problem();
    return found === TOO_DEEP ? undefined : found;
  }
}

const MAX_DEPTH = 200;
const TOO_DEEP: JsonProblem = { start: 0, end: 0, message: '' };

class Scan {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  problem(): JsonProblem {
    return (
      this.#value(0) ?? this.#rest() ?? { start: 0, end: this.#text.length, message: 'The text is no JSON' }
    );
  }

  /** Behind the value. */
  #rest(): JsonProblem | undefined {
    this.#blanks();
    return this.#at < this.#text.length
      ? this.#here('More follows behind the end of the document')
      : undefined;
  }

  #value(depth: number): JsonProblem | undefined {
    if (depth > MAX_DEPTH) return TOO_DEEP;
    this.#blanks();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#list('}', () => this.#entry(depth));
      case '[':
        return this.#list(']', () => this.#value(depth + 1));
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  #list(close: string, item: () => JsonProblem | undefined): JsonProblem | undefined {
    this.#at++;
    let comma: number | undefined;
    for (;;) {
      this.#blanks();
      if (this.#text[this.#at] === close) {
        this.#at++;
        return comma === undefined
          ? undefined
          : {
              start: comma,
              end: comma + 1,
              message: `A comma too many: JSON takes none in front of the closing ${NAMES[close]}`,
            };
      }
      const problem = item();
      if (problem) return problem;
      this.#blanks();
      const next = this.#text[this.#at];
      comma = next === ',' ? this.#at : undefined;
      if (next === ',') this.#at++;
      else if (next !== close)
        return this.#here(`A comma or the closing ${NAMES[close]} is missing in front of this`);
    }
  }

  #entry(depth: number): JsonProblem | undefined {
    if (this.#text[this.#at] !== '"') return this.#here('A key in double quotes belongs here');
    const problem = this.#string();
    if (problem) return problem;
    this.#blanks();
    if (this.#text[this.#at] !== ':') return this.#here('A colon is missing behind the key');
    this.#at++;
    return this.#value(depth + 1);
  }

  #string(): JsonProblem | undefined {
    const start = this.#at;
    STRING.lastIndex = start;
    const found = STRING.exec(this.#text)?.[0];
    if (found === undefined) {
      const line = /^[^\r\n]*/.exec(this.#text.slice(start, start + 200))?.[0].length ?? 1;
      return {
        start,
        end: start + line,
        message: 'The text that begins here has no end, or holds what JSON does not take',
      };
    }
    this.#at += found.length;
    return undefined;
  }

  #word(): JsonProblem | undefined {
    WORD.lastIndex = this.#at;
    const found = WORD.exec(this.#text)?.[0];
    if (found === undefined) return this.#here('A value belongs here');
    if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(found)) {
      this.#at += found.length;
      return undefined;
    }
    return this.#here(
      found.startsWith("'")
        ? 'Texts go in double quotes'
        : 'A value of JSON, such as a text in double quotes, belongs here',
    );
  }

  #here(message: string): JsonProblem {
    const start = Math.min(this.#at, this.#text.length);
    if (start === this.#text.length) {
      const last = this.#text.trimEnd().length;
      return { start: Math.max(0, last - 1), end: last, message: 'The text ends before the document does' };
    }
    if (/^(?:#|\/\/|\/\*)/.test(this.#text.slice(start, start + 2))) {
      const line = /^[^\r\n]*/.exec(this.#text.slice(start, start + 200))?.[0].length ?? 1;
      return { start, end: start + line, message: 'JSON has no comments' };
    }
    WORD.lastIndex = start;
    const end = start + (WORD.exec(this.#text)?.[0].length ?? 1);
    return { start, end, message };
  }

  #blanks(): void {
    BLANKS.lastIndex = this.#at;
    this.#at += BLANKS.exec(this.#text)?.[0].length ?? 0;
  }
}

const NAMES: Readonly<Record<string, string>> = { '}': 'brace', ']': 'bracket' };
const BLANKS = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what JSON does not take.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /[^\s{}[\]:,"]+/y;
