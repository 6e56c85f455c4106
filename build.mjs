// node build.mjs                       bundles extension, server and command-line tool into dist/
// node build.mjs --watch               the same after every change, readable and with source maps
// node build.mjs --compile             checks all types and compiles into out/, for tests and tools
// node build.mjs --generate [--check]  writes (or compares) the generated files
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import { leanClient } from './client/tools/leanClient.mjs';
import { leanPlot } from './client/tools/leanPlot.mjs';
import { asModules } from './server/tools/asModules.mjs';
import { packagesIn } from './server/tools/bundled.mjs';
import { lazyCel } from './server/tools/lazyCel.mjs';
import { leanServer } from './server/tools/leanServer.mjs';
import { leanYaml } from './server/tools/leanYaml.mjs';
import { leavingOut } from './server/tools/leavingOut.mjs';
import { notices } from './server/tools/notices.mjs';
import { sbom } from './server/tools/sbom.mjs';
import { smaller } from './server/tools/smaller.mjs';
import { withoutCompilers } from './server/tools/withoutCompilers.mjs';
import { withoutProse } from './server/tools/withoutProse.mjs';

/** Its half for Node checks schemas by compiling them. What else that half has is given to the library by us. */
const MCP_SHIMS = '@modelcontextprotocol/server/_shims';
const MCP_SHIMS_OF_BROWSERS = './node_modules/@modelcontextprotocol/server/dist/shimsBrowser.mjs';
/** By what becomes of them in dist/. `prose`: the texts of rules stay in. */
const BUNDLES = {
  extension: { entry: 'client/src/extension.ts', runsIn: 'both' },
  server: { entry: 'server/src/main.ts', runsIn: 'both', format: 'iife' },
  start: { entry: 'server/src/start.ts', runsIn: 'node' },
  explorer: { entry: 'client/webview/explorer.ts', runsIn: 'browser' },
  cli: { entry: 'server/src/cli.ts', runsIn: 'node', prose: true },
  mcp: {
    entry: 'server/src/mcp.ts',
    runsIn: 'node',
    prose: true,
    alias: { [MCP_SHIMS]: MCP_SHIMS_OF_BROWSERS },
  },
};
/** A bundled module asks for its own address, which CommonJS does not have. */
const MODULE_URL = "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;";
/** Its half for Node is in CommonJS. They are the same but for the reading of variables that ask for its warnings. */
const YAML = fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url));
/** What each kind of machine takes. Packages offer several halves: those in CommonJS cannot be looked through. */
const PLATFORMS = {
  node: {
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: MODULE_URL },
    define: { 'import.meta.url': '__moduleUrl' },
    alias: { yaml: YAML },
  },
  /** What is only in Node is wrapped: it runs where it is asked for. */
  both: {
    platform: 'node',
    format: 'cjs',
    target: ['node20', 'es2022'],
    conditions: ['browser'],
    mainFields: ['module', 'main'],
    alias: { yaml: YAML },
  },
  browser: {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    mainFields: ['browser', 'module', 'main'],
  },
};
const PLUGINS = [
  withoutCompilers,
  lazyCel,
  asModules({ ...leanClient, ...leanServer }),
  leavingOut({ ...leanPlot, ...leanYaml }),
];
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const NOTICES = 'dist/THIRD-PARTY-NOTICES.txt';
const SBOM = 'dist/sbom.cdx.json';
const GENERATOR = 'server/tools/generate';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
const [task, ...rest] = process.argv.slice(2);
try {
  if (task === '--compile') compile();
  else if (task === '--generate') generate(rest);
  else await bundle({ watch: task === '--watch' });
} catch (error) {
  // Tools have said on their own what is wrong.
  if (error.status === undefined && error.errors === undefined) console.error(`build: ${error.message}`);
  process.exitCode = 1;
}

async function bundle({ watch }) {
  for (const { entry } of Object.values(BUNDLES)) {
    if (!existsSync(entry)) throw new Error(`${entry} does not exist`);
  }
  const options = {
    outdir: 'dist',
    bundle: true,
    external: ['vscode'],
    minify: !watch,
    // All licences are in a file of their own.
    legalComments: 'none',
    sourcemap: watch,
    metafile: true,
    logLevel: watch ? 'info' : 'warning',
  };
  const bundles = await Promise.all(
    Object.entries(BUNDLES).map(([name, { entry, runsIn, prose, ...own }]) => {
      const { define, ...where } = PLATFORMS[runsIn];
      return context({
        ...options,
        ...where,
        ...own,
        plugins: [...(prose ? [] : [withoutProse]), ...PLUGINS],
        entryPoints: { [name]: entry },
        define: { ...define, VPC_CNI_VERSION: JSON.stringify(version) },
      });
    }),
  );
  const results = await Promise.all(bundles.map((each) => each.rebuild())).catch(async (error) => {
    // A context that is left open keeps the process alive.
    await Promise.all(bundles.map((each) => each.dispose()));
    throw error;
  });
  const packages = packagesIn(results.map(({ metafile }) => metafile));
  writeFileSync(NOTICES, notices(packages));
  chmodSync('dist/cli.js', 0o755);
  if (watch) return Promise.all(bundles.map((each) => each.watch()));
  await Promise.all(Object.keys(BUNDLES).map((name) => smaller(`dist/${name}.js`)));
  writeFileSync(SBOM, sbom(packages));
  // What earlier builds left. Not all at the start: a server may be running from here.
  const made = [NOTICES, SBOM, ...results.flatMap(({ metafile }) => Object.keys(metafile.outputs))];
  for (const name of readdirSync('dist', { recursive: true })) {
    const file = `dist/${name}`.replaceAll('\\', '/');
    if (!made.some((each) => each === file || each.startsWith(`${file}/`)))
      rmSync(file, { recursive: true, force: true });
  }
  return Promise.all(bundles.map((each) => each.dispose()));
}

function compile(...projects) {
  mkdirSync('out', { recursive: true });
  // The sources are ES modules, the package is not.
  writeFileSync('out/package.json', '{ "type": "module" }\n');
  run('node_modules/typescript/bin/tsc', '-b', ...projects);
}

function generate(args) {
  if (!existsSync(`${GENERATOR}.ts`)) throw new Error(`${GENERATOR}.ts does not exist`);
  compile('server/tools');
  run(`out/${GENERATOR}.js`, ...args);
}

function run(script, ...args) {
  execFileSync(process.execPath, [path.resolve(script), ...args], { stdio: 'inherit' });
}
