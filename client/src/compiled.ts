import { type ExtensionContext, FileType, Uri, workspace } from 'vscode';

/**
 * Where Node (22.1 and later; earlier ones do not look) keeps what V8 compiled of the server when it ends: a third of the time until its
 * first answer is V8 reading the bundle. In the storage that VS Code gives the extension, in a folder for each version of it.
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
