// What the launcher tells from the log of the workbench by: see test/vscode/code.mjs.
const MARK = '\u001e>';
const DONE = '\u0004';

/** All suites in a host that is a worker of a browser. */
export async function run(): Promise<void> {
  markOutput();
  try {
    // Mocha keeps the console that it finds.
    const all = await import('./all.js');
    await all.run();
    console.log(DONE);
  } catch (error) {
    console.error(error instanceof Error ? error.stack : String(error));
    throw error;
  }
}

function markOutput(): void {
  for (const name of ['log', 'error'] as const) {
    const print = console[name].bind(console);
    const value = (first: unknown = '', ...more: unknown[]) => print(MARK + formatted(first, more));
    // Not an assignment: VS Code has put a setter that does nothing here.
    Object.defineProperty(console, name, { value, configurable: true, writable: true });
  }
}

/** With `%s` and `%d` filled in, as consoles do. */
function formatted(first: unknown, more: readonly unknown[]): string {
  const left = [...more];
  const text = String(first).replace(/%[sd%]/g, (mark) => (mark === '%%' ? '%' : String(left.shift())));
  return [text, ...left].join(' ');
}
