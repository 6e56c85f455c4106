import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Connect } from './client.js';

/** The server is a process of its own. */
export const connectIn =
  (extension: ExtensionContext): Connect =>
  (id, name, options) => {
    const server = { module: extension.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
    return new LanguageClient(id, name, server, options);
  };
