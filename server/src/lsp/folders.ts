/** The folders of a workspace, and which files in them belong to it. */
export interface Folders {
  readonly uris: readonly string[];
  /** The uri is of a file or folder in them. Not of an old revision, a package of npm's or a hidden folder. */
  holds(uri: string): boolean;
  /** It is of a folder in them, not left out, that manifests are looked for in. */
  enters(uri: string): boolean;
  /** It is of a manifest, not left out, that counts for the files near it. */
  wants(uri: string): boolean;
  /** It is of a `.gitignore` in them. */
  isGitIgnore(uri: string): boolean;
  /** Where a path is, by its key, from each of the folders that it is in, the innermost first. The folder itself is ''. */
  placesOf(key: string): readonly PlaceInFolder[];
}

/** A path with slashes, from a folder of the workspace. */
export interface PlaceInFolder {
  readonly folder: string;
  readonly path: string;
}

/** What the user does not want to see of a folder of the workspace: a path in it, with slashes. */
export type LeavesOut = (folder: string, path: string, isFolder: boolean) => boolean;

/** Names of manifests. */
export const MANIFESTS = '**/{*.yaml,*.yml,*.json,Kustomization}';
const MANIFEST = /(\.ya?ml|\.json|^Kustomization)$/;

/** Folders that are not entered: what others wrote, and what tools keep. Hidden ones are not, either. */
const NOT_ENTERED = ['node_modules', '.git', '.terraform'];
/** Large, and never a manifest. */
const NOT_READ = 'package-lock.json';
/** A larger file is data, not a manifest. */
export const MAX_BYTES = 1_500_000;

/** What the names tell: nobody needs to ask further. */
export const isManifest = (name: string): boolean =>
  MANIFEST.test(name) && !isHidden(name) && name !== NOT_READ;
export const isHidden = (name: string): boolean => name.startsWith('.') || NOT_ENTERED.includes(name);

export function foldersOf(uris: readonly string[], leavesOut: LeavesOut = () => false): Folders {
  const folders = uris.flatMap((uri) => {
    const key = pathKey(uri);
    return key === undefined ? [] : [{ uri, key: key.replace(/^([^:]+:\/\/.*?)\/*$/, '$1/') }];
  });
  /** The folders that a path is in, and where it is from there. Not what is in a hidden folder. */
  const around = (key: string) =>
    folders.flatMap(({ uri, key: folder }) => {
      const path = key.startsWith(folder) ? key.slice(folder.length) : '';
      return path !== '' && !path.split('/').some(isHidden) ? [{ uri, path }] : [];
    });
  const holds = (key: string): boolean => around(key).length > 0;
  const isIn = (key: string, isFolder: boolean): boolean =>
    around(key).some(({ uri, path }) => !leavesOut(uri, path, isFolder));
  const isFolder = (key: string): boolean => folders.some((folder) => folder.key === `${key}/`);
  return {
    uris,
    holds: (uri) => holds(pathKey(uri) ?? ''),
    enters: (uri) => {
      const key = (pathKey(uri) ?? '').replace(/\/+$/, '');
      return isFolder(key) || isIn(key, true);
    },
    wants: (uri) => {
      const key = pathKey(uri) ?? '';
      return isManifest(key.slice(key.lastIndexOf('/') + 1)) && isIn(key, false);
    },
    isGitIgnore: (uri) => {
      const [, folder] = /^(.*)\/\.gitignore$/.exec(pathKey(uri) ?? '') ?? [];
      return folder !== undefined && (isFolder(folder) || holds(folder));
    },
    placesOf: (key) =>
      folders
        .filter((folder) => `${key}/`.startsWith(folder.key))
        .sort((a, b) => b.key.length - a.key.length)
        .map((folder) => ({ folder: folder.uri, path: key.slice(folder.key.length) })),
  };
}

/** Editors differ in what they encode: the same for all uris of one file. Slashes between the parts of its path. */
export const keyOf = (uri: string): string => pathKey(uri) ?? uri;

const KNOWN = new Map<string, string | undefined>();
/** Of a workspace, few are asked about again and again. */
const MOST_KNOWN = 1000;

/** The last answers once more: each key that is typed asks several times. */
function pathKey(uri: string): string | undefined {
  if (KNOWN.has(uri)) return KNOWN.get(uri);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  const key = readPathKey(uri);
  KNOWN.set(uri, key);
  return key;
}

/** Undefined for what has no path, or a part behind it, such as an old revision. Virtual workspaces have schemes of their own. */
function readPathKey(uri: string): string | undefined {
  if (!/^[a-z][\w+.-]*:\//i.test(uri) || /[?#]/.test(uri) || !URL.canParse(uri)) return undefined;
  const { protocol, host, pathname } = new URL(uri);
  // Windows: one editor writes /C:/, another /c%3A/.
  const path = decoded(pathname).replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  return `${protocol}//${decoded(host)}${path}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
