import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { complaintText } from '../core/complaints.js';
import { allowActions } from '../core/features/allowActions.js';
import { codeActions, fixAll } from '../core/features/codeActions.js';
import { complete } from '../core/features/complete.js';
import { completeConfig } from '../core/features/completeConfig.js';
import { configActions, diagnoseConfig, hoverConfig } from '../core/features/configFile.js';
import { selectedTypes } from '../core/features/density.js';
import { diagnose, type FileFinding } from '../core/features/diagnose.js';
import { documentLinks } from '../core/features/documentLinks.js';
import type { WhereIs } from '../core/features/eniConfigHover.js';
import { hover } from '../core/features/hover.js';
import { inlayHints } from '../core/features/inlayHints.js';
import { instanceTypeRows, status } from '../core/features/status.js';
import { symbols } from '../core/features/symbols.js';
import { readSettings } from '../core/readSettings.js';
import {
  type DocumentParams,
  INSTANCE_TYPES,
  type InstanceTypeRow,
  STATUS,
  STATUS_CHANGED,
  type Status,
} from '../protocol.js';
import { registerCodeLens } from './codeLens.js';
import { createConfigFiles, isConfigFile } from './configFiles.js';
import {
  actionOf,
  completionOf,
  diagnosticOf,
  documentLinkOf,
  hoverOf,
  inlayHintOf,
  symbolOf,
} from './convert.js';
import { registerExplorer } from './explorer.js';
import { guard } from './guard.js';
import { registerNavigation } from './navigation.js';
import { nameIn, registerPages } from './pages.js';
import type { WorkspaceFiles } from './reading.js';
import { createScanner } from './scanner.js';
import { inTurn } from './turns.js';
import { createWarmUp } from './warmUp.js';
import { type Opened, Workspace } from './workspace.js';

type Refresh =
  | typeof DiagnosticRefreshRequest.type
  | typeof InlayHintRefreshRequest.type
  | typeof CodeLensRefreshRequest.type;

