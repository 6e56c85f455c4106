import { distance } from 'fastest-levenshtein';
import { type Cidr, explainCidr, type Item, network, parseCidr, splitList, unmap } from './cidr.js';
import { atoi, parseBool, readJson, readTags } from './goParse.js';
import type { Effect, Fault, Reading, Variable } from './variable.js';
import { atLeast, before } from './versions.js';

/** What a row says itself; the rest comes from its factory. */
export type Given<T> = Omit<Variable<T>, 'read' | 'kind' | 'containers' | 'onInvalid' | 'onEmpty'> &
  Partial<Pick<Variable<T>, 'kind' | 'containers' | 'onInvalid' | 'onEmpty'>> & {
    /** What releases before `since` do; absent: the same as when the variable is absent. */
    readonly earlier?: T;
  };

type Made = Pick<Variable, 'kind' | 'onInvalid' | 'onEmpty'> &
  Partial<Pick<Variable, 'values' | 'minimum' | 'maximum' | 'default'>>;

type Read<T> = (text: string, version: string | undefined) => Reading<T>;

/** A row whose text counts only in releases that read the variable. */
function row<T>(absent: T, made: Made, { earlier = absent, ...given }: Given<T>, read: Read<T>): Variable<T> {
  return {
    containers: ['aws-node'],
    ...made,
    ...given,
    read(text, version) {
      if (given.since && before(version, given.since)) return fine(earlier);
      if (given.removed && atLeast(version, given.removed)) return fine(absent);
      return text === undefined ? fine(absent) : read(text, version);
    },
  };
}

export const fine = <T>(value: T): Reading<T> => ({ value, faults: [] });
const faulty = <T>(value: T, ...faults: Fault[]): Reading<T> => ({ value, faults });

export const fault = (
  effect: Effect,
  message: string,
  suggestions: readonly string[] = [],
  {
    safe = false,
    works,
    part,
  }: { readonly safe?: boolean; readonly works?: Fault['works']; readonly part?: Fault['part'] } = {},
): Fault => ({
  effect,
  message,
  suggestions,
  safe: safe && suggestions.length > 0,
  ...(works && { works }),
  ...(part && { part }),
});

// Booleans

interface Switch {
  /** `os.Getenv`: an empty text is as good as none. Otherwise it is one more text that is no boolean. */
  readonly emptyIsAbsent?: boolean;
  /** Finishes a message: what happens to a text that is no boolean. */
  readonly instead?: string;
  /** Before 1.13.0 a shell script read it, and compared with the very text `true`. */
  readonly script?: boolean;
}

/** Read by `strconv.ParseBool`; a text it refuses means the default. */
export function boolean(
  absent: boolean,
  given: Given<boolean>,
  { emptyIsAbsent = false, instead = `${absent}, the default, is used`, script = false }: Switch = {},
): Variable<boolean> {
  const made: Made = {
    kind: 'boolean',
    values: ['true', 'false'],
    default: `${absent}`,
    onInvalid: `A text that Go cannot read as a boolean is logged; ${instead}.`,
    onEmpty: emptyIsAbsent ? `As if absent: ${absent}.` : `Logged as an error; ${instead}.`,
  };
  return row(absent, made, given, (text, version) => {
    if (script && before(version, '1.13.0')) return readScriptSwitch(text);
    const value = parseBool(text);
    if (value !== undefined) return fine(value);
    if (text === '') {
      const empty = fault('default', `is empty, which Go does not read as a boolean; ${instead}.`, [
        given.manifest ?? `${absent}`,
      ]);
      return emptyIsAbsent ? fine(absent) : faulty(absent, empty);
    }
    return faulty(
      absent,
      fault('default', `is not a boolean Go can read; ${instead}.`, ...likelyBoolean(text)),
    );
  });
}

function readScriptSwitch(text: string): Reading<boolean> {
  const value = text === 'true';
  if (value || text === '' || parseBool(text) === false) return fine(value);
  const message = 'counts as false: before 1.13.0 only the exact text true switches this on.';
  return faulty(value, fault('default', message, ...likelyBoolean(text)));
}

const YES = ['true', 't', '1', 'yes', 'y', 'on', 'enable', 'enabled'];
const NO = ['false', 'f', '0', 'no', 'n', 'off', 'disable', 'disabled'];

function likelyBoolean(text: string): [readonly string[], { readonly safe: boolean }] {
  const word = bare(text).toLowerCase();
  if (YES.includes(word)) return [['true'], { safe: true }];
  if (NO.includes(word)) return [['false'], { safe: true }];
  const guess = closest(word, ['true', 'false']);
  return [guess ? [guess] : ['true', 'false'], { safe: false }];
}

