import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { type Answers, createServer } from './mcp/tools.js';

export type { Answers, Refused } from './mcp/tools.js';

/** More than a text and paths of the greatest length take, written as JSON. */
const MOST_BYTES = 16_000_000;

/** Answers an assistant over standard input and output, until it ends the input. */
export function serveAssistant(answers: Answers): void {
  // Named, since the half of the library for browsers has neither.
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MOST_BYTES });
  serveStdio(() => createServer(answers), {
    transport,
    onerror: (error) => process.stderr.write(`vpc-cni mcp: ${error.message}\n`),
  });
}
