/** Where and how much: each mutator makes of these what it can. */
export interface Step {
  readonly mutator: MutatorName;
  /** A place in the text, of 65536. */
  readonly at: number;
  readonly length: number;
  /** Which of several. */
  readonly pick: number;
}

type Mutator = (text: string, step: Omit<Step, 'mutator'>, other: string) => string;

/** What people type, paste and leave behind, and what has upset readers of YAML and JSON. */
const SCRAPS = [
  ...[
    '\n',
    '\n\n',
    '\n---\n',
    '---',
    '...\n',
    '--- |\n',
    '%YAML 1.1\n---\n',
    '  ',
    '\t',
    '\r',
    '\r\n',
    '\f',
    '\v',
  ],
  ...[
    '- ',
    ': ',
    ':',
    '?',
    '? ',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    ' # ',
    '@',
    '`',
    '|',
    '>',
    '|2-\n',
    '>+\n',
  ],
  ...[
    '&a ',
    '*a',
    '*a : b',
    '<<: *a\n',
    '<<: [*a, *a]\n',
    '!!binary ',
    '!!set {a, b}',
    '!!int "x"',
    '!<tag:x> ',
    '! ',
  ],
  ...[
    '\uFEFF',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u200b',
    '\u202e',
    'é',
    '中',
    '😀',
    'e\u0301',
  ],
  ...['\ud83d', '\ude00', '\ufffe', '\uffff', '\u007f', '\u00a0'],
  ...[
    '{{',
    '}}',
    '{{- if .Values.x }}\n',
    '{{- end }}\n',
    '{{ .Values.x | quote }}',
    '{{/*',
    '*/}}',
    '{%',
    '%}',
    '{% for x in y %}',
  ],
  ...['${X}', '${', '%{ if x }', '<% x %>', '<%', '$(X)', '$((', '`x`', '!Ref X', '!Sub "${X}"', 'Fn::Sub'],
  ...[
    'null',
    '~',
    'true',
    'yes',
    'off',
    '0',
    '-1',
    '1e999',
    '-0',
    '0x1F',
    '0o17',
    '.inf',
    '.nan',
    '1_000',
    '1:30:00',
  ],
  ...[
    '99999999999999999999999',
    '9007199254740993',
    '1e-400',
    '00000000001',
    '2026-01-01',
    '18446744073709551616',
  ],
  ...[
    '10.0.0.0/8',
    '10.0.0.0/33',
    '::/0',
    'fd00::/8',
    '255.255.255.255/0',
    '/24',
    '10.0.0.0/99999999999999999999',
  ],
  ...[
    '__proto__: 1\n',
    'constructor: {}\n',
    'toString: x\n',
    'hasOwnProperty: 1\n',
    '"": 1\n',
    '? {a: b}\n: c\n',
    '[a]: b\n',
  ],
  ...[
    'kind: ENIConfig\n',
    'kind: List\nitems:\n',
    'kind: DaemonSet\n',
    'kind: __proto__\n',
    'aws-node',
    'spec:\n',
    'env:\n',
  ],
  ...[
    'subnet: subnet-0aa1bb2cc3dd4ee5f\n',
    '- sg-0aa1bb2cc3dd4ee5f\n',
    'podSelector: {}\n',
    'operator: in\n',
  ],
  ...[
    '# vpc-cni allow fatal-value because',
    '# vpc-cni allow ',
    'WARM_IP_TARGET',
    'value: "5"\n',
    'valueFrom:\n',
    'm5.large',
  ],
];

/** Keys and values that names from documents are looked up by. */
const NAMES = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '',
    ' ',
    '0',
    '-1',
    'length',
  ],
  ...[
    'kind',
    'name',
    'env',
    'value',
    'items',
    'spec',
    'metadata',
    'null',
    '~',
    '<<',
    '*',
    '&',
    '!',
    '{}',
    '[]',
    '{{ x }}',
  ],
];

/** Each opens a level: repeated, they nest. */
const LEVELS = [
  ...[
    '[',
    '{a: ',
    '- ',
    '{"a":',
    '? ',
    '[[',
    '{',
    '"',
    '\n- - ',
    '!!seq [',
    '&a [',
    '*a [',
    '{{ if x }}',
    '{{',
    '("',
  ],
  ...['${', '%{ if x }', '{% if x %}', '<<: {', '\\"', "''", '|\n ', '(', '$('],
];

