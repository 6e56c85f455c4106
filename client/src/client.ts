import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** Texts the server looks at, wherever they come from: it finds out by itself which are ours. */
export const DOCUMENTS = ['yaml', 'json', 'jsonc'].map((language) => ({ scheme: '*', language }));

export function createClient(extension: ExtensionContext): LanguageClient {
  const server = { module: extension.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return new LanguageClient('vpcCni', 'VPC CNI', server, {
    documentSelector: DOCUMENTS,
    synchronize: { configurationSection: 'vpcCni' },
  });
}
