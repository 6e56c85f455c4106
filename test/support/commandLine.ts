import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

const CLI = path.resolve('dist/cli.js');
/** Nothing that the machine of the test says of colours and terminals. */
const ENV = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(NO_COLOR|FORCE_COLOR|CI|TERM|NODE_.*)$/.test(name)),
);

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, and the command line run in it. */
export function commandLine(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc cni ')));
  t.after(() => rmSync(root, { recursive: true }));
  const at = (name: string): string => path.join(root, name);
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    root,
    at,
    write,
    read: (name: string): string => readFileSync(at(name), 'utf8'),
    run: (
      args: readonly string[],
      {
        input = '',
        env = {},
        cwd = '.',
        timeout,
      }: { input?: string; env?: Record<string, string>; cwd?: string; timeout?: number } = {},
    ): Ran => {
      const options = { cwd: at(cwd), env: { ...ENV, ...env }, input, timeout, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], options);
      return { status, stdout, stderr };
    },
  };
}
