// npm run soak -- [--edits N] [--cycles N] [--seed S]
import { parseArgs } from 'node:util';
import { soak } from './soak.js';

const HELP = `npm run soak -- [options]     a day of editing on one server, and what it holds on to

  --edits N        so many changes of a text (20000)
  --cycles N       so many texts opened and closed (1000)
  --seed S         where they come from (1): the same seed gives the same ones`;

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '20000' },
    cycles: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const [edits, cycles, seed] = [values.edits, values.cycles, values.seed].map(Number) as [
  number,
  number,
  number,
];
if (![edits, cycles, seed].every((each) => each >= 0))
  throw new Error('--edits, --cycles and --seed are numbers');
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
console.log(`${edits} edits, ${cycles} open/close cycles, seed ${seed}, Node ${process.version}`);
const { before, after, resident, complaints, status } = await soak({
  edits,
  cycles,
  seed,
  onPart: (part, { heap, code, rss, listeners, resources }) =>
    console.log(
      `${String(part + 1).padStart(3)}/20  heap ${mb(heap)}  code ${mb(code)}  rss ${mb(rss)}  listeners ${listeners}  resources ${resources.length}`,
    ),
});
const growth = (after.weight / before.weight - 1) * 100;
console.log(
  `objects and texts after warm-up ${mb(before.weight)}, at the end ${mb(after.weight)}: ${growth.toFixed(1)} %`,
);
console.log(`resident memory then ${mb(resident.before)}, at the end ${mb(resident.after)}`);
for (const complaint of complaints) console.error(complaint);
const isLeaking =
  growth > 10 ||
  resident.after > resident.before * 1.1 ||
  after.listeners > before.listeners ||
  after.resources.length > before.resources.length;
if (isLeaking || complaints.length > 0 || status !== 0) {
  console.error('soak: failed');
  process.exitCode = 1;
}
