import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCompiled } from './node/compiled.js';

// node start.js [--compiled=FOLDER] …: the language server beside it; with a folder, sooner from the second time on.
const beside = createRequire(import.meta.url);
const server = beside.resolve('./server.js');
const { compiled } = parseArgs({ options: { compiled: { type: 'string' } }, strict: false }).values;
if (typeof compiled === 'string' && compiled !== '') runCompiled(server, path.resolve(compiled));
else beside(server);
