import { commands, type ExtensionContext, languages, type TextDocument, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { followYaml } from './besideYaml.js';
import { createClient, DOCUMENTS } from './client.js';
import { registerCommands } from './commands.js';
import { registerExample } from './example.js';
import { registerExplorer } from './explorer.js';
import { createPages } from './pages.js';
import { showStatus } from './statusBar.js';

let client: BaseLanguageClient | undefined;

export async function activate(extension: ExtensionContext): Promise<BaseLanguageClient> {
  // The same program runs in both hosts of extensions; each takes its own half.
  const { connectIn } = isWorker() ? await import('./worker.js') : await import('./process.js');
  client = createClient(connectIn(extension));
  const pages = createPages(client);
  extension.subscriptions.push(
    pages,
    registerCommands(client, pages),
    registerExample(),
    showStatus(client),
    registerExplorer(client, extension),
    followYaml(client),
  );
  void commands.executeCommand('setContext', 'vpcCni.isActive', true);
  startWithFirstDocument(client, extension);
  return client;
}

export async function deactivate(): Promise<void> {
  if (client?.isRunning()) await client.stop();
}

/** In a browser. A host that is a process may still be shown in one. */
const isWorker = (): boolean =>
  typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';

/** Newer VS Code activates what waits for JSON on every start, with no such document open. */
function startWithFirstDocument(client: BaseLanguageClient, extension: ExtensionContext): void {
  const startFor = (document: TextDocument): boolean => {
    if (languages.match(DOCUMENTS, document) === 0) return false;
    // Where it fails, the client has told the user, who can restart it.
    client.start().catch(() => {});
    return true;
  };
  if (workspace.textDocuments.some(startFor)) return;
  const opening = workspace.onDidOpenTextDocument((document) => startFor(document) && opening.dispose());
  extension.subscriptions.push(opening);
}
