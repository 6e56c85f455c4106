import { runMocha } from './mocha.js';

export const run = (): Promise<void> =>
  runMocha(async () => {
    await import('./suites/activation.js'); // First: nothing may have opened a manifest before.
    await import('./suites/diagnostics.js');
    await import('./suites/language.js');
    await import('./suites/nodes.js');
    await import('./suites/pages.js');
    await import('./suites/codeLenses.js');
    await import('./suites/settings.js');
    await import('./suites/configFile.js');
    await import('./suites/foreign.js');
    // In a browser the server is no process that could be killed.
    if (!('importScripts' in globalThis)) await import('./suites/crashes.js');
  });
