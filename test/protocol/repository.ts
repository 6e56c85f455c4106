import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';

const CLI = path.resolve('dist/cli.js');

/** A repository on the disk. */
export function repository(t: TestContext) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-config-')));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, '.git'));
  return {
    root,
    uri: pathToFileURL(root).href,
    write(name: string, text: string): string {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return pathToFileURL(file).href;
    },
    /** Runs the command line in one of its folders. */
    run(args: readonly string[], folder = '.', input = '') {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        cwd: path.join(root, folder),
        input,
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    },
  };
}
