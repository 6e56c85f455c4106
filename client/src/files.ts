import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type DocumentParams,
  type FileInFolder,
  READ_FILE,
  READ_FOLDER,
  type ReadFileParams,
} from '../../server/src/protocol.js';

/** Reads for the server what is on no disk of its own: in a browser, and in virtual workspaces. */
export function answerFiles(client: BaseLanguageClient): void {
  client.onRequest(READ_FOLDER, ({ uri }: DocumentParams) => readFolder(Uri.parse(uri)));
  client.onRequest(READ_FILE, ({ uri, maxBytes }: ReadFileParams) => readFile(Uri.parse(uri), maxBytes));
}

/** Null, here and below: not there, not ours to read, or not of the workspace. */
async function readFolder(uri: Uri): Promise<FileInFolder[] | null> {
  if (!isOurs(uri)) return null;
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return entries.map(([name, type]) => ({ name, isFolder: type === FileType.Directory }));
  } catch {
    return null;
  }
}

async function readFile(uri: Uri, maxBytes: number): Promise<string | null> {
  if (!isOurs(uri)) return null;
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > maxBytes) return null;
    const bytes = await workspace.fs.readFile(uri);
    // Not all that provide files know their sizes beforehand.
    return bytes.length > maxBytes ? null : decode(bytes);
  } catch {
    return null;
  }
}

const isOurs = (uri: Uri): boolean => workspace.getWorkspaceFolder(uri) !== undefined;

/** As its byte order mark says, which is not part of the text: the same as for files that the server reads itself. */
function decode(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
