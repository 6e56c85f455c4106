import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { npm } from './process.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Brings `node_modules` to what package-lock.json says; `isNew` is false where it was there already. */
export async function install(options) {
  if (isInstalled()) return { isNew: false };
  await npm(['ci', '--include=dev'], { cwd: ROOT, ...options });
  return { isNew: true };
}

function isInstalled() {
  const wanted = read('package-lock.json')?.packages;
  const found = read('node_modules/.package-lock.json')?.packages;
  const manifest = read('package.json');
  if (!wanted || !found) return false;
  const { '': root, ...packages } = wanted;
  return (
    isDeepStrictEqual(root.dependencies, manifest.dependencies) &&
    isDeepStrictEqual(root.devDependencies, manifest.devDependencies) &&
    // Optional packages are for other systems as well.
    Object.entries(packages).every(([name, { version, optional }]) =>
      found[name] ? found[name].version === version : optional,
    ) &&
    Object.keys(found).every((name) => name in packages)
  );
}

function read(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  } catch {
    return undefined;
  }
}
