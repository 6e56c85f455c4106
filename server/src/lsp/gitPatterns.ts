import ignore, { type Ignore } from 'ignore';

/** What git finds in the folders below some top, by their paths from there with slashes; '' is the top itself. */
export interface GitFolders {
  /** Lines of the `.gitignore` in a folder. */
  readonly linesIn: (folder: string) => readonly string[];
  readonly isRepository: (folder: string) => boolean;
  /** As git does where the disk does not tell `A` from `a`. */
  readonly ignoreCase?: boolean;
}

/**
 * What `.gitignore` files leave out below a top. Patterns are kept until the value is dropped. A repository inside another
 * goes by its own files.
 */
export class GitPatterns {
  /** By folder. */
  readonly #known = new Map<string, Rules>();
  readonly #folders: GitFolders;

  constructor(folders: GitFolders) {
    this.#folders = folders;
  }

  /** Also what is in a folder that is left out; never the top. */
  leavesOut(path: string, isFolder: boolean): boolean {
    if (path === '') return false;
    const { top, patterns } = this.#rulesOf(folderOf(path));
    const name = top === '' ? path : path.slice(top.length + 1);
    if (patterns?.ignores(isFolder ? `${name}/` : name)) return true;
    return this.leavesOut(top, true);
  }

  #rulesOf(folder: string): Rules {
    const known = this.#known.get(folder);
    if (known) return known;
    const isTop = folder === '' || this.#folders.isRepository(folder);
    const above = isTop ? { top: folder, patterns: undefined } : this.#rulesOf(folderOf(folder));
    const lines = this.#folders.linesIn(folder);
    const rules = lines.length > 0 ? this.#withLines(above, folder, lines) : above;
    this.#known.set(folder, rules);
    return rules;
  }

  /** All patterns start at the same folder, so that of those above and below the last one that fits decides, as it does in git. */
  #withLines({ top, patterns }: Rules, folder: string, lines: readonly string[]): Rules {
    const names = folder.slice(top.length).split('/').filter(Boolean);
    const place = names.map((name) => `${name.replace(/[\\*?[\]]/g, '\\$&')}/`).join('');
    const all = ignore({ ignoreCase: this.#folders.ignoreCase ?? false });
    if (patterns) all.add(patterns);
    return { top, patterns: all.add(lines.flatMap((line) => movedTo(place, line) ?? [])) };
  }
}

interface Rules {
  /** The folder that patterns start at. */
  readonly top: string;
  readonly patterns: Ignore | undefined;
}

/** A pattern as it would be written further up. Undefined: a comment, or nothing. */
function movedTo(place: string, line: string): string | undefined {
  const mark = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(mark.length).replace(/(?<!\\) +$/, '');
  if (line.startsWith('#') || pattern === '' || pattern === '/') return undefined;
  // A slash anywhere but at its end ties it to its folder.
  const isTied = /\/./.test(pattern);
  return `${mark}/${place}${isTied ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}

/** The lines of a `.gitignore`. */
export const gitLines = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/^\uFEFF/, '').split(/\r?\n/);

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
