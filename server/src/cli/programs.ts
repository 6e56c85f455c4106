import { createRequire } from 'node:module';
import type * as Mcp from '../mcp.js';
import { answersIn, folderNamed } from './assistant.js';

/** The build puts programs of their own beside the command line. They are large, and most commands want none of them. */
const beside = createRequire(import.meta.url);

/** How an editor and the language server speak to each other; at most one of them is set. */
export interface Transports {
  readonly stdio?: true;
  readonly nodeIpc?: true;
  readonly socket?: number;
  readonly pipe?: string;
  /** The folder for what V8 compiled of it. */
  readonly compiled?: string;
}

/** Runs the language server, until its client ends it. It finds its transport in the arguments of this process by itself. */
export function runLanguageServer({ stdio, nodeIpc, socket, pipe, compiled }: Transports): void {
  if (!stdio && !nodeIpc && socket === undefined && pipe === undefined) process.argv.push('--stdio');
  // It takes the folder from the arguments, too.
  beside(compiled === undefined ? './server.js' : './start.js');
}

/** Answers an assistant, until it ends. Undefined: there is no such folder. */
export function runAssistantServer(folder: string, version: string): true | undefined {
  const found = folderNamed(folder);
  if (found === undefined) return undefined;
  // Names of files are told as from there.
  process.chdir(found);
  const { serveAssistant }: typeof Mcp = beside('./mcp.js');
  serveAssistant(answersIn(found, version));
  return true;
}
