import { createClientFiles } from './lsp/clientFiles.js';
import { createPlacedFiles } from './lsp/placedFiles.js';
import { serve } from './lsp/serve.js';

// One program for processes and for workers of a browser. Each takes its own half, and never runs the other.
const isWorker = typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';
void (isWorker ? import('./worker.js') : import('./process.js')).then(async ({ connect, disk, onWarm }) => {
  const connection = await connect();
  const elsewhere = createClientFiles(connection);
  serve(connection, disk ? createPlacedFiles(disk, elsewhere) : elsewhere, onWarm);
});