/** `yes`, `true`, `no`, `false` in any case, as cni-metrics-helper reads them; all else means the default. */
export function yesOrNo(absent: boolean, given: Given<boolean>): Variable<boolean> {
  const made: Made = {
    kind: 'boolean',
    values: ['true', 'false', 'yes', 'no'],
    default: `${absent}`,
    onInvalid: `Anything but yes, true, no or false, in any case, means ${absent}; 1 and 0 do too.`,
    onEmpty: `As if absent: ${absent}.`,
  };
  return row(absent, made, given, (text) => {
    const word = text.toLowerCase();
    if (word === 'yes' || word === 'true') return fine(true);
    if (word === 'no' || word === 'false') return fine(false);
    if (text === '') return fine(absent);
    const message = `is neither true nor false nor yes nor no; ${absent}, the default, is used.`;
    return faulty(absent, fault('default', message, ...likelyBoolean(text)));
  });
}

// Whole numbers

interface Limits<T> {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly effect: Effect;
  /** Finishes a message: what happens to a number outside the limits or a text that is none. */
  readonly instead: string;
  /** An empty text has the effect of a text that is no number; otherwise it is as good as none. */
  readonly emptyToo?: boolean;
  /** More that may be wrong with a number inside the limits. */
  readonly faults?: (value: number) => readonly Fault[];
  /** How other releases read it; undefined: in the same way. */
  readonly otherwise?: (text: string, version: string | undefined) => Reading<T> | undefined;
}

/** Read by `strconv.Atoi`. */
export function whole<T extends number | undefined>(
  absent: T,
  limits: Limits<T | number>,
  given: Given<T | number>,
): Variable<T | number> {
  const { minimum, maximum, effect, instead, emptyToo = false } = limits;
  const made: Made = {
    kind: 'integer',
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(absent !== undefined && { default: `${absent}` }),
    onInvalid: `Not a whole number, or outside the limits: ${instead}.`,
    onEmpty: emptyToo ? `As a text that is no number: ${instead}.` : 'As if absent.',
  };
  // The nearest number in the limits, unless that one does harm too.
  const offer = (wanted: number | undefined): readonly string[] => {
    const near = wanted === undefined ? absent : clamp(Math.round(wanted), minimum, maximum);
    const harmless = near !== undefined && Number.isSafeInteger(near) && !limits.faults?.(near).length;
    const better = harmless ? near : absent;
    return better === undefined ? [] : [`${better}`];
  };
  return row<T | number>(absent, made, given, (text, version) => {
    const other = limits.otherwise?.(text, version);
    if (other) return other;
    const value = atoi(text);
    if (value === undefined) {
      if (text === '' && !emptyToo) return fine(absent);
      const wrong = text === '' ? 'is empty' : 'is not a whole number in plain digits';
      const { meant, sure } = likelyNumber(text);
      const suggestions = offer(meant);
      const safe = sure && suggestions[0] === `${meant}`;
      return faulty(absent, fault(effect, `${wrong}; ${instead}.`, suggestions, { safe }));
    }
    const near = clamp(value, minimum, maximum);
    if (near === value) return faulty(value, ...(limits.faults?.(value) ?? []));
    const side = near > value ? `below ${near}, the least allowed` : `above ${near}, the most allowed`;
    // What is ignored does no harm; the nearest number might.
    const ignored = effect === 'default' && absent === undefined;
    return faulty(absent, fault(effect, `is ${side}; ${instead}.`, ignored ? [] : offer(near)));
  });
}

export const clamp = (value: number, minimum = -Infinity, maximum = Infinity): number =>
  Math.max(minimum, Math.min(maximum, value));

const UNITS: ReadonlyMap<string, number> = new Map([
  ...['', 's', 'sec', 'second', 'seconds'].map((unit) => [unit, 1] as const),
  ...['m', 'min', 'minute', 'minutes'].map((unit) => [unit, 60] as const),
]);

/** The number a reader sees in ` 5`, `5.0`, `1_000`, `0x10`, `30s`. */
function likelyNumber(text: string): { readonly meant?: number; readonly sure: boolean } {
  const word = bare(text);
  if (/^0x[\da-f]{1,8}$/i.test(word)) return { meant: Number(word), sure: true };
  const [, digits, unit = ''] = /^([+-]?\d[\d_]*(?:\.\d*)?)\s*([a-z]*)$/i.exec(word) ?? [];
  const factor = UNITS.get(unit.toLowerCase());
  if (digits === undefined || factor === undefined) return { sure: false };
  // `5m` may be minutes or a slip of the finger.
  return { meant: Number(digits.replaceAll('_', '')) * factor, sure: factor === 1 };
}

