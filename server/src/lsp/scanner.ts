import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { CONFIG_FILE } from '../core/configFile.js';
import type { ConfigFiles } from './configFiles.js';
import { askExclusions, NO_EXCLUSIONS } from './exclusions.js';
import { foldersOf, keyOf, MANIFESTS } from './folders.js';
import { showProgress } from './progress.js';
import { readFolders, readSight, type WorkspaceFiles } from './reading.js';
import type { Workspace } from './workspace.js';

/** Of a folder that is moved or deleted, VS Code does not tell of the files in it. */
const WATCHERS: FileSystemWatcher[] = [
  { globPattern: MANIFESTS, kind: WatchKind.Change },
  { globPattern: '**/.gitignore', kind: WatchKind.Change },
  { globPattern: `**/${CONFIG_FILE}`, kind: WatchKind.Change },
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

const NOT_WHOLE =
  'workspace: too large to be read whole, or not all of it can be read; leave folders out with .gitignore or files.exclude';

/** Keeps the index of the workspace: reads it once, and what changes on disk again. */
export interface Scanner {
  /** The folders of the workspace. */
  folders: readonly string[];
  /** Folders that are added or removed from now on count. Of clients that tell of them. */
  followFolders(): void;
  /** Reads the folders, and asks the client to tell of files that change. */
  start(client: ClientCapabilities): void;
  /** Reads all folders anew, in the background; a reading that is under way ends. Nothing before the start. */
  rescan(): void;
  /** The user may want other files left out. */
  reask(): void;
  /** A file is no longer open: what is on disk counts again. */
  reread(uri: string): void;
}

export function createScanner(
  connection: Connection,
  workspace: Workspace,
  files: WorkspaceFiles | undefined,
  configs: ConfigFiles,
): Scanner {
  let running = new AbortController();
  let client: ClientCapabilities | undefined;
  let folders: readonly string[] = [];
  let excluded = NO_EXCLUSIONS;
  const warn = (error: unknown) => connection.console.warn(`workspace: ${String(error)}`);

  // One after the other, so that what was read last is what is on disk.
  let work = Promise.resolve();
  function enqueue(next: () => Promise<void>): void {
    work = work
      .then(next)
      .catch(warn)
      .then(() => workspace.indexChanged());
  }

  const isReading = (): boolean => client !== undefined && workspace.settings.readWorkspace;
  const mayRead = (uri: string): boolean =>
    isReading() && workspace.folders.wants(uri) && !workspace.isOpen(uri);

  /** What is in the folders, and what of it counts, may be other files than before. */
  function redraw(): void {
    files?.forgetIgnored();
    workspace.folders = foldersOf(
      folders,
      (folder, path, isFolder) =>
        excluded.leavesOut(folder, path) ||
        workspace.ignores(folder, path) ||
        (files?.isIgnored(folder, path, isFolder) ?? false),
    );
  }

  /** True where other files are left out than before. */
  async function ask(): Promise<boolean> {
    if (!client?.workspace?.configuration) return false;
    const before = excluded.digest;
    excluded = await askExclusions(connection, folders);
    if (excluded.digest === before) return false;
    redraw();
    return true;
  }

  async function scan(own: AbortController): Promise<void> {
    try {
      await readAll(own);
    } finally {
      if (own === running) workspace.isReading = false;
    }
  }

  async function readAll(own: AbortController): Promise<void> {
    if (!files || folders.length === 0 || own.signal.aborted) return;
    const { enters, wants } = workspace.folders;
    const progress = showProgress(connection, () => own.abort());
    try {
      const reading = await readFolders(folders, files, (uri) => workspace.settingsOf(uri), {
        signal: own.signal,
        enters,
        wants,
        mayRead,
        wantsAll: () => workspace.index.hasPolicies,
        progress: progress.report,
      });
      // Another one has begun.
      if (own !== running || !isReading()) return;
      if (!reading.isComplete && !own.signal.aborted) connection.console.warn(NOT_WHOLE);
      workspace.index.take(reading, ({ name }) => workspace.isOpen(name) && wants(name));
    } finally {
      files.forgetIgnored();
      progress.done();
    }
  }

  /** Also of a file that is gone. */
  async function read(uri: string): Promise<void> {
    const text = mayRead(uri) ? await files?.read(uri) : undefined;
    const sight = text === undefined ? undefined : await readSight(uri, text, workspace.settingsOf(uri));
    if (workspace.isOpen(uri)) return;
    if (sight && mayRead(uri)) workspace.index.set(sight);
    else workspace.index.delete(uri);
  }

  async function follow(changes: readonly FileEvent[]): Promise<void> {
    const { enters, holds, wants } = workspace.folders;
    const of = (type: FileChangeType) =>
      changes.flatMap((change) => (change.type === type ? change.uri : []));
    workspace.forget(of(FileChangeType.Deleted));
    const found = new Map(changes.flatMap(({ uri }) => (wants(uri) ? [[keyOf(uri), uri]] : [])));
    // It may be a folder that was moved here.
    for (const uri of of(FileChangeType.Created)) {
      if (!files || wants(uri) || !holds(uri) || !enters(uri)) continue;
      for (const file of (await files.list(uri, { enters, wants })).uris) found.set(keyOf(file), file);
    }
    for (const uri of found.values()) await read(uri);
  }

  /** Other files count than before, or all of them are to be read as if never seen. */
  function reread(isNew: boolean): void {
    running.abort();
    const own = new AbortController();
    running = own;
    if (isNew || !isReading()) {
      workspace.clearIndex();
      workspace.isReading = isReading();
    }
    if (isReading()) enqueue(() => scan(own));
  }

  workspace.onWanted((uris) =>
    enqueue(async () => {
      try {
        for (const uri of uris) await read(uri);
      } finally {
        workspace.index.laterIsRead();
      }
    }),
  );

  connection.onDidChangeWatchedFiles(({ changes }) => {
    configs.follow(changes);
    if (!isReading()) return;
    enqueue(() => follow(changes));
    if (!changes.some(({ uri }) => workspace.folders.isGitIgnore(uri))) return;
    redraw();
    reread(false);
  });

  const scanner: Scanner = {
    get folders() {
      return folders;
    },
    set folders(uris) {
      folders = uris;
      redraw();
    },
    followFolders() {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => folderKey(uri)));
        const left = folders.filter((uri) => !gone.has(folderKey(uri)));
        scanner.folders = [...left, ...added.map(({ uri }) => uri)];
        enqueue(async () => {
          await configs.readAll();
          await ask();
        });
        reread(false);
      });
    },
    start(capabilities) {
      client = capabilities;
      enqueue(async () => void (await ask()));
      scanner.rescan();
      if (!files || !client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS }).catch(warn);
    },
    rescan() {
      if (client) reread(true);
    },
    reask() {
      enqueue(async () => {
        if (await ask()) reread(false);
      });
    },
    reread(uri) {
      enqueue(() => read(uri));
    },
  };
  return scanner;
}

/** Editors differ in whether they end it with a slash. */
const folderKey = (uri: string): string => keyOf(uri).replace(/\/+$/, '');