/** Behind a key, a dash or what is between braces. */
const VALUE =
  /(?<=[\w"']: |^ *- |[[{,] ?)(?:"[^"\n]*"|'[^'\n]*'|\{[^{}\n]*\}|\[[^[\]\n]*\]|[\w./-]+)(?=[ \t]*(?:[,\]}]|\r?$))/m;
/** In front of such, or of a block below its key. */
const ANCHORED = new RegExp(`(?<=\\w:)(?=\\r?\\n)|(?=${VALUE.source})`, 'm');

const CONFLICT = (ours: string, theirs: string): string =>
  `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> branch\n`;

const place = (text: string, at: number): number => Math.floor((at * (text.length + 1)) / 65_536);

const of = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;

const replaced = (text: string, start: number, length: number, put: string): string =>
  text.slice(0, start) + put + text.slice(start + length);

/** Lines with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Changes some lines from the one at a place on. */
function onLines(
  text: string,
  { at, length }: Omit<Step, 'mutator'>,
  change: (lines: readonly string[], all: readonly string[]) => readonly string[],
): string {
  const lines = linesOf(text);
  const first = Math.min(lines.length - 1, Math.floor((at * lines.length) / 65_536));
  const some = lines.slice(first, first + 1 + (length % 8));
  return [...lines.slice(0, first), ...change(some, lines), ...lines.slice(first + some.length)].join('');
}

/** Repeats a text until it is so long, within what a case may cost. */
const upTo = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / Math.max(1, text.length)));

const bomb = (levels: number, width: number, asMap: boolean): string => {
  const rows = ['a0: &a0 [x, x]'];
  for (let i = 1; i <= levels; i++) {
    const alias = Array.from({ length: width }, (_, j) => (asMap ? `k${j}: *a${i - 1}` : `*a${i - 1}`)).join(
      ', ',
    );
    rows.push(`a${i}: &a${i} ${asMap ? `{${alias}}` : `[${alias}]`}`);
  }
  return `${rows.join('\n')}\n`;
};

