import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { Connect } from './client.js';

declare class Worker {
  constructor(address: string);
  terminate(): void;
}

/** The server is a worker, another one after each restart. */
export const connectIn =
  (extension: ExtensionContext): Connect =>
  (id, name, options) => {
    const address = Uri.joinPath(extension.extensionUri, 'dist/server.js').toString(true);
    let worker: Worker | undefined;
    // Not the worker itself: those of VS Code are no instances of what it calls `Worker`.
    const start = async () => {
      // It leaves by itself, unless it is stuck.
      worker?.terminate();
      worker = new Worker(address);
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient(id, name, start, options);
  };
