import type { FileEvent, RemoteConsole, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE, MISNAMED_FILE, readConfig } from '../core/configFile.js';
import type { Given } from '../core/readSettings.js';
import { type Folders, keyOf } from './folders.js';
import type { LongDocument } from './longDocument.js';
import type { WorkspaceFiles } from './reading.js';

/** Keeps what the configuration file in each folder of the workspace gives. An open text counts more than the disk. */
export interface ConfigFiles {
  /** Reads those of all folders. */
  readAll(): Promise<void>;
  /** Files have changed on disk. */
  follow(changes: readonly FileEvent[]): void;
}

export interface ConfigOptions {
  readonly documents: TextDocuments<LongDocument>;
  readonly console: RemoteConsole;
  readonly files: WorkspaceFiles | undefined;
  /** Those of now. */
  readonly folders: () => Folders;
  /** Takes what the file of a folder gives; nothing where there is none. */
  readonly take: (folder: string, given: Given) => void;
}

/** The uri is of a configuration file, whether or not of a folder of the workspace. */
export const isConfigFile = (uri: string): boolean => uri.endsWith(`/${CONFIG_FILE}`);

/** It is meant as one, and is none. */
export const isMisnamed = (uri: string): boolean => uri.endsWith(`/${MISNAMED_FILE}`);

export function createConfigFiles({ documents, console, files, folders, take }: ConfigOptions): ConfigFiles {
  const folderOf = (uri: string): string | undefined =>
    isConfigFile(uri) ? folders().uris.find((folder) => keyOf(fileIn(folder)) === keyOf(uri)) : undefined;
  const openTextIn = (folder: string): string | undefined =>
    documents
      .all()
      .find(({ uri }) => folderOf(uri) === folder)
      ?.getText();

  async function read(folder: string): Promise<void> {
    const onDisk = await files?.read(fileIn(folder)).catch(() => undefined);
    // It may have been opened, or the folder closed, in the meantime.
    const text = openTextIn(folder) ?? onDisk;
    if (!folders().uris.includes(folder)) return;
    const { given, problems } = readConfig(text ?? '');
    take(folder, given);
    if (text === undefined || text !== onDisk) return;
    const document = TextDocument.create(fileIn(folder), 'yaml', 0, text);
    for (const { span, message } of problems.slice(0, MOST_LOGGED))
      console.warn(`${document.uri}:${document.positionAt(span.start).line + 1}: ${message}`);
  }

  // One after the other, so that what was read last is what is on disk.
  let work = Promise.resolve();
  function readIn(some: readonly string[]): Promise<void> {
    work = work
      .then(async () => {
        for (const folder of some) await read(folder);
      })
      .catch((error) => console.warn(`${CONFIG_FILE}: ${String(error)}`));
    return work;
  }

  documents.onDidChangeContent(({ document }) => {
    const folder = folderOf(document.uri);
    if (folder !== undefined) take(folder, readConfig(document.getText()).given);
  });
  documents.onDidClose(({ document }) => {
    const folder = folderOf(document.uri);
    if (folder !== undefined) void readIn([folder]);
  });

  return {
    readAll: () => readIn(folders().uris),
    follow(changes) {
      const changed = changes.flatMap(({ uri }) => folderOf(uri) ?? []);
      if (changed.length > 0) void readIn([...new Set(changed)]);
    },
  };
}

/** More problems of a file are shown where it is open. */
const MOST_LOGGED = 5;

/** Editors differ in whether a folder ends with a slash. */
const fileIn = (folder: string): string => `${folder.replace(/\/+$/, '')}/${CONFIG_FILE}`;
