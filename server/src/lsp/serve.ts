import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  type InitializeParams,
  type InitializeResult,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { complaintText } from '../core/complaints.js';
import { readSettings } from '../core/readSettings.js';
import { type DocumentParams, STATUS_CHANGED } from '../protocol.js';
import { FIX_ALL, registerAnswers } from './answers.js';
import { registerCodeLens } from './codeLens.js';
import { createConfigFiles } from './configFiles.js';
import { registerDiagnostics } from './diagnostics.js';
import { registerExplorer } from './explorer.js';
import { guard } from './guard.js';
import { LongDocument } from './longDocument.js';
import { registerNavigation } from './navigation.js';
import { registerPages } from './pages.js';
import type { WorkspaceFiles } from './reading.js';
import { createScanner } from './scanner.js';
import { createWarmUp } from './warmUp.js';
import { Workspace } from './workspace.js';

type Refresh =
  | typeof DiagnosticRefreshRequest.type
  | typeof InlayHintRefreshRequest.type
  | typeof CodeLensRefreshRequest.type;

/** Answers one client over one connection, whatever carries it. `onWarm`: called once, when the first answers have been given and prepared for. */
export function serve(connection: Connection, files: WorkspaceFiles | undefined, onWarm: () => void): void {
  const documents = new TextDocuments(LongDocument);
  const workspace = new Workspace(documents, connection.console, files);
  const guarded = guard(connection.console, (params) => whenRead(workspace, params));
  const configs = createConfigFiles({
    documents,
    console: connection.console,
    files,
    folders: () => workspace.folders,
    take: (folder, given) => {
      if (resettle(() => workspace.give(folder, given))) refresh();
    },
  });
  const scanner = createScanner(connection, workspace, files, configs);
  let client: InitializeParams['capabilities'] = {};
  let pulls = false;

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    pulls = client.textDocument?.diagnostic !== undefined;
    const { workspaceFolders, rootUri } = params;
    scanner.folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    configure(sectionIn(params.initializationOptions));
    return {
      serverInfo: { name: 'vpc-cni' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...(pulls && {
          diagnosticProvider: {
            identifier: 'vpc-cni',
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }),
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '"', '-'] },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
        inlayHintProvider: true,
        codeLensProvider: {},
        documentSymbolProvider: true,
        documentLinkProvider: {},
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        workspaceSymbolProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (client.workspace?.workspaceFolders) scanner.followFolders();
    // Ends with the scanner's first reading.
    workspace.isReading = true;
    await refreshSettings();
    await configs.readAll();
    scanner.start(client);
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    // Nobody tells of a file that another program has written.
    documents.onDidOpen(() => void configs.readAll());
    documents.onDidSave(() => void configs.readAll());
  });
  workspace.onIndexChange(refresh);
  connection.onDidChangeConfiguration(({ settings }) => {
    scanner.reask();
    if (client.workspace?.configuration) void refreshSettings();
    else {
      configure(settings?.vpcCni);
      refresh();
    }
  });

  async function refreshSettings(): Promise<void> {
    if (!client.workspace?.configuration) return;
    try {
      const section: unknown = await connection.workspace.getConfiguration('vpcCni');
      if (configure(section)) refresh();
    } catch (error) {
      connection.console.warn(`settings could not be read: ${String(error)}`);
    }
  }

  /** True where they differ from those in force. */
  function configure(section: unknown): boolean {
    const next = readSettings(section, (complaint) => connection.console.warn(complaintText(complaint)));
    if (JSON.stringify(next) === JSON.stringify(workspace.settings)) return false;
    return resettle(() => {
      workspace.settings = next;
      return true;
    });
  }

  /** Changes settings, and reads files again where they are read otherwise from then on. True where anything changed. */
  function resettle(change: () => boolean): boolean {
    const before = workspace.readingDigest;
    if (!change()) return false;
    if (workspace.readingDigest !== before) scanner.rescan();
    return true;
  }

  function refresh(uris: readonly string[] = documents.all().map(({ uri }) => uri)): void {
    if (pulls) {
      if (client.workspace?.diagnostics?.refreshSupport) ask(DiagnosticRefreshRequest.type);
    } else diagnostics.push(uris);
    if (client.workspace?.inlayHint?.refreshSupport) ask(InlayHintRefreshRequest.type);
    if (client.workspace?.codeLens?.refreshSupport) ask(CodeLensRefreshRequest.type);
    if (client.experimental?.[STATUS_CHANGED]) void connection.sendNotification(STATUS_CHANGED);
  }

  /** A client may refuse what it said it supports. */
  function ask(request: Refresh): void {
    connection.sendRequest(request).catch((error) => {
      connection.console.warn(`${request.method}: ${String(error)}`);
    });
  }

  documents.onDidClose(({ document }) => scanner.reread(document.uri));

  const diagnostics = registerDiagnostics(connection, workspace, guarded, documents, {
    pulls: () => pulls,
    warmUp: createWarmUp(workspace, onWarm),
  });
  registerAnswers(connection, workspace, guarded, () => client);
  registerNavigation(connection, workspace, guarded);
  registerPages(connection, workspace, guarded);
  registerExplorer(connection, workspace, guarded);
  registerCodeLens(connection, workspace, guarded, () => client);

  documents.listen({
    ...connection,
    // Some clients do not count versions.
    onDidChangeTextDocument: (take) =>
      connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
        take({ textDocument: { uri, version: version ?? documents.get(uri)?.version ?? 0 }, contentChanges }),
      ),
  });
  connection.listen();
}

/** What a request is about may still be being read. */
function whenRead(workspace: Workspace, params: unknown): Promise<void> | undefined {
  const { textDocument, uri = textDocument?.uri } = (params ?? {}) as Partial<
    DocumentParams & TextDocumentParams
  >;
  return typeof uri === 'string' ? workspace.whenRead(uri) : undefined;
}

interface TextDocumentParams {
  readonly textDocument: { readonly uri?: unknown };
}

/** Some editors send the section by itself, others with its name around it. */
function sectionIn(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'vpcCni' in options ? options.vpcCni : options;
}
