import { spawn } from 'node:child_process';

const KILL_MS = 10_000;

/**
 * Runs a program to its end and resolves to what it printed; rejects, with the same, unless it ends with 0.
 * `signal` ends it and all it started, and so does `limitMs`. `echo` shows its output as it comes.
 */
export async function run(command, args, { signal, limitMs, echo = false, ...options } = {}) {
  signal?.throwIfAborted();
  const pipe = echo ? 'inherit' : 'pipe';
  // A group of its own, so that it can be ended as a whole.
  const detached = process.platform !== 'win32';
  const child = spawn(command, args, { stdio: ['ignore', pipe, pipe], detached, ...options });
  let stdout = '';
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const kill = (name) => {
    try {
      process.kill(detached ? -child.pid : child.pid, name);
    } catch {
      // None of them is left.
    }
  };
  const stop = () => {
    kill('SIGTERM');
    setTimeout(kill, KILL_MS, 'SIGKILL').unref();
  };
  let isLate = false;
  const late = () => {
    isLate = true;
    stop();
  };
  const timer = limitMs && setTimeout(late, limitMs);
  signal?.addEventListener('abort', stop);
  const ended = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, name) => resolve(code ?? name));
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  });
  signal?.throwIfAborted();
  const title = [command, ...args].join(' ');
  if (isLate) throw new Failure(`${title} took longer than ${limitMs / 1000} s`, output);
  if (ended !== 0) throw new Failure(`${title} ended with ${ended}`, output);
  return { stdout, output };
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