/** Each makes another text of one; `other` is one to take parts of. */
const MUTATORS = {
  insert: (text, { at, pick }) => replaced(text, place(text, at), 0, of(SCRAPS, pick)),
  overwrite: (text, { at, length, pick }) => replaced(text, place(text, at), length % 40, of(SCRAPS, pick)),
  remove: (text, { at, length }) => replaced(text, place(text, at), 1 + (length % 60), ''),
  cut: (text, { at, pick }) => (pick % 2 ? text.slice(0, place(text, at)) : text.slice(place(text, at))),
  'remove lines': (text, step) => onLines(text, step, () => []),
  'double lines': (text, step) => onLines(text, step, (lines) => [...lines, ...lines]),
  'move lines': (text, step) =>
    onLines(text, step, (lines, all) => [of(all, step.pick), ...lines.toReversed()]),
  indent: (text, step) =>
    onLines(text, step, (lines) =>
      lines.map((line) => of([' ', '  ', '\t', '    ', ' \t'], step.pick) + line),
    ),
  outdent: (text, step) =>
    onLines(text, step, (lines) => lines.map((line) => line.replace(/^[ \t]{1,2}/, ''))),
  comment: (text, step) => onLines(text, step, (lines) => lines.map((line) => `# ${line}`)),
  quote: (text, step) =>
    onLines(text, step, (lines) =>
      lines.map((line) =>
        line.replace(/(?<=: |- )([^\s#].*?)(?=\r?\n?$)/, (_, value) =>
          of(
            [
              `"${value}"`,
              `'${value}'`,
              `|\n  ${value}`,
              `>-\n      ${value}`,
              `!!str ${value}`,
              `&x ${value}`,
              `"${value}`,
            ],
            step.pick,
          ),
        ),
      ),
    ),
  unquote: (text, { at }) => {
    const found = text.slice(place(text, at)).search(/["'[\]{}]/);
    return found < 0 ? text : replaced(text, place(text, at) + found, 1, '');
  },
  'name of a key': (text, step) =>
    onLines(text, step, (lines) => lines.map((line) => line.replace(/[\w./-]+(?=:)/, of(NAMES, step.pick)))),
  value: (text, step) =>
    onLines(text, step, (lines) =>
      lines.map((line) => line.replace(/(?<=: |- ).*?(?=\r?\n?$)/, of([...NAMES, ...SCRAPS], step.pick))),
    ),
  alias: (text, { at, length, pick }) => {
    const lines = linesOf(text);
    const places = [...lines.keys()].filter((i) => ANCHORED.test(lines[i] ?? ''));
    const first = places[Math.floor((at * places.length) / 65_536)] ?? 0;
    const valueIn = (i: number): string | undefined => VALUE.exec(lines[i] ?? '')?.[0];
    const below = places.filter((i) => i > first && valueIn(i) !== undefined);
    // What is written several times is written once; or any value becomes the same, which seldom is one further up.
    const same = below.filter((i) => valueIn(i) === valueIn(first));
    const any = of(length % 16 === 0 || below.length === 0 ? places : below, length >> 4);
    const referring = pick % 2 && same.length > 0 ? same : [any];
    const name = of(['a', 'b', 'x.0', 'c'], pick >> 1);
    return lines
      .map((line, i) => {
        if (i === first)
          return line.replace(
            ANCHORED,
            (_, at: number) => `${/\s/.test(line[at - 1] ?? '') ? '' : ' '}&${name} `,
          );
        return referring.includes(i) ? line.replace(VALUE, `*${name}`) : line;
      })
      .join('');
  },
  conflict: (text, step) => onLines(text, step, (lines) => [CONFLICT(lines.join(''), `${lines.at(-1)}`)]),
  'windows line ends': (text, { pick }) =>
    pick % 3 === 0
      ? text.replaceAll('\n', '\r\n')
      : text.replace(/\n/g, (_, i) => ((i + pick) % 3 ? '\n' : '\r\n')),
  'old line ends': (text, { pick }) =>
    pick % 2 ? text.replaceAll('\n', '\r') : text.replace(/\n/g, (_, i) => ((i + pick) % 5 ? '\n' : '\r')),
  tabs: (text, { pick }) => (pick % 2 ? text.replaceAll('  ', '\t') : text.replace(/: /g, ':\t')),
  splice: (text, { at, pick }, other) =>
    text.slice(0, place(text, at)) + other.slice(place(other, (at + pick * 4096) % 65_536)),
  'other inside': (text, { at, length, pick }, other) => {
    const start = place(other, (pick * 257) % 65_536);
    return replaced(text, place(text, at), 0, other.slice(start, start + length));
  },
  'other document': (text, _, other) => `${text}\n---\n${other}`,
  'json inside': (text, step) =>
    onLines(text, step, (lines) => [
      `json: ${JSON.stringify({ env: { a: lines, b: [{}, null, 1.5e300] } })}\n`,
      ...lines,
    ]),
  'as a text': (text, { pick }) =>
    pick % 2
      ? `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\naddons:\n  - name: vpc-cni\n    configurationValues: |-\n${text.replace(/^/gm, '      ')}\n`
      : `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\naddons:\n  - name: vpc-cni\n    configurationValues: ${JSON.stringify(text)}\n`,
  'as an item': (text) =>
    `apiVersion: v1\nkind: List\nitems:\n${text.replace(/^/gm, '    ').replace(/^ {4}/, '  - ')}\n`,
  nest: (text, { at, length, pick }) =>
    replaced(text, place(text, at), 0, of(LEVELS, pick).repeat(1 + (length % 200))),
  'nest lines': (text, { at, length }) => {
    const rows = Array.from({ length: 1 + (length % 100) }, (_, i) => `${' '.repeat(i)}a:\n`);
    return replaced(text, place(text, at), 0, `\n${rows.join('')}`);
  },
  'small bomb': (text, { at, length, pick }) =>
    replaced(text, pick % 2 ? 0 : place(text, at), 0, bomb(1 + (length % 3), 2 + (pick % 3), pick % 4 < 2)),
  'half a character': (text, { at }) => replaced(text, place(text, at), 1, '\ud83d'),
  'any character': (text, { at, length, pick }) =>
    replaced(text, place(text, at), length % 3, String.fromCharCode((pick * 31 + length) % 65_536)),
  // Seldom: each of these costs as much as hundreds of others.
  bomb: (text, { length, pick }) => `${bomb(2 + (length % 12), 2 + (pick % 9), pick % 4 < 2)}${text}`,
  'nest deep': (text, { at, length, pick }) =>
    replaced(text, place(text, at), 0, of(LEVELS, pick).repeat(1000 * (1 + (length % 50)))),
  'long line': (text, { at, pick }) =>
    replaced(text, place(text, at), 0, upTo(of(SCRAPS, pick).replaceAll('\n', '') || 'x', 100_000)),
  'long text': (text, { at, pick }) =>
    replaced(text, place(text, at), 0, upTo(of([...SCRAPS, ...LEVELS], pick), 20_000)),
  'endless line': (text, { at, pick }) =>
    replaced(text, place(text, at), 0, upTo(of(['x', ' ', '"', '- ', '{{', '#', 'é😀'], pick), 10_000_000)),
  'many documents': (text, { pick }) => upTo(`${text}\n---\n`, Math.min(150_000, text.length * (20 + pick))),
  'many lines': (text, step) =>
    onLines(text, step, (lines) => [upTo(lines.join(''), Math.min(60_000, lines.join('').length * 300))]),
} satisfies Readonly<Record<string, Mutator>>;

export type MutatorName = keyof typeof MUTATORS;

export const MUTATOR_NAMES = Object.keys(MUTATORS) as readonly MutatorName[];
/** Those that cost as much as hundreds of others. */
export const DEAR: readonly MutatorName[] = [
  'bomb',
  'nest deep',
  'long line',
  'long text',
  'many documents',
  'many lines',
];
/** Those that cost as much as thousands. */
export const DEAREST: readonly MutatorName[] = ['endless line'];

/** The text after all steps, one after the other. */
export const mutated = (text: string, steps: readonly Step[], other: string): string =>
  steps.reduce((now, { mutator, ...step }) => (MUTATORS[mutator] as Mutator)(now, step, other), text);
