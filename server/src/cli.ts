#!/usr/bin/env node
import { run } from './cli/run.js';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `| head` has seen enough. The run goes on, for its exit status.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`vpc-cni: ${error.message}\n`);
    process.exit(2);
  });
}

void run(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
