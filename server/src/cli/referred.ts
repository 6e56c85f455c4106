import { realpathSync, statSync } from 'node:fs';
import { folderOf, resolved } from '../core/model/paths.js';
import type { Sight } from '../core/model/sight.js';
import { MAX_BYTES } from '../lsp/folders.js';
import { repositoryOf } from '../node/gitIgnore.js';
import { isIn } from './fence.js';

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * Files on disk that a kustomization takes in: resources, components and patches; of a folder its kustomization. They may be
 * anywhere in its repository or the working directory; without a repository, wherever a relative path leads.
 */
export function referredFrom({ path, cluster }: Pick<Sight, 'path' | 'cluster'>): readonly string[] {
  const references = cluster.kustomizations.flatMap(({ resources, components, patches }) => [
    ...resources,
    ...components,
    ...patches.flatMap((patch) => patch.path ?? []),
  ]);
  if (references.length === 0) return [];
  const folder = folderOf(path);
  const repository = repositoryOf(folder === '' ? '/' : folder);
  const roots = repository === undefined ? [] : [repository, process.cwd()].map((root) => realpathSync(root));
  return references.flatMap(({ value }) => {
    // Addresses are nothing on disk, and kustomize refuses absolute paths.
    const found = value === undefined || value.startsWith('/') ? undefined : resolved(folder, value);
    if (found === undefined) return [];
    const files = [found, ...KUSTOMIZATIONS.map((name) => `${found}/${name}`)];
    return files.filter((file) => isReadable(file, roots));
  });
}

/**
 * A file in one of the roots, where there are any, wherever links lead. Neither a pipe nor a device; nor empty, as what the system
 * makes up says it is, some of which never ends.
 */
function isReadable(path: string, roots: readonly string[]): boolean {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size === 0 || found.size > MAX_BYTES) return false;
    const real = realpathSync(path);
    return roots.length === 0 || roots.some((root) => isIn(real, root));
  } catch {
    return false;
  }
}
