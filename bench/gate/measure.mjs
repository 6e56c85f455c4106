/** The figures that the gate looks at, each once: CPU beside the floor's, steps of the server, bytes of its bundles. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readServers } from '../harness/compare.mjs';
import { scenario } from '../harness/scenarios.mjs';
import { median, round } from '../harness/statistics.mjs';
import { Typist } from './typist.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const MANIFEST = `cni:${here('../../test/corpus/fixtures/install.yaml')}`;
const SEED = 1;
/** How many keys a turn has: those that cost little need more, to show beside the noise. */
const TIMED = { eniconfig: 60, [MANIFEST]: 20, 'gen:600': 60, 'list:1000': 40 };
const COUNTED = ['eniconfig', MANIFEST, 'gen:600', 'gen:5000', 'list:1000', 'foreign:5000'];
const BUNDLES = ['server.js', 'start.js', 'extension.js', 'explorer.js', 'cli.js', 'mcp.js'];
const STARTS = 5;
const ROUNDS = 8;
const KEYS_COUNTED = 20;
const KEYS_OF_FLOOR = 10;
const KEYS_TO_WARM_UP = 40;
/** The empty server that parses the whole text at every key: it computes, so what slows the machine down slows it, too. */
const FLOOR = 'floor + yaml';

/** What a figure's first word says of it. `least`: growth that is no news, however quiet the machine was. */
export const KINDS = {
  cpu: { least: 0.35, of: 'CPU, as a share of what the floor server takes for 600 lines' },
  start: { least: 0.35, of: 'CPU from start to diagnostics, as a share of what the floor server takes' },
  steps: { least: 0.05, of: 'functions and branches entered per key' },
  bytes: { least: 0.03, of: 'bytes' },
};

/** `dist`: the folder of bundles. By name, such as `cpu gen:600`. */
export async function measure(dist) {
  return { ...bytes(dist), ...(await steps(dist)), ...(await cpu(dist)) };
}

function servers(dist) {
  const all = readServers(here('../servers.json'));
  const ours = all.find(({ name }) => name === 'vpc-cni');
  const fill = (workspace) => {
    const { words, ...rest } = ours.fill(workspace);
    const start = path.join(dist, 'start.js');
    return { ...rest, words: words.map((word) => (word.endsWith('dist/start.js') ? start : word)) };
  };
  return { floor: all.find(({ name }) => name === FLOOR), ours: { ...ours, fill } };
}

function bytes(dist) {
  return Object.fromEntries(BUNDLES.map((name) => [`bytes ${name}`, statSync(path.join(dist, name)).size]));
}

/** Servers take turns, block by block, so that what disturbs one disturbs the other; the median of the turns counts. */
export async function cpu(dist) {
  const { floor, ours } = servers(dist);
  const reference = new Typist(floor, scenario('gen:600', SEED));
  const typists = Object.keys(TIMED).map((spec) => new Typist(ours, scenario(spec, SEED)));
  const keys = Object.values(TIMED);
  try {
    await reference.open();
    await reference.type(KEYS_OF_FLOOR * 2);
    for (const each of typists) {
      await each.open();
      await each.type(KEYS_TO_WARM_UP);
    }
    const shares = typists.map(() => []);
    for (let r = 0; r < ROUNDS; r++) {
      let before = await reference.type(KEYS_OF_FLOOR);
      for (const [i, each] of typists.entries()) {
        const own = await each.type(keys[i]);
        const after = await reference.type(KEYS_OF_FLOOR);
        shares[i].push((2 * own) / (before + after));
        before = after;
      }
    }
    const named = typists.map(({ scenario: { name } }, i) => [`cpu ${name}`, round(median(shares[i]))]);
    return { ...Object.fromEntries(named), 'start eniconfig': await start(floor, ours) };
  } finally {
    await Promise.all([reference, ...typists].map((each) => each.close()));
  }
}

async function start(floor, ours) {
  const once = async (server) => {
    const typist = new Typist(server, scenario('eniconfig', SEED));
    try {
      return await typist.open();
    } finally {
      await typist.close();
    }
  };
  const shares = [];
  for (let i = 0; i < STARTS; i++) {
    const reference = await once(floor);
    shares.push((await once(ours)) / reference);
  }
  return round(median(shares));
}

/** Not one of them depends on the clock, so they may run side by side. */
async function steps(dist) {
  const { ours } = servers(dist);
  const counts = await Promise.all(COUNTED.map((spec, i) => stepsPerKey(ours, scenario(spec, SEED), i)));
  return Object.fromEntries(counts);
}

async function stepsPerKey(ours, sc, index) {
  const file = path.join(tmpdir(), `vpc-cni-gate-${process.pid}-${index}`);
  const counting = (workspace) => {
    const { words, ...rest } = ours.fill(workspace);
    // Of what was compiled before, V8 does not count branches.
    const [node, ...args] = words.filter((word) => !word.startsWith('--compiled='));
    return { ...rest, words: [node, '--require', here('steps.cjs'), ...args], env: { STEPS: file } };
  };
  const typist = new Typist({ fill: counting }, sc);
  const sinceLast = async () => {
    rmSync(file, { force: true });
    process.kill(typist.client.pid, 'SIGUSR2');
    while (!existsSync(file)) {
      if (typist.client.dead) throw new Error(typist.client.dead);
      await sleep(10);
    }
    return Number(readFileSync(file, 'utf8'));
  };
  try {
    await typist.open();
    await typist.type(KEYS_COUNTED);
    await sinceLast();
    await typist.type(KEYS_COUNTED);
    return [`steps ${sc.name}`, Math.round((await sinceLast()) / KEYS_COUNTED)];
  } finally {
    await typist.close();
    rmSync(file, { force: true });
  }
}
