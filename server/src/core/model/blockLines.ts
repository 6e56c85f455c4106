/** What a line is to those around it: `inside` continues a scalar or brackets that began on a line above. */
export type LineKind = 'blank' | 'comment' | 'inside' | 'text';

/** What the end of a line leaves open. */
type Open = 'nothing' | 'plain' | 'block' | 'double' | 'single' | 'flow';

const [TAB, LF, CR, SPACE, QUOTE, HASH, APOSTROPHE, COMMA, DASH, COLON, QUESTION] = [
  9, 10, 13, 32, 34, 35, 39, 44, 45, 58, 63,
];
const [BACKSLASH, PIPE, GREATER, STAR, AMPERSAND, EXCLAMATION] = [92, 124, 62, 42, 38, 33];
const [BRACKET, BRACE, BRACKET_END, BRACE_END] = [91, 123, 93, 125];

/**
 * Goes through block-style YAML line by line, and knows which of them begin in the middle of something. Of a text that can be
 * read all that it says is so; of one that cannot it says something. What is rare in manifests (anchors, tags, keys that are
 * no plain word or quoted text) it does not try to understand: nothing is certain from there on.
 */
export class BlockLines {
  /** The line read last: where it starts, where the next one does, how many blanks are in front. */
  start = 0;
  next = 0;
  indent = 0;
  kind: LineKind = 'blank';
  /** It begins an item of a list. */
  isDash = false;
  isCertain = true;

  readonly #text: string;
  #open: Open = 'nothing';
  /** The column that what is open, or the value of a key without one, is deeper than. */
  #parent = -1;
  /** Brackets that are open. */
  #depth = 0;
  /** Between brackets, the line above ended in the middle of an unquoted text. */
  #isInWord = false;

  constructor(text: string, at: number) {
    this.#text = text;
    this.next = at;
  }

  /** False: there is no line left, or nothing is certain. */
  read(): boolean {
    const text = this.#text;
    if (!this.isCertain || this.next >= text.length) return false;
    this.start = this.next;
    const lineEnd = text.indexOf('\n', this.start);
    this.next = lineEnd < 0 ? text.length : lineEnd + 1;
    let at = this.start;
    while (text.charCodeAt(at) === SPACE) at++;
    this.indent = at - this.start;
    this.isDash = false;
    const first = this.#char(at);
    if (first === TAB && this.#blank(at) === LF) {
      this.kind = 'blank';
    } else if (first === LF) {
      this.kind = 'blank';
    } else if (this.#isInside(first)) {
      this.kind = 'inside';
      this.#inside(at);
    } else if (first === HASH) {
      this.kind = 'comment';
      this.#open = 'nothing';
    } else {
      this.kind = 'text';
      this.#open = 'nothing';
      if (first === TAB) this.isCertain = false;
      this.#line(at);
    }
    return this.isCertain;
  }

  /** A line break of either form, and the end of the text, are one character. */
  #char(at: number): number {
    if (at >= this.#text.length) return LF;
    const char = this.#text.charCodeAt(at);
    return char === CR && at + 2 >= this.next ? LF : char;
  }

