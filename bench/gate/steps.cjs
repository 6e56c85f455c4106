// Loaded into a server with `--require`: counts how often its functions and branches are entered, and writes the count
// since the last time into the file STEPS at every SIGUSR2. The same work gives the same count, however busy the machine is.
const { renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
process.on('SIGUSR2', () => {
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    const ours = error
      ? []
      : taken.result.filter(({ url }) => url.startsWith('file:') || url.startsWith('/'));
    let steps = 0;
    for (const { functions } of ours)
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    writeFileSync(`${process.env.STEPS}.new`, String(steps));
    renameSync(`${process.env.STEPS}.new`, process.env.STEPS);
  });
});
