import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
} from 'vscode-languageserver';
import { clusterIn } from '../core/analysis.js';
import type { Workspace } from './workspace.js';
import type { WorkspaceFiles } from './workspaceIndex.js';

const MANIFESTS = '**/*.{yaml,yml,json}';

/** Keeps the index of the workspace: reads it once, and what changes on disk again. */
export interface Scanner {
  folders: readonly string[];
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
  let client: ClientCapabilities | undefined;
  const warn = (error: unknown) => connection.console.warn(`workspace: ${String(error)}`);

  async function scan({ signal }: AbortController): Promise<void> {
    if (!files || scanner.folders.length === 0) return;
    const progress = client?.window?.workDoneProgress
      ? await connection.window.createWorkDoneProgress()
      : undefined;
    progress?.begin('VPC CNI', 0, 'reading manifests', true);
    const cancelled = progress?.token.onCancellationRequested(() => running.abort());
    try {
      await workspace.index.scan(scanner.folders, files, workspace.settings, {
        signal,
        skip: (uri) => workspace.isOpen(uri),
        progress: (done, all) => progress?.report((100 * done) / all),
      });
    } finally {
      cancelled?.dispose();
      progress?.done();
      workspace.indexChanged();
    }
  }

  async function read(uri: string): Promise<void> {
    if (!files || workspace.isOpen(uri)) return;
    const text = workspace.settings.readWorkspace && isInside(uri) ? await files.read(uri) : undefined;
    if (workspace.isOpen(uri)) return;
    if (text === undefined) workspace.index.delete(uri);
    else workspace.index.set(uri, clusterIn(text, workspace.settings));
    workspace.indexChanged();
  }

  const isInside = (uri: string): boolean => scanner.folders.some((folder) => uri.startsWith(`${folder}/`));

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Deleted) workspace.index.delete(uri);
      else read(uri).catch(warn);
    }
    workspace.indexChanged();
  });

  const scanner: Scanner = {
    folders: [],
    start(capabilities) {
      client = capabilities;
      this.rescan();
      if (!files || !client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: MANIFESTS }] })
        .catch(warn);
    },
    rescan() {
      if (!client) return;
      running.abort();
      running = new AbortController();
      workspace.index.clear();
      if (workspace.settings.readWorkspace) scan(running).catch(warn);
    },
    reread(uri) {
      read(uri).catch(warn);
    },
  };
  return scanner;
}

/** Folders of the workspace, without a slash at the end. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map((uri) => uri.replace(/\/$/, ''));
}
