import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and resolves to what it printed; rejects, with the same, unless it ends with 0.
 * `signal` ends the program and waits for it. `echo` shows its output as it comes.
 */
export async function run(command, args, { signal, echo = false, ...options } = {}) {
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    stdio: ['ignore', echo ? 'inherit' : 'pipe', echo ? 'inherit' : 'pipe'],
    ...options,
  });
  const stop = () => {
    child.kill();
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
  };
  signal?.addEventListener('abort', stop);
  let stdout = '';
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, name) => resolve(code ?? name));
    });
    signal?.throwIfAborted();
    if (code !== 0) throw new Failure(`${[command, ...args].join(' ')} ended with ${code}`, output);
    return { stdout, output };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** A program that failed, and what it printed. */
export class Failure extends Error {
  constructor(message, output = '') {
    super(message);
    this.output = output;
  }
}

export const npm = (args, options) => run('npm', args, { shell: process.platform === 'win32', ...options });

/** Aborts when the user or the system asks this program to end. */
export function stopSignal() {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stop.abort(new Stopped(name)));
  if (process.env.npm_lifecycle_event) {
    // npm passes SIGTERM on to the shell between us, which leaves without a word.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && stop.abort(new Stopped('SIGTERM')), 500);
    watch.unref();
  }
  return stop.signal;
}

const EXIT = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

export class Stopped extends Error {
  constructor(name) {
    super(`stopped by ${name}`);
    this.exitCode = EXIT[name];
  }
}