const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpcCni`;

/** Answers one client over one connection, whatever carries it. */
export function serve(connection: Connection, files?: WorkspaceFiles): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(documents, connection.console, files);
  const guarded = guard(connection.console);
  const warmUp = createWarmUp(workspace);
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
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
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
    } else for (const uri of uris) schedulePush(uri);
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

  // Clients that do not pull are sent the diagnostics once the messages already received are through. The connection
  // handles one message a turn, so a turn without a change is the sign.
  const due = new Set<string>();
  let changes = 0;
  function schedulePush(uri: string): void {
    if (due.size === 0) settleLater(changes);
    due.add(uri);
    changes++;
  }
  const settleLater = (seen: number): void => inTurn(() => settle(seen));
  function settle(seen: number): void {
    if (changes !== seen) return void settleLater(changes);
    const uris = [...due];
    due.clear();
    push(uris);
  }
  const push = guarded('push diagnostics', undefined, (uris: readonly string[]) => {
    for (const uri of uris) {
      const opened = workspace.open(uri);
      if (!opened) continue;
      const diagnostics = findingsIn(opened).map((finding) =>
        diagnosticOf(opened.document, finding, workspace.index.homes),
      );
      void connection.sendDiagnostics({ uri, version: opened.document.version, diagnostics });
      warmUp(uri);
    }
  });

  /** What is wrong in a document; nothing is said of one that the settings leave out. */
  function findingsIn({ document, analysis }: Opened): FileFinding[] {
    if (isConfigFile(document.uri)) return diagnoseConfig(document.getText());
    return workspace.isIgnored(document.uri) ? [] : diagnose(analysis);
  }

  documents.onDidChangeContent(({ document }) => {
    if (!pulls) schedulePush(document.uri);
  });
  documents.onDidClose(({ document }) => {
    scanner.reread(document.uri);
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(
    guarded('diagnostic', { kind: DocumentDiagnosticReportKind.Full, items: [] }, ({ textDocument }) => {
      const opened = workspace.open(textDocument.uri);
      const items = opened
        ? findingsIn(opened).map((finding) => diagnosticOf(opened.document, finding, workspace.index.homes))
        : [];
      warmUp(textDocument.uri);
      return { kind: DocumentDiagnosticReportKind.Full, items };
    }),
  );

  connection.onHover(
    guarded('hover', null, ({ textDocument, position }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const offset = document.offsetAt(position);
      const answer = isConfigFile(document.uri)
        ? hoverConfig(document.getText(), offset)
        : hover(analysis, offset, workspace.settingsOf(document.uri), types(document.uri), whereIs);
      return answer ? hoverOf(opened.document, answer) : null;
    }),
  );

  connection.onCompletion(
    guarded('completion', null, ({ textDocument, position }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const offset = document.offsetAt(position);
      const answer = isConfigFile(document.uri)
        ? completeConfig(document.getText(), offset)
        : complete(analysis, offset, workspace.settingsOf(document.uri));
      return answer.map((item) => completionOf(opened.document, item));
    }),
  );

  connection.onCodeAction(
    guarded('code action', null, ({ textDocument, range, context }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      // Some clients send no context, or one kind that is not in a list.
      const kinds = context?.only && [context.only].flat();
      const wants = (kind: string) =>
        !kinds || kinds.some((only) => kind === only || kind.startsWith(`${only}.`));
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const all = wants(FIX_ALL)
        ? fixAll(analysis, (text) => workspace.judged(textDocument.uri, text, analysis))
        : undefined;
      const actions = [
        ...(wants(CodeActionKind.QuickFix)
          ? isConfigFile(document.uri)
            ? configActions(document.getText(), span)
            : [...codeActions(analysis, span), ...allowActions(analysis, span)]
          : []),
        ...(all ? [all] : []),
      ];
      return actions.map((action) => actionOf(document, action, workspace.index.homes));
    }),
  );

  connection.languages.inlayHint.on(
    guarded('inlay hint', null, ({ textDocument, range }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return inlayHints(analysis, span, workspace.settingsOf(textDocument.uri), types(textDocument.uri)).map(
        (hint) => inlayHintOf(document, hint),
      );
    }),
  );

  connection.onDocumentSymbol(
    guarded('document symbol', null, ({ textDocument }) => {
      const opened = workspace.open(textDocument.uri);
      return opened ? symbols(opened.analysis).map((symbol) => symbolOf(opened.document, symbol)) : null;
    }),
  );

  registerNavigation(connection, workspace, guarded);

  connection.onDocumentLinks(
    guarded('document link', null, ({ textDocument }) => {
      const opened = workspace.open(textDocument.uri);
      return opened
        ? documentLinks(opened.analysis).map((link) => documentLinkOf(opened.document, link))
        : null;
    }),
  );

  connection.onRequest(
    STATUS,
    guarded('status', null, ({ uri }: DocumentParams): Status | null => {
      const opened = workspace.open(uri);
      return (
        (opened &&
          status(
            opened.analysis,
            workspace.settingsOf(uri),
            workspace.instanceTypes(uri),
            workspace.givenFor(uri),
          )) ??
        null
      );
    }),
  );

  connection.onRequest(
    INSTANCE_TYPES,
    guarded('instance types', [], ({ uri }: DocumentParams): InstanceTypeRow[] =>
      instanceTypeRows(workspace.open(uri)?.analysis, workspace.settingsOf(uri)),
    ),
  );

  registerPages(connection, workspace, guarded);
  registerExplorer(connection, workspace, guarded);
  registerCodeLens(connection, workspace, guarded, () => client);

  const whereIs: WhereIs = (fact, span) => {
    const place = workspace.index.homes.placeOf(fact, span);
    return place && `${nameIn(workspace.folders.uris)(place)}:${place.start.line + 1}`;
  };

  const types = (uri: string) => selectedTypes(workspace.settingsOf(uri), workspace.instanceTypes(uri));

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

/** Some editors send the section by itself, others with its name around it. */
function sectionIn(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'vpcCni' in options ? options.vpcCni : options;
}
