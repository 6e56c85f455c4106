import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type TextDocuments,
} from 'vscode-languageserver';
import { diagnoseConfig, misnamed } from '../core/features/configFile.js';
import { findingsIn } from '../core/features/diagnose.js';
import { type ShownFinding, shown } from '../core/features/shown.js';
import { createBursts } from './bursts.js';
import { isConfigFile, isMisnamed } from './configFiles.js';
import { diagnosticOf } from './convert.js';
import type { guard } from './guard.js';
import type { LongDocument } from './longDocument.js';
import { inTurn } from './turns.js';
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
  documents: TextDocuments<LongDocument>,
  { pulls, warmUp }: { readonly pulls: () => boolean; readonly warmUp: (uri: string) => void },
): Diagnostics {
  const bursts = createBursts();

  // Clients that do not pull are sent the diagnostics once the messages already received are through. The connection
  // handles one message a turn, so a turn without a change is the sign.
  const due = new Set<string>();
  const held = new Set<string>();
  let changes = 0;
  function schedulePush(uri: string): void {
    if (due.size === 0) settleLater(changes);
    due.add(uri);
    changes++;
  }
  const settleLater = (seen: number): void => inTurn(() => settle(seen));
  function settle(seen: number): void {
    if (changes !== seen) return void settleLater(changes);
    const uris = [...due].filter((uri) => !isHeld(uri));
    due.clear();
    send(uris);
  }
  /** True while it is read, and in a burst: then it is due again. */
  function isHeld(uri: string): boolean {
    if (held.has(uri)) return true;
    const over = workspace.whenRead(uri) ?? (bursts.left(uri) > 0 ? bursts.ended(uri) : undefined);
    if (!over) return false;
    held.add(uri);
    void over.then(() => {
      held.delete(uri);
      schedulePush(uri);
    });
    return true;
  }
  const send = guarded('push diagnostics', undefined, (uris: readonly string[]) => {
    for (const uri of uris) {
      const opened = workspace.open(uri);
      if (!opened) continue;
      bursts.looked(uri);
      void connection.sendDiagnostics({
        uri,
        version: opened.document.version,
        diagnostics: diagnosticsIn(opened),
      });
      warmUp(uri);
    }
  });

  /** What a client is told of a document; nothing of one that the settings leave out. */
  function shownIn({ document, analysis }: Opened): readonly ShownFinding[] {
    if (isConfigFile(document.uri))
      return shown({ found: diagnoseConfig(document.getText()), located: (found) => found });
    if (isMisnamed(document.uri)) return [misnamed(document.getText())];
    return workspace.isIgnored(document.uri) ? [] : shown(findingsIn(analysis));
  }

  const diagnosticsIn = (opened: Opened): Diagnostic[] =>
    shownIn(opened).map((finding) => diagnosticOf(opened.document, finding, workspace.index.homes));

  documents.onDidChangeContent(({ document }) => {
    bursts.changed(document.uri);
    if (!pulls()) schedulePush(document.uri);
  });
  documents.onDidClose(({ document }) => {
    if (!pulls()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  const full = (items: Diagnostic[]): DocumentDiagnosticReport => ({
    kind: DocumentDiagnosticReportKind.Full,
    items,
  });
  const pulled = guarded('diagnostic', full([]), ({ textDocument: { uri } }: DocumentDiagnosticParams) => {
    const opened = workspace.open(uri);
    bursts.looked(uri);
    warmUp(uri);
    return full(opened ? diagnosticsIn(opened) : []);
  });
  connection.languages.diagnostics.on((params, token) => {
    const { uri } = params.textDocument;
    if (bursts.left(uri) === 0) return pulled(params, token);
    return bursts.ended(uri, token).then(() => pulled(params, token));
  });

  return {
    push: (uris) => {
      for (const uri of uris) schedulePush(uri);
    },
  };
}
