import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

const LOCK: {
  readonly packages: Readonly<
    Record<string, { integrity?: string; resolved?: string; link?: boolean; version: string }>
  >;
} = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const SBOM: {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Readonly<Record<string, string>> };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
} = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'));
const NOTICES = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
const { name, version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Licences that ask for nothing but their own text. */
const ALLOWED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];

test('all that is published has a licence that asks for no more than to be named', () => {
  const heads = [...NOTICES.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+[\w.+-]*): (.*)$/gm)];
  assert.ok(heads.length > 20, `${heads.length} packages`);
  for (const [, each = '', licence = ''] of heads)
    assert.ok(ALLOWED.includes(licence), `${each}: ${licence}`);
});

test('the lock file says of each package what it is made of, and takes none from elsewhere', () => {
  const packages = Object.entries(LOCK.packages).filter(([folder]) => folder !== '');
  assert.ok(packages.length > 100);
  for (const [folder, { integrity = '', resolved, link }] of packages) {
    assert.ok(!link, `${folder} is a link`);
    assert.match(integrity, /^sha512-[A-Za-z0-9+/]{86}==$/, folder);
    if (resolved !== undefined) assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, folder);
  }
  assert.equal(dependencies, undefined, 'what is published installs nothing');
});

test('the bill of materials lists what is in the bundles, as it was locked', () => {
  assert.deepEqual([SBOM.bomFormat, SBOM.specVersion], ['CycloneDX', '1.5']);
  const { component } = SBOM.metadata;
  assert.deepEqual([component.name, component.version], [name, version]);
  const listed = SBOM.components.map((each) => `${each.name} ${each.version}`);
  const noticed = [...NOTICES.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+[\w.+-]*): /gm)].map(
    ([, each]) => each,
  );
  assert.deepEqual([...new Set(listed)].sort(), [...new Set(noticed)].sort());
  const locked = new Set(
    Object.values(LOCK.packages).map(({ integrity = '' }) =>
      Buffer.from(integrity.slice(7), 'base64').toString('hex'),
    ),
  );
  for (const { 'bom-ref': ref, scope, purl, hashes, licenses } of SBOM.components) {
    assert.equal(scope, 'required', ref);
    assert.match(purl, /^pkg:npm\//, ref);
    assert.ok(
      hashes.length > 0 && hashes.every(({ alg, content }) => alg === 'SHA-512' && locked.has(content)),
      ref,
    );
    assert.ok(licenses.length > 0 && licenses.every(({ license }) => ALLOWED.includes(license.id)), ref);
  }
});

test('references in the bill of materials lead to its components', () => {
  const refs = SBOM.components.map((each) => each['bom-ref']);
  assert.equal(new Set(refs).size, refs.length);
  const known = new Set([...refs, SBOM.metadata.component['bom-ref']]);
  for (const { ref, dependsOn } of SBOM.dependencies)
    for (const each of [ref, ...dependsOn]) assert.ok(known.has(each), each);
});

/** What the audit says of a registry that answers in this way. */
async function audited(answer: (asked: string) => { readonly status: number; readonly body: unknown }) {
  const registry = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { status, body } = answer(request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  // npm keeps what it was told.
  const cache = mkdtempSync(path.join(tmpdir(), 'vpc-cni-audit-'));
  const audit = spawn(process.execPath, ['server/tools/audit.mjs', `http://127.0.0.1:${port}`], {
    env: { ...process.env, npm_config_cache: cache },
  });
  let printed = '';
  for (const stream of [audit.stdout, audit.stderr]) stream.on('data', (text) => (printed += text));
  const [status] = await once(audit, 'close');
  registry.close();
  rmSync(cache, { recursive: true, force: true });
  return { status, printed };
}

const isBulk = (asked: string): boolean => asked.endsWith('/advisories/bulk');
const advisory = (severity: string) => ({
  commander: [
    {
      id: 1,
      url: 'https://a/1',
      title: 'bad',
      severity,
      vulnerable_versions: '*',
      cwe: [],
      cvss: { score: 8 },
    },
  ],
});

test('the audit of dependencies fails for grave advisories, and for these alone', {
  timeout: 60_000,
}, async () => {
  const grave = await audited((path) => ({
    status: isBulk(path) ? 200 : 404,
    body: isBulk(path) ? advisory('high') : {},
  }));
  assert.equal(grave.status, 1, grave.printed);
  assert.match(grave.printed, /high: commander/);
  const small = await audited((path) => ({
    status: isBulk(path) ? 200 : 404,
    body: isBulk(path) ? advisory('low') : {},
  }));
  assert.equal(small.status, 0, small.printed);
  const none = await audited(() => ({ status: 200, body: {} }));
  assert.deepEqual(none, { status: 0, printed: 'Note: no advisories\n' });
});

test('a registry that does not answer is said not to have been asked', { timeout: 60_000 }, async () => {
  const { status, printed } = await audited(() => ({ status: 405, body: {} }));
  assert.equal(status, 0);
  assert.match(printed, /^Note: the registry could not be asked \(405/);
});
