import { statSync } from 'node:fs';
import { folderOf, resolved } from '../core/model/paths.js';
import type { Sight } from '../core/model/sight.js';

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Files on disk that a kustomization takes in: resources, components and patches; of a folder its kustomization. */
export function referredFrom({ path, cluster }: Pick<Sight, 'path' | 'cluster'>): readonly string[] {
  const references = cluster.kustomizations.flatMap(({ resources, components, patches }) => [
    ...resources,
    ...components,
    ...patches.flatMap((patch) => patch.path ?? []),
  ]);
  return references.flatMap(({ value }) => {
    // Addresses are nothing on disk.
    const found = value === undefined ? undefined : resolved(folderOf(path), value);
    return found === undefined
      ? []
      : [found, ...KUSTOMIZATIONS.map((name) => `${found}/${name}`)].filter(isFile);
  });
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
