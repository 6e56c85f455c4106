// What the extension host really loads as `extensionTestsPath`. Runs the real
// test entry and marks everything it prints, so that the launcher can tell test
// output from the workbench's own log lines. Also catches direct writes to
// stdout/stderr, which VS Code would drop. Says DONE at the very end: without it
// the launcher takes the run as failed (VS Code reports 0 when the extension
// host is killed, and turns process.exit() into nothing).
const { format } = require('node:util');
const { pathToFileURL } = require('node:url');

const MARK = '\u001e>';
const DONE = '\u0004';

let exitCalled;

function capture() {
  const print = {};
  for (const [name, as] of [
    ['log', 'log'],
    ['info', 'log'],
    ['debug', 'log'],
    ['warn', 'error'],
    ['error', 'error'],
  ]) {
    print[as] ??= console[as].bind(console);
    // Not an assignment: VS Code has put a setter that does nothing here.
    const value = (...args) => print[as](MARK + format(...args));
    Object.defineProperty(console, name, { value, configurable: true, writable: true });
  }
  for (const [stream, as] of [
    ['stdout', 'log'],
    ['stderr', 'error'],
  ]) {
    let rest = '';
    process[stream].write = (chunk, encoding, callback) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) print[as](MARK + line);
      (typeof encoding === 'function' ? encoding : callback)?.();
      return true;
    };
  }
  process.exit = (code = process.exitCode) => {
    exitCalled ??= Number(code ?? 0);
    console.error(`process.exit(${code ?? ''}) was called; the extension host does not leave`);
  };
}

async function load(file) {
  try {
    return require(file);
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM' && error.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(file).href);
  }
}

exports.run = async () => {
  const file = process.env.VSCODE_OFFLINE_TESTS;
  capture();
  try {
    const found = await load(file);
    const run = found.run ?? found.default?.run;
    if (typeof run !== 'function') throw new Error(`${file} does not export a run() function`);
    if (run.length >= 2) {
      const failures = await new Promise((resolve, reject) =>
        run(file, (error, n) => (error ? reject(error) : resolve(n))),
      );
      if (failures > 0) throw new Error(`${failures} tests failed`);
    } else {
      await run();
    }
    if (exitCalled) throw new Error(`process.exit(${exitCalled}) was called during the tests`);
    console.log(DONE);
  } catch (error) {
    console.error(error?.stack ?? String(error));
    throw error;
  }
};
