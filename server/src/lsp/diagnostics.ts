import { type Connection, DocumentDiagnosticReportKind, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnoseConfig, misnamed } from '../core/features/configFile.js';
import { diagnose, type FileFinding } from '../core/features/diagnose.js';
import { isConfigFile, isMisnamed } from './configFiles.js';
import { diagnosticOf } from './convert.js';
import type { guard } from './guard.js';
import { inTurn } from './turns.js';
import { createWarmUp } from './warmUp.js';
import type { Opened, Workspace } from './workspace.js';

/** Sends what is wrong in documents to clients that do not ask for it, and answers those that do. */
export interface Diagnostics {
  /** To be sent again, once the messages already received are through. */
  readonly push: (uris: readonly string[]) => void;
}

export function registerDiagnostics(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
  documents: TextDocuments<TextDocument>,
  pulls: () => boolean,
): Diagnostics {
  const warmUp = createWarmUp(workspace);

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
    send(uris);
  }
  const send = guarded('push diagnostics', undefined, (uris: readonly string[]) => {
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
    if (isMisnamed(document.uri)) return [misnamed(document.getText())];
    return workspace.isIgnored(document.uri) ? [] : diagnose(analysis);
  }

  documents.onDidChangeContent(({ document }) => {
    if (!pulls()) schedulePush(document.uri);
  });
  documents.onDidClose(({ document }) => {
    if (!pulls()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
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

  return {
    push: (uris) => {
      for (const uri of uris) schedulePush(uri);
    },
  };
}
