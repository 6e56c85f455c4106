/**
 * Globs as VS Code has them: `*` and `?` in a part of a path, `**` for any number of parts, `{a,b}`, `[a-z]`, `[!a]`. All else
 * stands for itself. Globs come with a repository that anybody may have written: what a path is compared with grows with the
 * lengths of both, never faster. Undefined: it is too long to be one.
 */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const budget = { left: MOST_ALTERNATIVES };
  const alternatives = pattern.length > LONGEST ? undefined : expanded(pattern, budget);
  const globs = alternatives?.map((alternative) => withoutRepeats(alternative.split('/')).map(partOf));
  return globs && ((path) => globs.some((glob) => matches(glob, path === '' ? [] : path.split('/'))));
}

const LONGEST = 1000;
const MOST_ALTERNATIVES = 200;

/** One character of a part of a path, or any number of them. */
type Token = '*' | ((char: string) => boolean);
type Part = '**' | readonly Token[];

/** The texts that braces stand for; undefined: there are too many. */
function expanded(pattern: string, budget: { left: number }): string[] | undefined {
  const group = firstGroup(pattern);
  if (!group) return --budget.left < 0 ? undefined : [pattern];
  const found: string[] = [];
  for (const choice of group.choices) {
    const each = expanded(group.before + choice + group.after, budget);
    if (!each) return undefined;
    found.push(...each);
  }
  return found;
}

/** What stands in the first braces that close and hold a comma, cut at the commas that are in no braces further in. */
function firstGroup(pattern: string) {
  const opened: { readonly at: number; readonly commas: number[] }[] = [];
  let group: { start: number; end: number; commas: readonly number[] } | undefined;
  for (let i = 0; i < pattern.length && !group; i++) {
    const char = pattern[i];
    if (char === '{') opened.push({ at: i, commas: [] });
    else if (char === ',') opened.at(-1)?.commas.push(i);
    else if (char === '}') {
      const closed = opened.pop();
      if (closed && closed.commas.length > 0) group = { start: closed.at, end: i, commas: closed.commas };
    }
  }
  if (!group) return undefined;
  const { start, end, commas } = group;
  const cuts = [start, ...commas, end];
  return {
    before: pattern.slice(0, start),
    choices: cuts.slice(1).map((cut, i) => pattern.slice((cuts[i] ?? start) + 1, cut)),
    after: pattern.slice(end + 1),
  };
}

/** `**` once is as good as twice. */
const withoutRepeats = (parts: readonly string[]): string[] =>
  parts.filter((part, i) => part !== '**' || parts[i - 1] !== '**');

function partOf(text: string): Part {
  if (text === '**') return text;
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const [set] = char === '[' ? (/^\[[!^]?[^\]]+\]/.exec(text.slice(i)) ?? []) : [];
    if (set !== undefined) {
      tokens.push(oneOf(set));
      i += set.length - 1;
    } else if (char === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else tokens.push(char === '?' ? () => true : (other) => other === char);
  }
  return tokens;
}

/** `[a-z_]`, or all but those: `[!a-z_]`. */
function oneOf(set: string): (char: string) => boolean {
  const isNegated = /^\[[!^]/.test(set);
  const inside = set.slice(isNegated ? 2 : 1, -1);
  const ranges = [...inside.matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, one = '']) => [
    from ?? one,
    to ?? one,
  ]);
  return (char) => ranges.some(([from = '', to = '']) => from <= char && char <= to) !== isNegated;
}

/** All places in the glob that the parts so far may lead to are followed at once. */
function matches(glob: readonly Part[], path: readonly string[]): boolean {
  let here = reached(glob, [0]);
  for (const part of path) {
    const next = [...here].flatMap((at) => {
      const wanted = glob[at];
      if (wanted === '**') return [at, at + 1];
      return wanted !== undefined && matchesPart(wanted, part) ? [at + 1] : [];
    });
    if (next.length === 0) return false;
    here = reached(glob, next);
  }
  return here.has(glob.length);
}

// `**` may stand for nothing: `a/**` is `a`, too. Not so behind a star, or `*/**` would be the files beside.
function reached(glob: readonly Part[], from: readonly number[]): ReadonlySet<number> {
  const all = new Set<number>();
  for (const start of from) {
    let at = start;
    all.add(at);
    while (glob[at] === '**' && !(at === glob.length - 1 && glob[at - 1]?.at(-1) === '*')) all.add(++at);
  }
  return all;
}

/** Of several stars only the last need be tried again with one character more. */
function matchesPart(tokens: readonly Token[], part: string): boolean {
  let [token, char] = [0, 0];
  let star: { readonly token: number; char: number } | undefined;
  while (char < part.length) {
    const wanted = tokens[token];
    if (wanted === '*') star = { token: token++, char };
    else if (wanted?.(part[char] ?? '')) {
      token++;
      char++;
    } else if (star) {
      token = star.token + 1;
      char = ++star.char;
    } else return false;
  }
  while (tokens[token] === '*') token++;
  return token === tokens.length;
}
