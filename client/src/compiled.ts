import { type ExtensionContext, FileType, Uri, workspace } from 'vscode';

/**
 * Where the server keeps what V8 compiled of it (`server/src/node/compiled.ts`): without that it is half of the time until the first
 * diagnostics. In the storage that VS Code gives the extension, in a folder for each version of it.
 */
export function compiledIn({ globalStorageUri, extension }: ExtensionContext): string {
  return Uri.joinPath(globalStorageUri, COMPILED, extension.packageJSON.version).fsPath;
}

/** What earlier versions left. Nothing depends on it: where it cannot be removed it stays. */
export async function forgetOlder({ globalStorageUri, extension }: ExtensionContext): Promise<void> {
  const folder = Uri.joinPath(globalStorageUri, COMPILED);
  const entries = await workspace.fs.readDirectory(folder).then(undefined, () => []);
  const older = entries.filter(
    ([name, type]) => type === FileType.Directory && name !== extension.packageJSON.version,
  );
  const remove = ([name]: [string, FileType]) =>
    workspace.fs.delete(Uri.joinPath(folder, name), { recursive: true }).then(undefined, () => {});
  await Promise.all(older.map(remove));
}

const COMPILED = 'compiled';
