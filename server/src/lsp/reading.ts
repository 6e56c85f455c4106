import { sightSteps } from '../core/analysis.js';
import { isOnlyForPolicies, mayBeOurs } from '../core/carriers/marks.js';
import type { Sight } from '../core/model/sight.js';
import type { Settings } from '../core/settings.js';
import { detached } from './detached.js';
import { turn } from './turns.js';
import { MAX_FILES } from './walk.js';
import { fileOf, type Indexed, indexed, type Reading } from './workspaceIndex.js';

/** How the server reads a workspace, where it may. */
export interface WorkspaceFiles {
  /** Manifests in a folder and below it; none where there is no such folder. */
  list(folder: string, options: ListOptions): Promise<Listing>;
  /** Undefined: not there, no file, not readable, or too large to be a manifest. */
  read(uri: string): Promise<string | undefined>;
  /** `.gitignore` files leave out what is at a path of a folder, with slashes. */
  isIgnored(folder: string, path: string, isFolder: boolean): boolean;
  /** `.gitignore` files may have changed. */
  forgetIgnored(): void;
}

export interface Listing {
  /** Those near the top first. */
  readonly uris: readonly string[];
  /** Nothing was left out that is wanted. */
  readonly isComplete: boolean;
}

export interface ListOptions {
  /** By uri: folders to look into, and files to list. */
  readonly enters: (uri: string) => boolean;
  readonly wants: (uri: string) => boolean;
  readonly signal?: AbortSignal;
}

/** A workspace in which more characters say something is known in part. */
const MAX_SIZE = 40_000_000;

/**
 * Reads all manifests of the folders that are wanted. What the editor asks meanwhile is answered between two files. Files that
 * say something to policies alone are left for later where there are no policies: most files of a workspace may be such.
 */
export async function readFolders(
  folders: readonly string[],
  files: WorkspaceFiles,
  settingsOf: (uri: string) => Settings,
  { signal, enters, wants, mayRead, wantsAll, progress }: ReadOptions,
): Promise<Reading> {
  // Folders may hold each other.
  const listed = new Set<string>();
  let isComplete = true;
  for (const folder of folders) {
    const listing = await files.list(folder, { enters, wants, signal });
    for (const uri of listing.uris) listed.add(uri);
    isComplete &&= listing.isComplete;
  }
  const uris = [...listed].slice(0, MAX_FILES);
  const found: Indexed[] = [];
  let later: string[] = [];
  const known = new Map<string, string>();
  let [size, done] = [0, 0];
  /** False: it is too much, or nobody waits for it any more. */
  const take = async (uri: string, text: string): Promise<boolean> => {
    // A mistake of ours about one file is not the end of the others.
    const said = await readSight(uri, text, settingsOf(uri), known).then(indexed, () => {
      isComplete = false;
      return undefined;
    });
    if (said) {
      found.push(said);
      size += text.length;
    }
    return !signal.aborted && size <= MAX_SIZE;
  };
  for await (const { uri, text } of textsOf(uris, files, mayRead)) {
    if (done++ % 50 === 0) progress(done, uris.length);
    const isOurs = text !== undefined && mayBeOurs(text);
    if (isOurs && isOnlyForPolicies(text)) later.push(uri);
    // Files of others say nothing, but where they are.
    else if (!(await take(uri, isOurs ? text : ''))) return { found, later, isComplete: false };
  }
  if (wantsAll() || found.some(({ sight }) => sight.cluster.policies.length > 0)) {
    for await (const { uri, text } of textsOf(later, files, mayRead))
      if (text !== undefined && !(await take(uri, text))) return { found, later, isComplete: false };
    later = [];
  }
  return { found, later, isComplete: isComplete && listed.size === uris.length };
}

/** What a file on disk says. `known`: see `detached`. */
export async function readSight(
  uri: string,
  text: string,
  settings: Settings,
  known = new Map<string, string>(),
): Promise<Sight> {
  const steps = sightSteps(fileOf(uri), text, settings);
  for (;;) {
    await turn();
    const { done, value } = steps.next();
    if (done) return detached(value, known);
  }
}

/** How many files are read ahead: the disk takes its time, and so does what is read. */
const AHEAD = 8;

async function* textsOf(uris: readonly string[], files: WorkspaceFiles, mayRead: ReadOptions['mayRead']) {
  const read = async (uri: string) => ({ uri, text: mayRead(uri) ? await files.read(uri) : undefined });
  const ahead = uris.slice(0, AHEAD).map(read);
  for (let i = 0; i < uris.length; i++) {
    const next = uris[i + AHEAD];
    if (next !== undefined) ahead.push(read(next));
    const text = await ahead.shift();
    if (text) yield text;
  }
}

export interface ReadOptions extends Pick<ListOptions, 'enters' | 'wants'> {
  readonly signal: AbortSignal;
  /** Not of files that are open: of these the editor has the text. */
  readonly mayRead: (uri: string) => boolean;
  /** There is a policy in an open file: what policies select is wanted. */
  readonly wantsAll: () => boolean;
  readonly progress: (done: number, all: number) => void;
}
