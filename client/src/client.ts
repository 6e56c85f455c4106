import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { STATUS_CHANGED } from '../../server/src/protocol.js';
import { withoutRepeats } from './besideYaml.js';

/** Texts the server looks at, wherever they come from: it finds out by itself which are ours. */
export const DOCUMENTS = ['yaml', 'json', 'jsonc'].map((language) => ({ scheme: '*', language }));

export function createClient(extension: ExtensionContext): LanguageClient {
  const server = { module: extension.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const client = new LanguageClient('vpcCni', 'VPC CNI', server, {
    documentSelector: DOCUMENTS,
    middleware: withoutRepeats,
    synchronize: { configurationSection: ['vpcCni', 'files.exclude'] },
  });
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { ...capabilities.experimental, [STATUS_CHANGED]: true };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  });
  return client;
}
