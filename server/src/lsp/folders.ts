/** The folders of a workspace, and which files in them belong to it. */
export interface Folders {
  readonly uris: readonly string[];
  /** The uri is of a file or folder in them. Not of an old revision, a package of npm's or a hidden folder. */
  holds(uri: string): boolean;
  /** It is of a manifest, too, that counts for the files near it. */
  wants(uri: string): boolean;
}

/** Names of manifests. */
export const MANIFESTS = '**/{*.yaml,*.yml,*.json,Kustomization}';
const MANIFEST = /(\.ya?ml|\.json|\/Kustomization)$/;

/** Folders that are not entered: what others wrote, and what tools keep. Hidden ones are not, either. */
export const NOT_ENTERED = ['node_modules', '.git', '.terraform'];
/** Large, and never a manifest. */
export const NOT_READ = 'package-lock.json';

export function foldersOf(uris: readonly string[]): Folders {
  const keys = uris.flatMap((uri) => fileKey(uri) ?? []).map((key) => `${key.replace(/\/+$/, '')}/`);
  const holds = (key: string): boolean =>
    keys.some((folder) => key.startsWith(folder) && isEntered(key.slice(folder.length)));
  return {
    uris,
    holds: (uri) => holds(fileKey(uri) ?? ''),
    wants: (uri) => {
      const key = fileKey(uri) ?? '';
      return MANIFEST.test(key) && !key.endsWith(`/${NOT_READ}`) && holds(key);
    },
  };
}

const isEntered = (path: string): boolean =>
  path !== '' && !path.split('/').some((name) => name.startsWith('.') || NOT_ENTERED.includes(name));

/** Editors differ in what they encode: the same for all uris of one file. Slashes between the parts of its path. */
export const keyOf = (uri: string): string => fileKey(uri) ?? uri;

/** Undefined for what is not on disk, such as an old revision. */
function fileKey(uri: string): string | undefined {
  if (!/^file:/i.test(uri) || /[?#]/.test(uri) || !URL.canParse(uri)) return undefined;
  const { host, pathname } = new URL(uri);
  // Windows: one editor writes /C:/, another /c%3A/.
  const path = decoded(pathname).replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  return `file://${host}${path}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
