// What the build leaves out of libraries is never asked for.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type * as Source from '../../server/src/core/model/source.js';
import { FIXTURES, manifests } from '../corpus/fixtures.js';
import { Client } from './client.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-left-out-'));
after(() => rmSync(folder, { recursive: true }));

/** Plugins are plain JavaScript, which is not compiled. */
const part = async (file: string) => await import(pathToFileURL(path.resolve(file)).href);

/** All that a module exports, bundled like that. */
async function bundled<Exports>(name: string, contents: string, plugins: Plugin[]): Promise<Exports> {
  const outfile = path.join(folder, `${name}.cjs`);
  await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    outfile,
    platform: 'node',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    alias: { yaml: path.resolve('node_modules/yaml/browser/index.js') },
    plugins,
  });
  return createRequire(import.meta.url)(outfile);
}

/** Where the library comes to more of itself than in manifests. */
const UNUSUAL = [
  '%YAML 1.1\n---\na: !!set {x, y}\nb: !!omap [a: 1]\nc: !!binary aGk=\nd: 2001-12-14t21:59:43.10-05:00\n',
  '%YAML 1.1\n---\na: !!pairs [a: 1, a: 2]\nb: !!set [a]\nc: !!omap [a: 1, a: 2]\nd: 1:30\n',
  '? [a, b]\n: c\n? {x: y}\n: z\n? |\n  text\n: - 1\n',
  'a: &x {b: 1}\nc: {<<: *x, d: 2}\n<<: [*x, {e: 3}]\nf: *none\n',
  'a: !!float 1\nb: !!int x\nc: !foo bar\nd: !!bool yes\ne: !<tag:x> 1\nf: !!map []\ng: !!str {}\n',
  '"a\\u12": - |2-\n x\n{a: 1, b: [1,2,{c: d}], ? x : y}\n',
  'a: .inf\nb: 0x1F\nc: 0o17\nd: 1_000\ne: .nan\n%FOO\n...\n# end\n',
];

test('YAML is read without what writes it as it is with it', async () => {
  const { leavingOut } = await part('server/tools/leavingOut.mjs');
  const { leanYaml } = await part('server/tools/leanYaml.mjs');
  const entry = "export * from './server/src/core/model/source.ts';";
  const whole = await bundled<typeof Source>('whole', entry, []);
  const lean = await bundled<typeof Source>('lean', entry, [leavingOut(leanYaml)]);
  for (const text of [...UNUSUAL, ...manifests(FIXTURES).map((each) => each.text)]) {
    const chunks = whole.chunks(text);
    assert.deepEqual(lean.chunks(text), chunks);
    for (const chunk of chunks) assert.deepEqual(lean.read(chunk.text), whole.read(chunk.text));
  }
});

for (const library of ['vscode-languageserver', 'vscode-languageserver/node', 'vscode-jsonrpc/node']) {
  test(`${library} exports the same as a module`, async () => {
    const { asModules } = await part('server/tools/asModules.mjs');
    const entry = `export * from ${JSON.stringify(library)};`;
    const name = library.replace('/', '-');
    const published = await bundled<object>(name, entry, []);
    const modules = await bundled<object>(`${name}-modules`, entry, [asModules()]);
    const kinds = (exports: object) =>
      Object.entries(exports)
        .map(([key, value]) => `${key}: ${typeof value} ${Object.keys(value ?? {}).sort()}`)
        .sort();
    // Two modules export these, so that by the rules of modules neither does: the build would refuse them.
    const isOfTwo = (each: string) => /^create(?:Message|Protocol)Connection:/.test(each);
    const lost = kinds(published).filter((each) => !kinds(modules).includes(each) && !isOfTwo(each));
    assert.deepEqual(lost, []);
    assert.equal(Object.keys(modules).filter((key) => !(key in published)).length, 0);
  });
}

test('nothing in the extension asks for a conversion that is left out', async () => {
  const { OF_OTHERS } = await part('client/tools/leanConverters.mjs');
  const asked = [...readFileSync('dist/extension.js', 'utf8').matchAll(/\.(as[A-Z]\w+)/g)].map(
    ([, name = '']) => name,
  );
  assert.ok(asked.includes('asCompletionParams'), 'names are kept');
  assert.deepEqual(
    asked.filter((name) => OF_OTHERS.test(name)),
    [],
  );
});

test('the server offers nothing that the client has no part for', async (t) => {
  const { NOT_OFFERED } = await part('client/tools/leanClient.mjs');
  const { NOT_OFFERED: mixins } = await part('server/tools/leanServer.mjs');
  const client = new Client(t, ['dist/server.js', '--stdio']);
  const { capabilities } = await client.initialize({ textDocument: { diagnostic: {} } });
  // `signatureHelpProvider` for SignatureHelp; a few are called otherwise.
  const named: Readonly<Record<string, string>> = {
    DocumentRangeFormatting: 'documentRangeFormattingProvider',
    DocumentOnTypeFormatting: 'documentOnTypeFormattingProvider',
    LinkedEditing: 'linkedEditingRangeProvider',
    InlineCompletionItem: 'inlineCompletionProvider',
    NotebookSync: 'notebookDocumentSync',
    ColorProvider: 'colorProvider',
  };
  const offered = [...NOT_OFFERED, ...mixins]
    .map((name: string) => named[name] ?? `${name[0]?.toLowerCase()}${name.slice(1)}Provider`)
    .filter((name) => Object.hasOwn(capabilities, name));
  assert.deepEqual(offered, []);
  const { textDocumentSync, workspace } = capabilities as Record<string, object>;
  for (const key of ['willSave', 'willSaveWaitUntil']) assert.ok(!(key in (textDocumentSync ?? {})), key);
  assert.deepEqual(Object.keys(workspace ?? {}), ['workspaceFolders']);
});
