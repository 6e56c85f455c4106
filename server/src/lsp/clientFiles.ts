import { type Connection, ErrorCodes } from 'vscode-languageserver';
import {
  type DocumentParams,
  type FileInFolder,
  READ_FILE,
  READ_FOLDER,
  type ReadFileParams,
} from '../protocol.js';
import { keyOf, MAX_BYTES } from './folders.js';
import { GitPatterns, gitLines } from './gitPatterns.js';
import type { WorkspaceFiles } from './reading.js';
import { type Walkable, walk } from './walk.js';

/**
 * The files of a workspace that only the client can read: in a browser all of them, elsewhere those of virtual workspaces.
 *
 * `.gitignore` files are read along with the folders that are listed, and again with the next listing: what is above a folder
 * of the workspace, or not listed yet, leaves nothing out.
 */
export function createClientFiles(
  connection: Pick<Connection, 'sendRequest'>,
  patience = PATIENCE,
): WorkspaceFiles {
  let isAnswered = true;
  async function answerTo(request: string, params: DocumentParams | ReadFileParams): Promise<unknown> {
    try {
      const answer = await connection.sendRequest<unknown>(request, params);
      // Late is better than never.
      isAnswered = true;
      return answer;
    } catch (error) {
      // Not one of the clients that know of it, or one that is leaving.
      if (error instanceof Error && 'code' in error && error.code === ErrorCodes.MethodNotFound)
        isAnswered = false;
      return undefined;
    }
  }

  /** Undefined: there is no answer, or not such a one. */
  async function ask<T>(
    request: string,
    params: DocumentParams | ReadFileParams,
    isSuch: (answer: unknown) => answer is T,
  ): Promise<T | undefined> {
    if (!isAnswered) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        isAnswered = false;
        resolve(undefined);
      }, patience);
    });
    const answer = await Promise.race([answerTo(request, params), silence]);
    clearTimeout(timer);
    return isSuch(answer) ? answer : undefined;
  }

  // By the keys of folders.
  const lists = new Map<string, string>();
  const repositories = new Set<string>();
  const patterns = new Map<string, GitPatterns>();
  function learn(key: string, list: string | undefined, isRepository: boolean): void {
    if (lists.get(key) === list && repositories.has(key) === isRepository) return;
    patterns.clear();
    if (list === undefined) lists.delete(key);
    else lists.set(key, list);
    if (isRepository) repositories.add(key);
    else repositories.delete(key);
  }

  /** By uris. */
  const client: Walkable<string> = {
    async entriesOf(folder) {
      const entries = await ask(READ_FOLDER, { uri: folder }, areEntries);
      // As before, as far as anybody knows.
      if (!entries) return undefined;
      const has = (wanted: string) => entries.some(({ name }) => name === wanted);
      learn(
        folderKey(folder),
        has('.gitignore') ? await read(within(folder, '.gitignore')) : undefined,
        has('.git'),
      );
      return entries;
    },
    within,
    uriOf: (uri) => uri,
  };
  const read = (uri: string) => ask(READ_FILE, { uri, maxBytes: MAX_BYTES }, isText);

  return {
    list: (folder, options) => walk(folder, client, options),
    read,
    isIgnored(folder, path, isFolder) {
      const top = folderKey(folder);
      const at = (below: string) => (below === '' ? top : `${top}${below}/`);
      const known =
        patterns.get(top) ??
        new GitPatterns({
          linesIn: (below) => gitLines(lists.get(at(below)) ?? ''),
          isRepository: (below) => repositories.has(at(below)),
        });
      patterns.set(top, known);
      return known.leavesOut(path, isFolder);
    },
    // They cannot be read again when they are asked about.
    forgetIgnored: () => {},
  };
}

/** Milliseconds. A client that has not answered by then is not asked again until it does. */
const PATIENCE = 60_000;

const isText = (answer: unknown): answer is string =>
  typeof answer === 'string' && answer.length <= MAX_BYTES;

const areEntries = (answer: unknown): answer is readonly FileInFolder[] =>
  Array.isArray(answer) &&
  answer.every((each) => typeof each?.name === 'string' && typeof each.isFolder === 'boolean');

/** Half a character has no encoding. */
const within = (folder: string, name: string): string =>
  `${folder.replace(/\/+$/, '')}/${encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\uFFFD'))}`;

/** With a slash at its end. */
const folderKey = (uri: string): string => keyOf(`${uri.replace(/\/+$/, '')}/`);