// One word of several

interface Choice<W> {
  /** Another case of a word is another word. */
  readonly exact: boolean;
  readonly effect: Effect;
  /** Finishes a message: what happens to a word that is none of these. */
  readonly instead: string;
  /** An empty text has the effect of any other word; otherwise it is as good as none. */
  readonly emptyToo?: boolean;
  /** Value in effect for any other word. */
  readonly fallback: W;
  /** Words of other programs, in lower case, and what they mean here. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** The text goes into the conflist. */
  readonly conflist?: boolean;
}

/** One of some words, the usual one first. */
export function choice<const W extends string, A extends W | undefined>(
  words: readonly W[],
  absent: A,
  kind: Choice<W | A>,
  given: Given<W | A>,
): Variable<W | A> {
  const { exact, effect, instead, emptyToo = false, fallback } = kind;
  const made: Made = {
    kind: 'choice',
    values: words,
    ...(absent !== undefined && { default: absent }),
    onInvalid: `Any other word${exact ? ', or another case,' : ''}: ${instead}.`,
    onEmpty: emptyToo ? `As any other word: ${instead}.` : 'As if absent.',
  };
  const same = exact
    ? (a: string, b: string) => a === b
    : (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return row<W | A>(absent, made, given, (text, version) => {
    const word = words.find((w) => same(w, text));
    if (word !== undefined) return fine(word);
    if (text === '' && !emptyToo) return fine(absent);
    const broken = kind.conflist ? conflistFaults(text, version) : [];
    if (broken.length > 0) return faulty(fallback, ...broken);
    const listed = `is not ${exact ? 'exactly ' : ''}one of ${words.join(', ')}`;
    const wrong = text === '' ? 'is empty, which is not the same as absent' : listed;
    return faulty(
      fallback,
      fault(effect, `${wrong}; ${instead}.`, ...likelyWord(text, words, kind.synonyms)),
    );
  });
}

function likelyWord(
  text: string,
  words: readonly string[],
  synonyms: Readonly<Record<string, string>> = {},
): [readonly string[], { readonly safe: boolean }] {
  const word = bare(text).toLowerCase();
  const meant =
    words.find((w) => w.toLowerCase() === word) ??
    (Object.hasOwn(synonyms, word) ? synonyms[word] : undefined);
  if (meant !== undefined) return [[meant], { safe: true }];
  const guess = closest(word, words);
  return [guess ? [guess] : words, { safe: false }];
}

// Texts

interface Words<T> {
  /** `os.Getenv`: an empty text is as good as none. */
  readonly emptyIsAbsent?: boolean;
  readonly faults?: (text: string, version: string | undefined) => readonly Fault[];
  /** The value, where it is not the text as it stands. */
  readonly value?: (text: string) => T;
}

/** Taken as it stands. */
export function text<T extends string | undefined>(
  absent: T,
  given: Given<T | string>,
  { emptyIsAbsent = false, faults = () => [], value = (t) => t }: Words<T | string> = {},
): Variable<T | string> {
  const made: Made = {
    kind: 'text',
    ...(absent && { default: absent }),
    onInvalid: 'Any text is taken.',
    onEmpty: emptyIsAbsent || absent === '' ? 'As if absent.' : 'Taken as it is.',
  };
  return row<T | string>(absent, made, given, (written, version) =>
    written === '' && emptyIsAbsent ? fine(absent) : faulty(value(written), ...faults(written, version)),
  );
}

/** The text is copied between the quotes of a JSON file, unescaped: `Replace` in the start program. */
export function conflistFaults(text: string, version: string | undefined): readonly Fault[] {
  if (readJson(`"${text}"`)) return [];
  const what = 'holds a character that breaks the generated conflist';
  return [
    before(version, '1.13.0')
      ? fault('taken', `${what}, so the container runtime cannot read it; leave out quotes and backslashes.`)
      : fault('exits', `${what}, so aws-node exits; leave out quotes and backslashes.`),
  ];
}

// Lists of blocks

/** IPv4 blocks between commas; an item that is none is logged and dropped. Host bits are masked without a word. */
export function cidrList(
  given: Given<readonly Cidr[]>,
  more: (block: Cidr, item: Item) => readonly Fault[] = () => [],
): Variable<readonly Cidr[]> {
  const made: Made = {
    kind: 'cidr-list',
    onInvalid: 'An item that is not an IPv4 block is logged and dropped; the others count.',
    onEmpty: 'No blocks, as if absent.',
  };
  return row<readonly Cidr[]>([], made, given, (list) => {
    if (list === '') return fine([]);
    const items = splitList(list).map((item, i, all) => {
      const parsed = parseCidr(item.text);
      const block = parsed && unmap(parsed);
      if (block?.family === 4) return faulty([network(block)], ...more(block, item));
      return faulty<Cidr[]>(
        [],
        item.text === '' ? emptyItem(list, item, all[i - 1], all[i + 1]) : badItem(item),
      );
    });
    return { value: items.flatMap((i) => i.value), faults: items.flatMap((i) => i.faults) };
  });
}

function badItem({ text, start, end }: Item): Fault {
  const problem = explainCidr(text, 4);
  const message = `${problem?.message ?? 'is not an IPv4 block'}; the plugin logs it and drops it from the list.`;
  // Reading a netmask or a stray blank leaves no choice; everything else is a guess.
  const safe =
    problem?.kind === 'netmask' ||
    (problem?.kind === 'blanks' && parseCidr(text.replace(/\s+/g, '')) !== undefined);
  return fault('drops-item', message, problem?.suggestions, { safe, part: { start, end } });
}

/** Two commas in a row, or one at an end: the comma too many goes with it. */
function emptyItem(list: string, item: Item, previous: Item | undefined, next: Item | undefined): Fault {
  const message = 'leaves an empty item in the list, which the plugin logs and drops.';
  const part = previous
    ? { start: previous.end, end: item.end }
    : { start: 0, end: next?.start ?? list.length };
  return fault('drops-item', message, [''], { safe: true, part });
}

// Tags

/** A JSON object of texts; where it is none, there is no tag at all. */
export function tags(
  given: Given<ReadonlyMap<string, string>>,
  check: (key: string, value: string) => Omit<Fault, 'part' | 'suggestions' | 'safe'> | undefined,
): Variable<ReadonlyMap<string, string>> {
  const made: Made = {
    kind: 'tags',
    default: '{}',
    onInvalid: 'Anything but a JSON object whose values are all texts is logged, and no tag is set.',
    onEmpty: 'No tags, as if absent.',
  };
  const checkAll = (json: string) => {
    const read = readTags(json);
    const entries = 'tags' in read ? [...read.tags] : [];
    return entries.map(([key, value]) => ({ key, value, wrong: check(key, value) }));
  };
  return row<ReadonlyMap<string, string>>(new Map(), made, given, (json) => {
    if (json === '') return fine(new Map());
    const read = readTags(json);
    if ('fault' in read) {
      const message = `${read.fault}; a warning is logged and no tag at all is set.`;
      const meant = likelyTags(json);
      const better = meant !== undefined && checkAll(meant).every(({ wrong }) => !wrong) ? [meant] : [];
      return faulty(new Map(), fault('default', message, better, { safe: true }));
    }
    const checked = checkAll(json);
    return {
      value: new Map(
        checked.flatMap(({ key, value, wrong }) => (wrong?.effect === 'drops-item' ? [] : [[key, value]])),
      ),
      faults: checked.flatMap(({ key, wrong }) =>
        wrong ? [fault(wrong.effect, wrong.message, [], { part: keyIn(json, key) })] : [],
      ),
    };
  });
}

/** Where the key stands, without its quotes; undefined where it is written with escapes. */
function keyIn(json: string, key: string): Fault['part'] {
  const quoted = JSON.stringify(key);
  for (let at = json.indexOf(quoted); at >= 0; at = json.indexOf(quoted, at + 1)) {
    if (/^\s*:/.test(json.slice(at + quoted.length))) return { start: at + 1, end: at + quoted.length - 1 };
  }
  return undefined;
}

/** The same tags with every value a text: numbers and booleans in quotes, single quotes doubled. */
function likelyTags(json: string): string | undefined {
  const doubled = json.includes('"') ? json : json.replaceAll("'", '"');
  const quoted = doubled.replace(/(:\s*)(-?\d[\d.eE+-]*|true|false)(?=\s*[,}])/g, '$1"$2"');
  return 'tags' in readTags(quoted) ? quoted : undefined;
}

// Guesses

/** Without blanks and quotes round it, as a hurried hand may have left them. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();

/** The nearest word, if it is at most two slips away (or `most`) and the slips are fewer than half its letters. */
export function closest(text: string, words: readonly string[], most = 2): string | undefined {
  if (text === '' || text.length > 40) return undefined;
  const [best] = words
    .map((word) => ({ word, slips: distance(text.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= most && slips * 2 < word.length)
    .sort((a, b) => a.slips - b.slips);
  return best?.word;
}
