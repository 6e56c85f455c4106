/** The Node that all servers run on in benchmarks: yaml-language-server 2 needs 22 or newer, and no figure hangs on the Node at hand. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../client/tools/install.mjs';

const VERSION = '24.9.0';
const FOLDER = path.join(ROOT, '.vscode-test', `node-${VERSION}`);

/** Path of its binary; fetched by npm when it is not there. */
export function node24() {
  // What the package `node` picks by an install script; those are off here.
  const name = `node-${os.platform()}-${os.arch()}`;
  const binary = path.join(FOLDER, 'node_modules', name, 'bin/node');
  if (existsSync(binary)) return binary;
  process.stderr.write(`Fetching Node ${VERSION} (${name}) into ${path.relative(ROOT, FOLDER)} …\n`);
  mkdirSync(FOLDER, { recursive: true });
  const args = ['install', '--prefix', FOLDER, '--no-save', '--ignore-scripts', `${name}@${VERSION}`];
  try {
    execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    throw new Error(`npm cannot fetch ${name}@${VERSION}; the benchmark needs it for yaml-language-server`);
  }
  return binary;
}
