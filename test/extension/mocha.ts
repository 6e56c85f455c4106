import Mocha from 'mocha';

/** Runs the suites that `load` brings in; rejects if one of their tests fails or there are none. */
export async function runMocha(load: () => Promise<unknown>): Promise<void> {
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 60_000,
    color: false,
    forbidOnly: true,
    forbidPending: true,
  });
  // What `suite` and `test` mean in the files that come next.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const { failures, tests } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => runner.stats && resolve(runner.stats));
  });
  if (failures > 0) throw new Error(`${failures} of ${tests} tests failed`);
  if (tests === 0) throw new Error('there are no tests');
}
