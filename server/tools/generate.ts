// Writes all generated files, with --docs only the pages; with --check says which are stale. Run by `npm run generate` and
// `npm run docs` in the project's folder.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configSchema } from './configSchema.js';
import { docs } from './docs.js';
import type { Output } from './output.js';
import { structure } from './structure.js';
import { validators } from './validators.js';

const check = process.argv.includes('--check');
const onlyDocs = process.argv.includes('--docs');
const pages = docs();
// As it will be.
const manifest =
  pages.find(({ file }) => file === 'package.json')?.text ?? readFileSync('package.json', 'utf8');
const outputs: Output[] = [...(await validators()), ...structure(), ...pages, ...configSchema(manifest)];

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
const stale = outputs.filter(({ file, text }) => (!onlyDocs || file.endsWith('.md')) && read(file) !== text);
const wanted = new Set(outputs.map(({ file }) => file));
const orphans = existsSync('docs/rules')
  ? readdirSync('docs/rules')
      .map((name) => `docs/rules/${name}`)
      .filter((file) => !wanted.has(file))
  : [];

if (check) {
  for (const file of [...stale.map((o) => o.file), ...orphans]) console.error(`stale: ${file}`);
  if (stale.length + orphans.length > 0) {
    console.error('run `npm run generate` and commit what it writes');
    process.exitCode = 1;
  } else {
    console.log(`${outputs.length} generated files are fresh`);
  }
} else {
  for (const { file, text } of stale) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
  for (const file of orphans) rmSync(file);
}
