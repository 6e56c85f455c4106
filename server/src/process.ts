import type { Connection } from 'vscode-languageserver';
import { WARM } from './node/warm.js';
import { createWorkspaceFiles } from './node/workspaceFiles.js';

export const disk = createWorkspaceFiles();

export const onWarm = (): void => WARM.publish(undefined);

export async function connect(): Promise<Connection> {
  const args = process.argv.slice(2);
  // The library would look after that process every three seconds as soon as it is loaded.
  process.argv = process.argv.filter((arg) => !arg.startsWith('--clientProcessId'));
  const { connectAs } = await import('./node/connecting.js');
  const connection = connectAs(args);
  if (connection) return connection;
  process.stderr.write('vpc-cni language server: start it with --stdio, --node-ipc or --socket=PORT\n');
  return process.exit(2);
}
