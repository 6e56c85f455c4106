import { commands, type ExtensionContext, languages, type TextDocument, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { followYaml } from './besideYaml.js';
import { createClient, DOCUMENTS } from './client.js';
import { registerCommands } from './commands.js';
import { createPages } from './pages.js';
import { showStatus } from './statusBar.js';

let client: LanguageClient | undefined;

export function activate(extension: ExtensionContext): LanguageClient {
  client = createClient(extension);
  const pages = createPages(client);
  extension.subscriptions.push(
    pages,
    registerCommands(client, pages),
    showStatus(client),
    followYaml(client),
  );
  void commands.executeCommand('setContext', 'vpcCni.isActive', true);
  startWithFirstDocument(client, extension);
  return client;
}

export async function deactivate(): Promise<void> {
  if (client?.isRunning()) await client.stop();
}

/** Newer VS Code activates what waits for JSON on every start, with no such document open. */
function startWithFirstDocument(client: LanguageClient, extension: ExtensionContext): void {
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
