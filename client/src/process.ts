import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Connect } from './client.js';
import { compiledIn, forgetOlder } from './compiled.js';

/**
 * Analyses make short-lived objects, for which V8 would set aside far more than they need, and hold on to it: this limit (MB) halves
 * what a long file takes. The C library (where it is glibc) keeps what threads that compile give back, unless they share one heap that it trims.
 */
const SPARING = {
  execArgv: ['--max-semi-space-size=4'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' },
};

/** The server is a process of its own. */
export const connectIn =
  (extension: ExtensionContext): Connect =>
  (id, name, options) => {
    const module = extension.asAbsolutePath('dist/start.js');
    const args = [`--compiled=${compiledIn(extension)}`];
    const server = { module, args, transport: TransportKind.ipc, options: SPARING };
    void forgetOlder(extension);
    return new LanguageClient(id, name, server, options);
  };
