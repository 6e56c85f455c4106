import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createWorkspaceFiles } from './node/workspaceFiles.js';

export const disk = createWorkspaceFiles();

/** The library reads the transport from the arguments, and throws where there is none. */
export function connect(): Connection {
  try {
    return createConnection(ProposedFeatures.all);
  } catch {
    process.stderr.write('vpc-cni language server: start it with --stdio, --node-ipc or --socket=PORT\n');
    process.exit(2);
  }
}
