import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  WatchKind,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import { sightIn } from '../core/analysis.js';
import { foldersOf, keyOf, MANIFESTS } from './folders.js';
import type { Workspace } from './workspace.js';
import { fileOf, type WorkspaceFiles } from './workspaceIndex.js';

/** Of a folder that is moved or deleted, VS Code does not tell of the files in it. */
const WATCHERS: FileSystemWatcher[] = [
  { globPattern: MANIFESTS, kind: WatchKind.Change },
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** Keeps the index of the workspace: reads it once, and what changes on disk again. */
export interface Scanner {
  /** Folders that are added or removed from now on count. Of clients that tell of them. */
  followFolders(): void;
  /** Reads the folders, and asks the client to tell of files that change. */
  start(client: ClientCapabilities): void;
  /** Reads all folders anew, in the background; a reading that is under way ends. Nothing before the start. */
  rescan(): void;
  /** A file is no longer open: what is on disk counts again. */
  reread(uri: string): void;
}

export function createScanner(
  connection: Connection,
  workspace: Workspace,
  files: WorkspaceFiles | undefined,
): Scanner {
  let running = new AbortController();
  let isStarted = false;
  const warn = (error: unknown) => connection.console.warn(`workspace: ${String(error)}`);

  // One after the other, so that what was read last is what is on disk.
  let work = Promise.resolve();
  function enqueue(next: () => Promise<void>): void {
    work = work
      .then(next)
      .catch(warn)
      .then(() => workspace.indexChanged());
  }

  const mayRead = (uri: string): boolean =>
    isStarted && workspace.settings.readWorkspace && workspace.folders.wants(uri) && !workspace.isOpen(uri);

  async function scan(own: AbortController): Promise<void> {
    const { uris } = workspace.folders;
    if (!files || uris.length === 0 || own.signal.aborted) return;
    const progress = showProgress(connection, () => own.abort());
    try {
      await workspace.index.scan(uris, files, workspace.settings, {
        signal: own.signal,
        wants: mayRead,
        progress: progress.report,
      });
    } catch (error) {
      if (!own.signal.aborted) throw error;
    } finally {
      progress.done();
    }
  }

  /** Also of a file that is gone. */
  async function read(uri: string): Promise<void> {
    const text = mayRead(uri) ? await files?.read(uri) : undefined;
    if (workspace.isOpen(uri)) return;
    if (text === undefined || !mayRead(uri)) workspace.index.delete(uri);
    else workspace.index.set(sightIn(fileOf(uri), text, workspace.settings));
  }

  async function follow(changes: readonly FileEvent[]): Promise<void> {
    const { holds, wants } = workspace.folders;
    const of = (type: FileChangeType) =>
      changes.flatMap((change) => (change.type === type ? change.uri : []));
    workspace.forget(of(FileChangeType.Deleted));
    const found = new Map(changes.flatMap(({ uri }) => (wants(uri) ? [[keyOf(uri), uri]] : [])));
    // It may be a folder that was moved here.
    for (const uri of of(FileChangeType.Created)) {
      if (!files || wants(uri) || !holds(uri)) continue;
      for (const file of await files.list(uri)) found.set(keyOf(file), file);
    }
    for (const uri of found.values()) await read(uri);
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (isStarted && workspace.settings.readWorkspace) enqueue(() => follow(changes));
  });

  const scanner: Scanner = {
    followFolders() {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => keyOf(uri)));
        const left = workspace.folders.uris.filter((uri) => !gone.has(keyOf(uri)));
        workspace.folders = foldersOf([...left, ...added.map(({ uri }) => uri)]);
        scanner.rescan();
      });
    },
    start(client) {
      isStarted = true;
      scanner.rescan();
      if (!files || !client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS }).catch(warn);
    },
    rescan() {
      if (!isStarted) return;
      running.abort();
      const own = new AbortController();
      running = own;
      workspace.clearIndex();
      if (workspace.settings.readWorkspace) enqueue(() => scan(own));
    },
    reread(uri) {
      enqueue(() => read(uri));
    },
  };
  return scanner;
}

/** Shows how far a reading is. Nothing waits for the client, which may refuse that or never answer. */
function showProgress(connection: Connection, cancel: () => void) {
  let shown: WorkDoneProgressServerReporter | undefined;
  let isDone = false;
  connection.window
    .createWorkDoneProgress()
    .then((created) => {
      created.begin('VPC CNI', 0, 'reading manifests', true);
      created.token.onCancellationRequested(cancel);
      if (isDone) created.done();
      else shown = created;
    })
    .catch((error) => connection.console.warn(`progress: ${String(error)}`));
  return {
    report: (done: number, all: number) => shown?.report((100 * done) / all),
    done: () => {
      isDone = true;
      shown?.done();
    },
  };
}
