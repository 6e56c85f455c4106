import picocolors from 'picocolors';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** How to write for who reads it. */
export interface Look {
  readonly colours: Colours;
  /** Somebody sits before it; otherwise a program reads it. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** What lines are cut at where nobody says how much there is room for, and the most that is easily read. */
const [USUAL, WIDEST] = [80, 100];

/** `choice`: what `--color` and `--no-color` say. */
export function lookOf(stream: NodeJS.WriteStream, choice: boolean | undefined): Look {
  const isTerminal = stream.isTTY === true && process.env.TERM !== 'dumb';
  return {
    colours: picocolors.createColors(choice ?? wanted(process.env) ?? isTerminal),
    isTerminal,
    columns: Math.min(stream.columns || USUAL, WIDEST),
  };
}

/** As https://no-color.org and https://force-color.org have it; of the two the latter wins, as in Node. */
function wanted({ FORCE_COLOR, NO_COLOR }: NodeJS.ProcessEnv): boolean | undefined {
  if (FORCE_COLOR) return !/^(0|false)$/i.test(FORCE_COLOR);
  return NO_COLOR ? false : undefined;
}

/** Little at a time costs a call of the system each. */
const CHUNK = 1 << 15;

/** Writes as fast as the reader takes it, and no longer than it does. */
export async function write(parts: Iterable<string>, stream: NodeJS.WriteStream): Promise<void> {
  let text = '';
  for (const part of parts) {
    text += part;
    if (text.length < CHUNK) continue;
    if (!(await taken(stream, text))) return;
    text = '';
  }
  if (text !== '') await taken(stream, text);
}

/** False: the reader has gone. */
function taken(stream: NodeJS.WriteStream, text: string): Promise<boolean> {
  if (stream.errored || stream.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    stream.write(text, (error) => resolve(!error));
  });
}

/**
 * Characters that move the cursor, or begin another line, in plain sight: a manifest may hold anything. CI systems take commands
 * such as `##[error]` and `##vso[…]` wherever they stand in a line: these are told apart, too.
 */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (character) => {
    const named = NAMED[character];
    return named ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|#(?=#\w*\[)/g;

/** The name of a file at the beginning of a line, where GitHub takes `::error …` for a command. */
export const visibleName = (file: string): string => visible(/^\s*::/.test(file) ? `./${file}` : file);

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
