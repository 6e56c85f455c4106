import { EventEmitter } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { EXPLORE_POD_DENSITY, STATUS_CHANGED } from '../../server/src/protocol.js';
import { withoutRepeats } from './besideYaml.js';
import { startAgain } from './crashes.js';
import { answerFiles } from './files.js';

/** Texts the server looks at, wherever they come from: it finds out by itself which are ours. */
export const DOCUMENTS = ['yaml', 'json', 'jsonc'].map((language) => ({ scheme: '*', language }));

/** How a client and its server are brought together, which differs by host. */
export type Connect = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

const statusChanged = new EventEmitter<void>();
/** What was answered about status may be old. For all who ask: a client has room for one listener of a notification. */
export const onStatusChanged = statusChanged.event;

export function createClient(connect: Connect): BaseLanguageClient {
  const client = connect('vpcCni', 'VPC CNI', {
    documentSelector: DOCUMENTS,
    middleware: withoutRepeats,
    errorHandler: startAgain(),
    synchronize: { configurationSection: ['vpcCni', 'files.exclude'] },
  });
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = {
        ...capabilities.experimental,
        [STATUS_CHANGED]: true,
        [EXPLORE_POD_DENSITY]: true,
      };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  });
  client.onNotification(STATUS_CHANGED, () => statusChanged.fire());
  answerFiles(client);
  return client;
}
