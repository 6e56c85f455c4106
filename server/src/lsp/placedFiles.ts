import type { WorkspaceFiles } from './reading.js';

/** Files that stand on the disk of the server, and those in other places. */
export function createPlacedFiles(disk: WorkspaceFiles, elsewhere: WorkspaceFiles): WorkspaceFiles {
  const at = (uri: string): WorkspaceFiles => (/^file:/i.test(uri) ? disk : elsewhere);
  return {
    list: (folder, options) => at(folder).list(folder, options),
    read: (uri) => at(uri).read(uri),
    isIgnored: (folder, path, isFolder) => at(folder).isIgnored(folder, path, isFolder),
    forgetIgnored() {
      disk.forgetIgnored();
      elsewhere.forgetIgnored();
    },
  };
}