  /** The character behind blanks. */
  #blank(at: number): number {
    return this.#char(this.#afterBlanks(at));
  }

  #afterBlanks(at: number): number {
    let char = this.#char(at);
    while (char === SPACE || char === TAB) char = this.#char(++at);
    return at;
  }

  #isSpace(at: number): boolean {
    const char = this.#char(at);
    return char === SPACE || char === TAB || char === LF;
  }

  #isInside(first: number): boolean {
    switch (this.#open) {
      case 'nothing':
        return false;
      case 'plain':
        return this.indent > this.#parent && first !== HASH;
      case 'block':
        return this.indent > this.#parent;
      default:
        return true;
    }
  }

  #inside(at: number): void {
    switch (this.#open) {
      case 'plain':
        this.#plain(at);
        break;
      case 'double':
      case 'single':
        this.#afterValue(this.#quoted(at, this.#open === 'double' ? QUOTE : APOSTROPHE));
        break;
      case 'flow':
        this.#afterValue(this.#flow(at));
        break;
    }
  }

  /** A line in the middle of nothing: dashes, a key, a value, each of which may be missing. */
  #line(at: number): void {
    let parent = -1;
    this.isDash = this.#char(at) === DASH && this.#isSpace(at + 1);
    while (this.#char(at) === DASH && this.#isSpace(at + 1)) {
      parent = at - this.start;
      at = this.#afterBlanks(at + 1);
    }
    const behind = this.#key(at);
    if (!this.isCertain) return;
    if (behind !== undefined) {
      parent = at - this.start;
      at = this.#afterBlanks(behind);
    }
    // A value alone on its line belongs to the key or dash above; without one the text cannot be read.
    if (parent < 0) parent = this.#parent >= 0 && this.#parent < this.indent ? this.#parent : this.indent;
    this.#parent = parent;
    this.#value(at);
  }

  /** Where the value of a key begins. Undefined: what stands here is none. */
  #key(at: number): number | undefined {
    const first = this.#char(at);
    if (first === QUOTE || first === APOSTROPHE) {
      const end = this.#quoted(at + 1, first);
      const colon = end === undefined ? undefined : this.#afterBlanks(end);
      this.#open = 'nothing';
      return colon !== undefined && this.#char(colon) === COLON && this.#isSpace(colon + 1)
        ? colon + 1
        : undefined;
    }
    if ((first === QUESTION || first === COLON) && this.#isSpace(at + 1)) this.isCertain = false;
    if (isIndicator(first)) return undefined;
    for (let char = first; char !== LF; char = this.#char(++at)) {
      if (char === COLON && this.#isSpace(at + 1)) return at + 1;
      if (char === HASH && this.#isSpace(at - 1)) return undefined;
    }
    return undefined;
  }

  #value(at: number): void {
    const first = this.#char(at);
    switch (first) {
      case LF:
      case HASH:
        break;
      case QUOTE:
      case APOSTROPHE:
        this.#open = first === QUOTE ? 'double' : 'single';
        this.#afterValue(this.#quoted(at + 1, first));
        break;
      case BRACKET:
      case BRACE:
        this.#open = 'flow';
        this.#depth = 0;
        this.#isInWord = false;
        this.#afterValue(this.#flow(at));
        break;
      case PIPE:
      case GREATER: {
        do at++;
        while (/[-+\d]/.test(this.#text[at] ?? ''));
        this.#open = 'block';
        if (!this.#isRest(at)) this.isCertain = false;
        break;
      }
      case AMPERSAND:
      case STAR:
      case EXCLAMATION:
        this.isCertain = false;
        break;
      default:
        this.#open = 'plain';
        this.#plain(at);
    }
  }

  /** Unquoted text goes on below, unless a comment ends it. */
  #plain(at: number): void {
    const rest = this.#text.slice(at, this.next);
    for (let found = rest.indexOf('#'); found >= 0; found = rest.indexOf('#', found + 1)) {
      if (this.#isSpace(at + found - 1)) {
        this.#open = 'nothing';
        return;
      }
    }
  }

  /** Behind the closing quote. Undefined: it is not on this line. */
  #quoted(at: number, quote: number): number | undefined {
    for (let char = this.#char(at); char !== LF; char = this.#char(++at)) {
      if (char === BACKSLASH && quote === QUOTE) {
        if (this.#char(at + 1) === LF) return undefined;
        at++;
      } else if (char === quote) {
        if (quote === QUOTE || this.#char(at + 1) !== APOSTROPHE) return at + 1;
        at++;
      }
    }
    return undefined;
  }

  /** Behind the last closing bracket. Undefined: it is not on this line. */
  #flow(at: number): number | undefined {
    let isInWord = this.#isInWord;
    for (let char = this.#char(at); char !== LF; char = this.#char(++at)) {
      if (char === SPACE || char === TAB) continue;
      if (char === HASH && this.#isSpace(at - 1)) break;
      const isStart = !isInWord;
      isInWord = false;
      if (char === BRACKET || char === BRACE) {
        // In the middle of a word, readers differ.
        if (!isStart) this.isCertain = false;
        this.#depth++;
      } else if (char === BRACKET_END || char === BRACE_END) {
        if (--this.#depth === 0) return at + 1;
      } else if (char === COMMA || (char === COLON && this.#isSpace(at + 1))) {
        // A word may begin.
      } else if (isStart && (char === QUOTE || char === APOSTROPHE)) {
        const end = this.#quoted(at + 1, char);
        const behind = end === undefined ? undefined : this.#blank(end);
        // Of several lines, or before something odd: read as a whole.
        if (end === undefined || behind === undefined || !ENDS_QUOTED.has(behind)) {
          this.isCertain = false;
          return undefined;
        }
        at = this.#afterBlanks(end) - 1;
        if (behind === COLON) at++;
      } else if (isStart && isIndicator(char)) {
        this.isCertain = false;
      } else {
        isInWord = true;
      }
    }
    this.#isInWord = isInWord;
    return undefined;
  }

  /** Only a comment may follow what closes itself. */
  #afterValue(end: number | undefined): void {
    if (end === undefined) return;
    this.#open = 'nothing';
    if (!this.#isRest(end)) this.isCertain = false;
  }

  #isRest(at: number): boolean {
    const next = this.#afterBlanks(at);
    const char = this.#char(next);
    return char === LF || (char === HASH && next > at);
  }
}

/** What begins something else than an unquoted text. */
const isIndicator = (char: number): boolean => INDICATORS.has(char);
const INDICATORS = new Set([AMPERSAND, STAR, EXCLAMATION, PIPE, GREATER, BRACKET, BRACE, HASH, LF]);

/** What may follow a quoted text between brackets. */
const ENDS_QUOTED = new Set([COMMA, COLON, BRACKET_END, BRACE_END, LF, HASH]);
