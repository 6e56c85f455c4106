// Makes the .vsix and looks at what went into it.
//
//   node client/tools/package.mjs [--no-build] [--out FILE]
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openPromise } from 'yauzl';
import { ROOT } from './install.mjs';
import { Failure, run, stopSignal } from './process.mjs';
import { tighter } from './tighter.mjs';

const LIMIT_BYTES = 460_000;
const NEEDED = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  ...['extension', 'server', 'start', 'explorer'].map((name) => `dist/${name}.js`),
  'dist/explorer.css',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/sbom.cdx.json',
  'schemas/structure.json',
  'docs/images/icon.png',
  ...['manifest', 'instance-type', 'density', 'pipeline'].map(
    (name) => `client/media/walkthrough/${name}.svg`,
  ),
];

const options = { out: { type: 'string' }, 'no-build': { type: 'boolean' } };
const { values } = parseArgs({ options });
const signal = stopSignal();
try {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const file = path.resolve(ROOT, values.out ?? `${name}-${version}.vsix`);
  if (!values['no-build']) await run(process.execPath, ['build.mjs'], { cwd: ROOT, signal });
  const vsce = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', file];
  await run(process.execPath, vsce, { cwd: ROOT, signal });
  await tighter(file, await everything(file));
  const names = (await everything(file))
    .filter((name) => name.startsWith('extension/'))
    .map((name) => name.slice('extension/'.length));
  const faults = [
    ...NEEDED.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...names.filter((name) => !NEEDED.includes(name)).map((name) => `${name} does not belong there`),
  ];
  const { size } = statSync(file);
  if (size > LIMIT_BYTES) faults.push(`${size} bytes are more than ${LIMIT_BYTES}`);
  if (faults.length) throw new Failure(`${file}: ${faults.join('; ')}`);
  console.log(`${path.relative(process.cwd(), file)}: ${names.length} files, ${Math.round(size / 1000)} kB`);
} catch (error) {
  console.error([error.output, error.message].filter(Boolean).join('\n'));
  process.exitCode = 1;
}

/** Files in the archive: those of the extension, and what VS Code adds around them. */
async function everything(file) {
  const names = [];
  const archive = await openPromise(file);
  for await (const { fileName } of archive.eachEntry()) names.push(fileName);
  return names;
}
