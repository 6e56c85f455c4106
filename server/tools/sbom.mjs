import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What is in the bundles, in CycloneDX: npm's own account of the lock file, without what only builds and tests need. `folders`: of
 * the packages that went in. The same for the same sources: it tells no time.
 */
export function sbom(folders) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const all = JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const bundled = new Set(folders.map(refOf));
  const components = all.components.filter((each) => bundled.has(each['bom-ref']));
  const missing = [...bundled].filter((ref) => components.every((each) => each['bom-ref'] !== ref));
  if (missing.length > 0) throw new Error(`not in package-lock.json: ${missing.join(', ')}`);
  const { lifecycles, tools, component } = all.metadata;
  const own = component['bom-ref'];
  return JSON.stringify({
    $schema: all.$schema,
    bomFormat: all.bomFormat,
    specVersion: all.specVersion,
    version: all.version,
    // npm calls it by its folder.
    metadata: { lifecycles, tools, component: { ...component, type: 'application', name, version } },
    components: components.map(shipped),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === own || bundled.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => bundled.has(on)) })),
  });
}

function refOf(folder) {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return `${name}@${version}`;
}

/** They are needed at run time, though npm, which does not know of bundles, takes them for development's. */
function shipped({ description: _description, properties: _properties, ...component }) {
  return { ...component, scope: 'required' };
}
